/**
 * What an emulated desk can be told to be.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import type { KayakoLanguage } from "./Messages.ts"

/**
 * A member of staff. With a `twoFactorKey` a login needs it as well; `enabled: false` and an address that starts with
 * none of `addresses` are refused as a wrong password is; `mayReadTickets: false` makes the ticket calls fail.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoAccount {
  readonly username: string
  readonly password: string
  readonly staffid: string
  readonly twoFactorKey?: string
  readonly enabled?: boolean
  readonly addresses?: ReadonlyArray<string>
  readonly mayReadTickets?: boolean
}

/**
 * How the server writes its replies.
 *
 * - `form`: `late` (default) as a late version 4 build does, with CDATA, `<error />` and six elements after a login;
 *   `documented` as the vendor's page has it, with plain text and ten.
 * - `language`: of the `error` texts.
 * - `junk`: text before the XML declaration that a body starts with.
 * - `deadSession`: what follows the `-2` root: `everything` that the action wrote (default), only the `start` of it, as
 *   under a wrong Content-Length, or `nothing`, as behind a layer that hides it.
 * - `controlCharacters`: every `error` holds U+0001, which no XML may.
 * - `latin1`: the bytes are Latin-1, though nothing says so.
 * - `contentMd5`: a `Content-MD5` that is not the one of RFC 1864 (default true).
 * - `cookie`: a `Set-Cookie` with the session on login (default true).
 * - `timeout`: what a login tells of its timeout: the `seconds` (default), something `unusable`, or it is `absent`.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoDialect {
  readonly form: "late" | "documented"
  readonly language: KayakoLanguage
  readonly junk: string
  readonly deadSession: "everything" | "start" | "nothing"
  readonly controlCharacters: boolean
  readonly latin1: boolean
  readonly contentMd5: boolean
  readonly cookie: boolean
  readonly timeout: "seconds" | "unusable" | "absent"
}

/**
 * Options of `KayakoEmulator.make`.
 *
 * - `url`: the desk's address (default `https://desk.example/support`).
 * - `accounts`: by default `jane@desk.example` with password `p%ss+w`, and `sam@desk.example` with password `letmein`
 *   and one-time key `123456`.
 * - `sessionTimeout`: idle time after which a session is dead, whole seconds (default 1 hour).
 * - `lockout`: `true` for 3 retries in 900 seconds, or other numbers; off by default, as on a desk.
 * - `bindAddress`: a session is good only from the /16 of its login.
 * - `foreignSessions`: a login makes sessions of another interface, which every call refuses.
 * - `infoFlags`: the flags that `GetInfo` reads: `all` (default), or only those for macros and avatars, as one build.
 * - `wrongKeyStatus`: `status` of the reply to a wrong one-time key (default `2`; what a desk sends is unknown).
 * - `decodesPasswordTwice`: as very old servers do.
 * - `sessionIds`: ids of the first sessions, in place of made-up ones.
 * - `gzip`: `handler` sends gzip whether asked for or not; `unlabelled`: and a proxy dropped the header that says so.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoEmulatorOptions {
  readonly url?: string
  readonly accounts?: ReadonlyArray<KayakoAccount>
  readonly sessionTimeout?: Duration.Input
  readonly lockout?: boolean | { readonly retries?: number; readonly window?: Duration.Input }
  readonly bindAddress?: boolean
  readonly foreignSessions?: boolean
  readonly infoFlags?: "all" | "macrosAndAvatars"
  readonly wrongKeyStatus?: "2" | "-1"
  readonly decodesPasswordTwice?: boolean
  readonly sessionIds?: ReadonlyArray<string>
  readonly gzip?: boolean | "unlabelled"
  readonly dialect?: Partial<KayakoDialect>
}

/** The options with their defaults filled in. Times are milliseconds. */
export interface Settings {
  readonly url: string
  readonly accounts: ReadonlyArray<KayakoAccount>
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
  accounts: options.accounts ?? defaultAccounts,
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
