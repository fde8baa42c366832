/**
 * What an emulated desk can be told to be.
 *
 * @since 0.1.0
 */
import { addressSchema, countSchema, durationSchema, type EmulatorOptionSchemas } from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Schema from "effect/Schema"
import type { KayakoLanguage } from "./Messages.ts"

/**
 * A member of staff.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoAccount {
  /** The user name that logs in. */
  readonly username: string
  /** The password. */
  readonly password: string
  /**
   * The id that a login answers with.
   *
   * @default the account's place in the list: `1` is the first
   */
  readonly staffid?: string
  /**
   * The one-time key that a login needs as well.
   *
   * @default no second factor
   */
  readonly twoFactorKey?: string
  /**
   * Whether the account may log in. The server refuses one that may not as it refuses a wrong password.
   *
   * @default true
   */
  readonly enabled?: boolean
  /**
   * Prefixes of the client addresses that may log in. The server refuses others as it refuses a wrong password.
   *
   * @default every address
   */
  readonly addresses?: ReadonlyArray<string>
  /**
   * Whether the ticket calls work for this account.
   *
   * @default true
   */
  readonly mayReadTickets?: boolean
}

/**
 * How the server writes its replies.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoDialect {
  /** How documents are written: `late` as late version 4 builds do, or `documented` as the vendor's page has it. */
  readonly form: "late" | "documented"
  /** The language of the `error` texts. */
  readonly language: KayakoLanguage
  /** Text before the XML declaration that a body starts with. */
  readonly junk: string
  /**
   * What follows the `-2` root: `everything` that the action wrote, only the `start` of it, as under a wrong
   * Content-Length, or `nothing`, as behind a layer that hides it. Whether live desks send one document or several is not
   * known.
   */
  readonly deadSession: "everything" | "start" | "nothing"
  /** Whether every `error` holds U+0001, which no XML may. */
  readonly controlCharacters: boolean
  /** Whether the bytes are Latin-1, though nothing says so. */
  readonly latin1: boolean
  /** Whether there is a `Content-MD5` that is not the one of RFC 1864. */
  readonly contentMd5: boolean
  /** Whether a login sets the session as a cookie. */
  readonly cookie: boolean
  /** What a login tells of its timeout: the `seconds`, something `unusable`, or nothing (`absent`). */
  readonly timeout: "seconds" | "unusable" | "absent"
}

/**
 * Options of `KayakoEmulator.make`.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoEmulatorOptions {
  /**
   * The desk's address.
   *
   * @default `https://desk.example/support`
   */
  readonly url?: string
  /**
   * The members of staff.
   *
   * @default `jane@desk.example` with password `p%ss+w`, and `sam@desk.example` with password `letmein` and one-time key `123456`
   */
  readonly accounts?: ReadonlyArray<KayakoAccount>
  /**
   * The idle time after which a session ends, in whole seconds.
   *
   * @default 1 hour
   */
  readonly sessionTimeout?: Duration.Input
  /**
   * `true` for 3 retries in 900 seconds, or other numbers.
   *
   * @default off, as on a desk
   */
  readonly lockout?: boolean | { readonly retries?: number; readonly window?: Duration.Input }
  /**
   * Whether a session is good only from the /16 of its login.
   *
   * @default false
   */
  readonly bindAddress?: boolean
  /**
   * Whether a login makes sessions of another interface, which every call refuses.
   *
   * @default false
   */
  readonly foreignSessions?: boolean
  /**
   * The flags that `GetInfo` reads: all, or only those for macros and avatars, as one build.
   *
   * @default `all`
   */
  readonly infoFlags?: "all" | "macrosAndAvatars"
  /**
   * The `status` of the reply to a wrong one-time key. What a desk sends is unknown.
   *
   * @default `2`
   */
  readonly wrongKeyStatus?: "2" | "-1"
  /**
   * Whether passwords are decoded twice, as very old servers do.
   *
   * @default false
   */
  readonly decodesPasswordTwice?: boolean
  /**
   * Ids of the first sessions, in place of made-up ones.
   *
   * @default none
   */
  readonly sessionIds?: ReadonlyArray<string>
  /**
   * Whether `handler` sends gzip, asked for or not; `unlabelled`: and a proxy dropped the header that says so.
   *
   * @default false
   */
  readonly gzip?: boolean | "unlabelled"
  /**
   * How replies are written.
   *
   * @default those of a late version 4 desk, in English
   */
  readonly dialect?: Partial<KayakoDialect>
}

/** A member of staff whose id is known. */
export interface Staff extends KayakoAccount {
  readonly staffid: string
}

/** One of the `accounts`, as a file writes it. */
export const accountSchema = /*#__PURE__*/ Schema.Struct({
  username: Schema.String,
  password: Schema.String,
  staffid: Schema.optionalKey(Schema.String),
  twoFactorKey: Schema.optionalKey(Schema.String),
  enabled: Schema.optionalKey(Schema.Boolean),
  addresses: Schema.optionalKey(Schema.Array(Schema.String)),
  mayReadTickets: Schema.optionalKey(Schema.Boolean)
} satisfies { readonly [Name in keyof Required<KayakoAccount>]: unknown })

/** What each option takes. */
export const optionSchemas = {
  url: addressSchema,
  accounts: Schema.Array(accountSchema),
  sessionTimeout: durationSchema,
  lockout: Schema.Union([
    Schema.Boolean,
    Schema.Struct({ retries: Schema.optionalKey(countSchema), window: Schema.optionalKey(durationSchema) })
  ]),
  bindAddress: Schema.Boolean,
  foreignSessions: Schema.Boolean,
  infoFlags: Schema.Literals(["all", "macrosAndAvatars"]),
  wrongKeyStatus: Schema.Literals(["2", "-1"]),
  decodesPasswordTwice: Schema.Boolean,
  sessionIds: Schema.Array(Schema.String),
  gzip: Schema.Union([Schema.Boolean, Schema.Literal("unlabelled")]),
  dialect: Schema.Struct({
    form: Schema.optionalKey(Schema.Literals(["late", "documented"])),
    language: Schema.optionalKey(Schema.Literals(["en", "de", "ru"])),
    junk: Schema.optionalKey(Schema.String),
    deadSession: Schema.optionalKey(Schema.Literals(["everything", "start", "nothing"])),
    controlCharacters: Schema.optionalKey(Schema.Boolean),
    latin1: Schema.optionalKey(Schema.Boolean),
    contentMd5: Schema.optionalKey(Schema.Boolean),
    cookie: Schema.optionalKey(Schema.Boolean),
    timeout: Schema.optionalKey(Schema.Literals(["seconds", "unusable", "absent"]))
  } satisfies { readonly [Name in keyof KayakoDialect]: unknown })
} satisfies EmulatorOptionSchemas<KayakoEmulatorOptions>

/** The options with their defaults filled in. Times are milliseconds. */
export interface Settings {
  readonly url: string
  readonly accounts: ReadonlyArray<Staff>
  readonly sessionTimeout: number
  readonly lockout: { readonly retries: number; readonly window: number } | undefined
  readonly bindAddress: boolean
  readonly foreignSessions: boolean
  readonly infoFlags: "all" | "macrosAndAvatars"
  readonly wrongKeyStatus: "2" | "-1"
  readonly decodesPasswordTwice: boolean
  readonly sessionIds: ReadonlyArray<string>
  readonly dialect: KayakoDialect
}

const defaultAccounts: ReadonlyArray<KayakoAccount> = [
  { username: "jane@desk.example", password: "p%ss+w", staffid: "7" },
  { username: "sam@desk.example", password: "letmein", staffid: "8", twoFactorKey: "123456" }
]

const defaultDialect: KayakoDialect = {
  form: "late",
  language: "en",
  junk: "",
  deadSession: "everything",
  controlCharacters: false,
  latin1: false,
  contentMd5: true,
  cookie: true,
  timeout: "seconds"
}

const lockoutOf = (lockout: KayakoEmulatorOptions["lockout"]): Settings["lockout"] => {
  if (lockout === undefined || lockout === false) return undefined
  const { retries = 3, window = "900 seconds" } = lockout === true ? {} : lockout
  return { retries, window: Duration.toMillis(Duration.fromInputUnsafe(window)) }
}

export const settingsOf = (options: KayakoEmulatorOptions): Settings => ({
  url: options.url ?? "https://desk.example/support",
  accounts: (options.accounts ?? defaultAccounts).map((account, index) => ({
    ...account,
    staffid: account.staffid ?? String(index + 1)
  })),
  sessionTimeout: Duration.toMillis(Duration.fromInputUnsafe(options.sessionTimeout ?? "1 hour")),
  lockout: lockoutOf(options.lockout),
  bindAddress: options.bindAddress ?? false,
  foreignSessions: options.foreignSessions ?? false,
  infoFlags: options.infoFlags ?? "all",
  wrongKeyStatus: options.wrongKeyStatus ?? "2",
  decodesPasswordTwice: options.decodesPasswordTwice ?? false,
  sessionIds: options.sessionIds ?? [],
  dialect: { ...defaultDialect, ...options.dialect }
})
