/**
 * The state of an emulated installation, and what passes between the parts of its server.
 *
 * @since 0.1.0
 */
import type { EmulatorReply } from "@crm-auth/core/testing"
import type { Accounts } from "./Accounts.ts"
import type { Challenges } from "./Challenges.ts"
import type { Quirk, Refusal, WebserviceDialect } from "./Dialect.ts"
import type { Parameters, PhpRequest } from "./Php.ts"
import type { Session, Sessions } from "./Sessions.ts"
import type { Tokens } from "./Tokens.ts"

/**
 * A static token of a user.
 *
 * @category models
 * @since 0.1.0
 */
export interface Credential {
  /** The token. */
  readonly token: string
  /** Whose token it is. */
  readonly username: string
  /**
   * From when it is good, in milliseconds since the epoch.
   *
   * @default always
   */
  readonly from?: number
  /**
   * Until when it is good, in milliseconds since the epoch.
   *
   * @default always
   */
  readonly until?: number
}

/**
 * A record that a client created.
 *
 * @category models
 * @since 0.1.0
 */
export interface CreatedRecord {
  /** The id, such as `12x501`. */
  readonly id: string
  /** The module. */
  readonly type: string
  /** Its fields, as they were last written. */
  readonly fields: { readonly [field: string]: unknown }
}

/**
 * One installed server. `path` is the path of its script; the cookie of a login is named otherwise than that of a call.
 *
 * @category models
 * @since 0.1.0
 */
export interface Installation {
  readonly dialect: WebserviceDialect
  readonly quirks: ReadonlySet<Quirk>
  readonly path: string
  readonly cookieName: string
  readonly callCookieName: string
  readonly accounts: Accounts
  readonly challenges: Challenges
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly credentials: Array<Credential>
  readonly records: Array<CreatedRecord>
  /** How many records were ever created; ids are made of it. */
  created: number
  logins: number
  outage: boolean
  maintenance: boolean
}

/**
 * A request that got as far as an operation. `input` are the operation's parameters, read where this server reads
 * them; `session` is the valid one that it carries.
 *
 * @category models
 * @since 0.1.0
 */
export interface Call {
  readonly php: PhpRequest
  readonly input: Parameters
  readonly at: number
  readonly session: Session | undefined
}

/**
 * What an operation answers, before it is put into the envelope.
 *
 * @category models
 * @since 0.1.0
 */
export type Outcome =
  | {
      readonly kind: "result"
      readonly result: unknown
      readonly moreinfo?: { readonly [name: string]: string }
      readonly cookies?: ReadonlyArray<string>
    }
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly cookies?: ReadonlyArray<string> }
  | { readonly kind: "raw"; readonly reply: EmulatorReply }

/**
 * A success.
 *
 * @category constructors
 * @since 0.1.0
 */
export const succeed = (result: unknown): Outcome => ({ kind: "result", result })

/**
 * An error reply.
 *
 * @category constructors
 * @since 0.1.0
 */
export const refuse = (refusal: Refusal): Outcome => ({ kind: "refused", refusal })

/**
 * A reply outside of the envelope.
 *
 * @category constructors
 * @since 0.1.0
 */
export const raw = (reply: EmulatorReply): Outcome => ({ kind: "raw", reply })
