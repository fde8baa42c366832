/**
 * How the emulated KashFlow server is set up.
 *
 * @since 0.1.0
 */
import { addressSchema, countSchema, durationSchema, type EmulatorOptionSchemas } from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import { accountSchema, exampleAccount, type KftokenAccount } from "./Account.ts"

/**
 * The `Error` value of each failure whose real one is publicly unknown. The defaults are invented (`Example…`), so a
 * client that knows any of them by heart is wrong.
 *
 * @category models
 * @since 0.1.0
 */
export interface KftokenCodes {
  /** Second step: a wrong, missing or surplus character. */
  readonly wrongCharacters: string
  /** Second step: a temporary token that is unknown, used or too old. */
  readonly staleTemporaryToken: string
  /** An external token or user id that is unknown. */
  readonly invalidExternalToken: string
  /** A request whose body or query no page describes. */
  readonly badRequest: string
  /** 401: a valid session that may not use the resource. */
  readonly notPermitted: string
  /** The account's settings forbid REST. */
  readonly restDisabled: string
  /** The account's settings forbid the caller's address. */
  readonly addressRefused: string
}

/**
 * Options of the emulated server. Those that choose among unknown behaviours say so.
 *
 * @category options
 * @since 0.1.0
 */
export interface KftokenEmulatorOptions {
  /**
   * Base URL with the path version.
   *
   * @default "https://api.kashflow.com/v2"
   */
  readonly url?: string
  /**
   * The accounts, each on top of the example's.
   *
   * @default the example's
   */
  readonly accounts?: ReadonlyArray<Partial<KftokenAccount>>
  /**
   * The codes of failures whose real ones are unknown.
   *
   * @default invented ones, `Example…`
   */
  readonly codes?: Partial<KftokenCodes>
  /**
   * How long a session may go unused; the real server's figure is configurable too.
   *
   * @default "60 minutes"
   */
  readonly idle?: Duration.Input
  /**
   * How long after its login a session ends, used or not, which is undocumented.
   *
   * @default no limit
   */
  readonly absolute?: Duration.Input
  /**
   * How many sessions a user may have before the oldest ends, which is unknown.
   *
   * @default any number
   */
  readonly sessionsPerUser?: number
  /**
   * How long a temporary token can be used, which is unknown.
   *
   * @default "5 minutes", invented
   */
  readonly temporaryTokenLife?: Duration.Input
  /**
   * Positions asked for, one list per first step, before the pseudo-random lists of three begin. Positions beyond the
   * memorable word are allowed: no answer to them is right.
   *
   * @default only pseudo-random lists
   */
  readonly challenges?: ReadonlyArray<ReadonlyArray<number>>
  /**
   * How positions are written. The vendor's sample has numbers.
   *
   * @default "number"
   */
  readonly positions?: "number" | "string"
  /**
   * Whether the answers must come in the order asked for, which is unknown.
   *
   * @default "kept"
   */
  readonly answerOrder?: "kept" | "any"
  /**
   * Bad logins that lock the account, which is unknown.
   *
   * @default 5, invented
   */
  readonly lockAfter?: number
  /**
   * Whether wrong characters count as bad logins, which is unknown.
   *
   * @default true
   */
  readonly charactersCount?: boolean
  /**
   * HTTP status of a first step that succeeds: clients saw 201, and any 2xx must do.
   *
   * @default 201
   */
  readonly firstStepStatus?: 200 | 201
  /**
   * HTTP status of what the account's settings forbid (REST, an address), which is unknown.
   *
   * @default 401
   */
  readonly settingsStatus?: 400 | 401 | 403
  /**
   * Whether a list comes in an object, with the next page's address, or bare, as some do.
   *
   * @default "wrapped"
   */
  readonly lists?: "wrapped" | "bare"
  /**
   * HTTP status of `AccountLocked` on login steps, which is unknown.
   *
   * @default 400
   */
  readonly lockedStatus?: 400 | 401
  /**
   * HTTP status of the second step's refusals, which is unknown.
   *
   * @default 400
   */
  readonly refusedStatus?: 400 | 401
  /**
   * How a logout answers: both 204 without a body and 200 with `{}` are described.
   *
   * @default 204
   */
  readonly deleteStatus?: 204 | 200
  /**
   * What a request that does not ask for JSON alone gets: an XML document, or 406.
   *
   * @default "xml"
   */
  readonly notJson?: "xml" | "406"
  /**
   * What session tokens look like: a GUID, or text of another length and alphabet.
   *
   * @default "guid"
   */
  readonly tokenFormat?: "guid" | "opaque"
}

const code = /*#__PURE__*/ Schema.optionalKey(Schema.String)

/** What each option takes. */
export const optionSchemas = {
  url: addressSchema,
  accounts: Schema.Array(accountSchema),
  codes: Schema.Struct({
    wrongCharacters: code,
    staleTemporaryToken: code,
    invalidExternalToken: code,
    badRequest: code,
    notPermitted: code,
    restDisabled: code,
    addressRefused: code
  } satisfies { readonly [Name in keyof KftokenCodes]: unknown }),
  idle: durationSchema,
  absolute: durationSchema,
  sessionsPerUser: countSchema,
  temporaryTokenLife: durationSchema,
  challenges: Schema.Array(Schema.Array(countSchema)),
  positions: Schema.Literals(["number", "string"]),
  answerOrder: Schema.Literals(["kept", "any"]),
  lockAfter: countSchema,
  charactersCount: Schema.Boolean,
  firstStepStatus: Schema.Literals([200, 201]),
  settingsStatus: Schema.Literals([400, 401, 403]),
  lists: Schema.Literals(["wrapped", "bare"]),
  lockedStatus: Schema.Literals([400, 401]),
  refusedStatus: Schema.Literals([400, 401]),
  deleteStatus: Schema.Literals([204, 200]),
  notJson: Schema.Literals(["xml", "406"]),
  tokenFormat: Schema.Literals(["guid", "opaque"])
} satisfies EmulatorOptionSchemas<KftokenEmulatorOptions>

/** Options with every default filled in, durations in milliseconds. */
export interface Settings {
  readonly url: string
  readonly accounts: ReadonlyArray<KftokenAccount>
  readonly codes: KftokenCodes
  readonly idle: number
  readonly absolute: number
  readonly sessionsPerUser: number
  readonly temporaryTokenLife: number
  readonly challenges: ReadonlyArray<ReadonlyArray<number>>
  readonly positions: "number" | "string"
  readonly answerOrder: "kept" | "any"
  readonly lockAfter: number
  readonly charactersCount: boolean
  readonly firstStepStatus: 200 | 201
  readonly settingsStatus: 400 | 401 | 403
  readonly lists: "wrapped" | "bare"
  readonly lockedStatus: 400 | 401
  readonly refusedStatus: 400 | 401
  readonly deleteStatus: 204 | 200
  readonly notJson: "xml" | "406"
  readonly tokenFormat: "guid" | "opaque"
}

const inventedCodes: KftokenCodes = {
  wrongCharacters: "ExampleWrongCharacters",
  staleTemporaryToken: "ExampleStaleTemporaryToken",
  invalidExternalToken: "ExampleInvalidExternalToken",
  badRequest: "ExampleBadRequest",
  notPermitted: "ExampleNotPermitted",
  restDisabled: "ExampleRestDisabled",
  addressRefused: "ExampleAddressRefused"
}

/** Fills in the defaults. */
export const settingsOf = (options: KftokenEmulatorOptions): Settings => ({
  url: (options.url ?? "https://api.kashflow.com/v2").replace(/\/+$/, ""),
  accounts: (options.accounts ?? [{}]).map((account) => ({ ...exampleAccount, ...account })),
  codes: { ...inventedCodes, ...options.codes },
  idle: Duration.toMillis(options.idle ?? "60 minutes"),
  absolute: Duration.toMillis(options.absolute ?? Duration.infinity),
  sessionsPerUser: options.sessionsPerUser ?? Infinity,
  temporaryTokenLife: Duration.toMillis(options.temporaryTokenLife ?? "5 minutes"),
  challenges: options.challenges ?? [],
  positions: options.positions ?? "number",
  answerOrder: options.answerOrder ?? "kept",
  lockAfter: options.lockAfter ?? 5,
  charactersCount: options.charactersCount ?? true,
  firstStepStatus: options.firstStepStatus ?? 201,
  settingsStatus: options.settingsStatus ?? 401,
  lists: options.lists ?? "wrapped",
  lockedStatus: options.lockedStatus ?? 400,
  refusedStatus: options.refusedStatus ?? 400,
  deleteStatus: options.deleteStatus ?? 204,
  notJson: options.notJson ?? "xml",
  tokenFormat: options.tokenFormat ?? "guid"
})
