/**
 * The operations that make and end sessions.
 *
 * @since 0.1.0
 */
import type { User } from "./Accounts.ts"
import { crash, type Refusal } from "./Dialect.ts"
import { type Call, type Installation, type Outcome, raw, refuse, succeed } from "./Installation.ts"
import { md5 } from "./Tokens.ts"

/** There is no challenge, or it has expired. */
export const challengeDead: Refusal = { code: "INVALID_AUTH_TOKEN", message: "Specified token is invalid or expired" }
const keyUndefined: Refusal = { code: "ACCESSKEY_UNDEFINED", message: "Access key for the user is undefined" }
/** The answer to the challenge is wrong. */
export const wrongKey: Refusal = { code: "INVALID_USER_CREDENTIALS", message: "Invalid username or password" }
const wrongVerb: Refusal = {
  code: "OPERATION_NOT_SUPPORTED",
  message: "Permission to perform the operation is denied"
}
/** An exception that the server does not name. */
export const serverError: Refusal = { code: "INTERNAL_SERVER_ERROR", message: "Unknown Error while processing request" }

const webFailureLimit = 5

/**
 * Answers getchallenge.
 *
 * @category operations
 * @since 0.1.0
 */
export const getChallenge = (installation: Installation, call: Call): Outcome => {
  const { challenges, dialect } = installation
  const name = call.input.get("username") ?? ""
  const user = installation.accounts.find(name)
  const refusal = name === "" ? dialect.users.unnamed : dialect.users.unknown
  if (user === undefined && refusal !== "uselessToken") {
    return refuse({ ...refusal, message: refusal.message.replace("{username}", () => name) })
  }
  return succeed(challenges.ask(user, call.at))
}

/** Whether this is the token followed by the password, and the web interface would take the password. */
const isPassword = (user: User, username: string, token: string, answer: string): boolean =>
  user.password !== undefined &&
  answer === token + user.password &&
  username === user.username &&
  user.webFailures < webFailureLimit

/** The checks of login, in the server's order. */
const authenticate = (installation: Installation, call: Call): User | Refusal => {
  const { accounts, challenges, dialect } = installation
  const username = call.input.get("username") ?? ""
  const answer = call.input.get("accessKey") ?? ""
  const user = accounts.find(username)
  if (user === undefined || user.portalContact) return dialect.users.unknownAtLogin ?? challengeDead
  const token = challenges.active(user, call.at)
  if (token === undefined) return challengeDead
  if (user.accessKey === undefined) return keyUndefined
  const byPassword = dialect.users.passwordLogin && isPassword(user, username, token, answer)
  if (answer !== md5(token + user.accessKey) && !byPassword) return wrongKey
  return accounts.isActive(user) ? user : dialect.users.inactive
}

/**
 * The cookie header that carries a session id.
 *
 * @category replies
 * @since 0.1.0
 */
export const setCookie = (name: string, id: string): string => `${name}=${id}; path=/; HttpOnly; SameSite=Strict`

/**
 * The cookie header that takes a session id back.
 *
 * @category replies
 * @since 0.1.0
 */
export const takeCookie = (name: string): string =>
  `${name}=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0; path=/; HttpOnly; SameSite=Strict`

/** What vtiger 8 tells about the user. */
const userMembers = (user: User) => ({
  username: user.username,
  first_name: "",
  last_name: user.username,
  email: "",
  time_zone: "UTC",
  hour_format: "24",
  date_format: "yyyy-mm-dd",
  is_admin: "off",
  call_duration: "5",
  other_event_duration: "5"
})

const loginResult = ({ dialect }: Installation, id: string, user: User) => ({
  ...(dialect.login.userMembers ? userMembers(user) : undefined),
  [dialect.login.sessionMember]: id,
  userId: user.id,
  version: "0.22",
  [dialect.login.versionMember]: dialect.login.productVersion
})

/**
 * Answers login. `sent` is the session id that came with the request, valid or not.
 *
 * @category operations
 * @since 0.1.0
 */
export const login = (installation: Installation, call: Call, sent: string | undefined): Outcome => {
  const { cookieName, dialect, quirks, sessions, tokens } = installation
  const user = authenticate(installation, call)
  if ("code" in user) return refuse(user)
  const cookie = dialect.session.cookies ? call.php.cookies.get(cookieName) : undefined
  // An id that the client names is kept only where the table still has it: valid, idle or without a user.
  const named = sent !== undefined && sessions.has(sent) ? sent : undefined
  const id = named ?? cookie ?? tokens.sessionId(dialect.session.id)
  sessions.open(id, { user, origin: "api", userAgent: call.php.headers["user-agent"] }, call.at)
  if (quirks.has("singleLogin")) sessions.evict(user, id)
  installation.logins++
  const result = loginResult(installation, id, user)
  return dialect.session.cookies ? { kind: "result", result, cookies: [setCookie(cookieName, id)] } : succeed(result)
}

/**
 * Answers logout.
 *
 * @category operations
 * @since 0.1.0
 */
export const logout = (installation: Installation, call: Call): Outcome => {
  const { dialect, quirks, sessions } = installation
  const named = call.input.get("sessionName") ?? ""
  if (dialect.logoutChecksVerb && call.php.method !== "POST") return refuse(wrongVerb)
  if (dialect.logout === "dies") return raw(crash)
  if (quirks.has("brokenLogout")) return refuse(serverError)
  if (named === "" || call.session === undefined) {
    return succeed(dialect.parameters === "any" ? { message: "session error" } : null)
  }
  sessions.close(call.session.id)
  return succeed({ message: "successfull" })
}

/**
 * Answers extendsession. `sent` is the session id that came with the request, valid or not.
 *
 * @category operations
 * @since 0.1.0
 */
export const extendSession = (installation: Installation, call: Call, sent: string | undefined): Outcome => {
  const { cookieName, dialect, sessions } = installation
  const byCookie = dialect.extendSession === "cookie"
  const { cookies, request } = call.php
  const id = byCookie ? cookies.get(cookieName) : (request.get("PHPSESSID") ?? cookies.get("PHPSESSID") ?? sent)
  if (!call.input.has("operation") || (byCookie && id === undefined)) return refuse(dialect.session.missing)
  const session = id === undefined ? undefined : sessions.use(id, call.at)
  const user = session?.data.user
  if (
    id !== undefined &&
    user !== undefined &&
    (session?.data.origin === "browser" || dialect.extendSession === "any")
  ) {
    return succeed(loginResult(installation, id, user))
  }
  // The id that was tried is left behind as a session without a user.
  const left = dialect.extendSession === "any" ? id : cookies.get("PHPSESSID")
  if (!byCookie && id !== undefined && id === left && session === undefined) {
    sessions.open(id, { user: undefined, origin: "anonymous", userAgent: undefined }, call.at)
  }
  return refuse(dialect.extendRefused)
}
