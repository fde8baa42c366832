/**
 * What a vendor package says once about trying the vendor, for tests, demonstrations and tools of any kind.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Redacted from "effect/Redacted"
import type * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type { AuthError } from "../AuthError.ts"
import type { AuthorizedClient, SessionManager } from "../SessionManager.ts"
import { type AnyOptions, makeVendorAccount, type Vendor } from "../Vendor.ts"
import type { Emulator } from "./Emulator.ts"

/**
 * A vendor's emulator, which counts the work that a fixture's `write` has done.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureServer extends Emulator {
  /** How often `write` was carried out. */
  readonly writes: Effect.Effect<number>
}

/**
 * How to set a fixture's emulator up.
 *
 * @category options
 * @since 0.1.0
 */
export interface FixtureServerOptions {
  /**
   * Its base URL.
   *
   * @default the one of the vendor's emulator
   */
  readonly url?: string | undefined
  /**
   * The name of one of the fixture's dialects.
   *
   * @default the one of the vendor's emulator
   */
  readonly dialect?: string | undefined
}

/**
 * A request that a program makes with a session.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureCall {
  /** The operation, as the emulator names it. */
  readonly operation: string
  /** Sends it. */
  readonly run: (
    client: AuthorizedClient
  ) => Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError>
}

/**
 * A login method, with an account of the emulator.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureMethod {
  /** The method's id, as in the vendor's `methods`. */
  readonly id: string
  /** The account's fields as texts, without those of the server. */
  readonly fields: { readonly [name: string]: string }
  /** Fields in place of those that make the server refuse the login: one secret is wrong. */
  readonly wrong: { readonly [name: string]: string }
  /**
   * Other options of the vendor's constructor.
   *
   * @default none
   */
  readonly options?: AnyOptions | undefined
  /** The requests of a login, as the emulator names them. */
  readonly steps: ReadonlyArray<string>
  /** How many login requests bad credentials may cost. */
  readonly attempts: number
  /**
   * Whether sessions of this method are shared through a store, which needs a name of the account that is no secret.
   *
   * @default true
   */
  readonly shares?: boolean | undefined
  /**
   * Other forms in which the secrets are sent, which must not be printed either.
   *
   * @default none
   */
  readonly encoded?: ReadonlyArray<string> | undefined
}

/**
 * What a person may name to a vendor's emulator, so that a program can refuse everything else.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorNames {
  /** The operations, for `Emulator.fault` and as `Emulator.requests` calls them. */
  readonly operations: ReadonlyArray<string>
  /**
   * What `Emulator.requests` calls a request that asks for no operation.
   *
   * @default `unknown`
   */
  readonly others?: ReadonlyArray<string> | undefined
  /** The options that the emulator is made with, by name; each of them has a default. */
  readonly options: { readonly [name: string]: Schema.Decoder<unknown> }
  /** One of its accounts, as the option `accounts` takes it. */
  readonly account: Schema.Codec<object, object> & { readonly fields: Schema.Struct.Fields }
}

/**
 * What a person answers who is asked for a second factor.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureSecondFactor {
  /** What the server takes. */
  readonly right: string
  /** What it refuses. */
  readonly wrong: string
}

/**
 * An account that asks more of a package than those of a fixture's `methods`: secrets full of characters that get
 * escaped, a second factor, an option of the constructor, a session that was made elsewhere.
 *
 * @category models
 * @since 0.1.0
 */
export interface FixtureAccount {
  /** What it is called after the vendor's name, such as `with a one-time key`. */
  readonly name: string
  /** Its login method, its fields and its options. */
  readonly method: FixtureMethod
  /**
   * Makes the vendor's emulator, in which the account can log in. Only a session that was made elsewhere is unknown
   * there.
   */
  readonly emulator: (options?: Pick<FixtureServerOptions, "url">) => Effect.Effect<Emulator>
  /**
   * What is answered when the server asks for a second factor; `unanswered` leaves the question open, so that the login
   * fails.
   *
   * @default the server asks for none
   */
  readonly secondFactor?: FixtureSecondFactor | "unanswered" | undefined
  /**
   * Secrets of the account that none of its fields holds.
   *
   * @default none
   */
  readonly secrets?: ReadonlyArray<string> | undefined
  /**
   * A call that may be repeated.
   *
   * @default the fixture's `read`
   */
  readonly read?: FixtureCall | undefined
}

/**
 * A vendor, its emulator, and how both are tried.
 *
 * @category models
 * @since 0.1.0
 */
export interface VendorFixture {
  /** The vendor as a value. */
  readonly vendor: Vendor
  /** Makes the vendor's emulator, in which every method's account can log in. */
  readonly emulator: (options?: FixtureServerOptions) => Effect.Effect<FixtureServer>
  /** The releases and variants that the emulator can be, by name. */
  readonly dialects: ReadonlyArray<string>
  /**
   * What may be named to the emulator.
   *
   * @default unknown: what a person names is not checked
   */
  readonly names?: EmulatorNames | undefined
  /** The login methods that can be tried, the usual one first. */
  readonly methods: readonly [FixtureMethod, ...ReadonlyArray<FixtureMethod>]
  /**
   * Accounts that ask more of the package than those of `methods`.
   *
   * @default none
   */
  readonly accounts?: ReadonlyArray<FixtureAccount> | undefined
  /** A call that may be repeated. */
  readonly read: FixtureCall
  /** A call that may not. */
  readonly write: FixtureCall
  /**
   * Runs a generated operation that may be repeated, by a manager's `call`.
   *
   * @default nothing is promised of operations
   */
  readonly call?: ((manager: SessionManager<unknown>) => Effect.Effect<unknown, AuthError>) | undefined
  /** Whether the vendor refuses a session that has ended before it does any work, so that `write` is sent again. */
  readonly writeIsReplayed: boolean
  /**
   * Ends a session at the server, as another client of the account may: a vendor's logout, where it is sure to work.
   *
   * @default there is no such means
   */
  readonly end?:
    | ((
        secret: Redacted.Redacted,
        server: { readonly url: string }
      ) => Effect.Effect<unknown, AuthError, HttpClient.HttpClient>)
    | undefined
  /** How long without use ends a session. */
  readonly expiresAfter: Duration.Input
  /**
   * Long values in the requests of `read` and `write` that are no secrets.
   *
   * @default none
   */
  readonly plain?: ReadonlyArray<string> | undefined
  /**
   * What a person has to know who tries the vendor.
   *
   * @default none
   */
  readonly hints?: ReadonlyArray<string> | undefined
}

/**
 * Makes a manager of a fixture's account at a server. `wrong` makes one whose login is refused.
 *
 * @category constructors
 * @since 0.1.0
 */
export const fixtureManager = (
  { vendor }: Pick<VendorFixture, "vendor">,
  method: FixtureMethod,
  server: { readonly url: string },
  how: "right" | "wrong" = "right"
): Effect.Effect<SessionManager<unknown>, AuthError, HttpClient.HttpClient | Scope.Scope> =>
  makeVendorAccount(vendor, {
    method: method.id,
    fields: { url: server.url, ...method.fields, ...(how === "wrong" ? method.wrong : undefined) },
    options: method.options
  })

/**
 * The environment variables that name a fixture's account at a server.
 *
 * @category getters
 * @since 0.1.0
 */
export const fixtureVariables = (
  { vendor }: Pick<VendorFixture, "vendor">,
  method: FixtureMethod,
  server: { readonly url: string }
): { readonly [variable: string]: string } => {
  const known = vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? []
  const values: { readonly [name: string]: string } = { url: server.url, ...method.fields }
  return Object.fromEntries(
    [...vendor.serverFields, ...known].flatMap(({ name, variable }) => {
      const value = values[name]
      return value === undefined ? [] : [[variable, value]]
    })
  )
}

/**
 * The secrets of a fixture's account, and those of the refused one: what must be printed nowhere.
 *
 * @category getters
 * @since 0.1.0
 */
export const fixtureSecrets = (
  { vendor }: Pick<VendorFixture, "vendor">,
  method: FixtureMethod
): ReadonlyArray<string> => {
  const known = vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? []
  const secret = known.flatMap(({ name, secret }) => (secret ? [method.fields[name], method.wrong[name]] : []))
  return [...secret.filter((value) => value !== undefined), ...(method.encoded ?? [])]
}
