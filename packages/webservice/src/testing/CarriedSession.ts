/**
 * Which session a request carries, and whether the server takes it.
 *
 * @since 0.1.0
 */
import type { Refusal } from "./Dialect.ts"
import type { Installation } from "./Installation.ts"
import type { PhpRequest } from "./Php.ts"
import type { Session } from "./Sessions.ts"

const markerTexts = {
  SESSION_EXPIRED: "Session has life span over please login again",
  SESSION_LEFT_IDLE: "Session has been invalidated to due lack activity"
}

/**
 * The session id among the parameters. The text `null` counts as none.
 *
 * @category sessions
 * @since 0.1.0
 */
export const sessionName = (php: PhpRequest): string | undefined => {
  const name = php.request.get("sessionName") ?? ""
  return name === "" || name.toLowerCase() === "null" ? undefined : name
}

const headerValue = ({ dialect }: Installation, php: PhpRequest): string | undefined => {
  for (const name of dialect.session.headers) {
    const value = php.headers[name]
    if (value !== undefined && value !== "") return value
  }
  return undefined
}

/**
 * The id or token by which a request names its session, valid or not. The server runs the requests of one session one
 * after the other.
 *
 * @category sessions
 * @since 0.1.0
 */
export const carriedName = (installation: Installation, php: PhpRequest): string | undefined =>
  headerValue(installation, php) ?? sessionName(php)

/** The valid session that a header names: by its id, or by a static token, which joins or opens one of its owner. */
const fromHeader = (installation: Installation, php: PhpRequest, value: string, now: number): Session | undefined => {
  const { accounts, credentials, dialect, sessions, tokens } = installation
  const named = sessions.use(value, now)
  if (named !== undefined) return named
  const credential = credentials.find(
    ({ from = now, token, until = now }) => token === value && from <= now && now <= until
  )
  const owner = credential === undefined ? undefined : accounts.find(credential.username)
  if (owner === undefined) return undefined
  const joined = sessions.join(owner, now)
  if (joined === "stale") return undefined
  const data = { user: owner, origin: "api", userAgent: php.headers["user-agent"] } as const
  return joined ?? sessions.open(tokens.sessionId(dialect.session.id), data, now)
}

/** Ends a session whose time is over, or that another client uses. */
const check = (installation: Installation, php: PhpRequest, session: Session, now: number): Session | Refusal => {
  const { dialect, quirks, sessions } = installation
  const { marker, origin, user, userAgent } = session.data
  if (user === undefined && dialect.session.anonymous === "dead") return dialect.session.dead
  const bound = dialect.session.boundToUserAgent && !quirks.has("unboundUserAgent") && origin === "api"
  const foreign = bound && userAgent !== php.headers["user-agent"]
  if (marker === undefined && !foreign) return session
  // To another User-Agent the session is a new one without a user.
  if (marker === undefined)
    sessions.open(session.id, { user: undefined, origin: "anonymous", userAgent: undefined }, now)
  else sessions.close(session.id)
  return marker === undefined ? dialect.session.dead : { code: marker, message: markerTexts[marker] }
}

/**
 * The session that a request carries: valid, refused, or none. A header wins over the parameter.
 *
 * @category sessions
 * @since 0.1.0
 */
export const carriedSession = (
  installation: Installation,
  php: PhpRequest,
  now: number
): Session | Refusal | undefined => {
  const header = headerValue(installation, php)
  const id = sessionName(php)
  if (header === undefined && id === undefined) return undefined
  const session =
    header !== undefined
      ? fromHeader(installation, php, header, now)
      : id === undefined
        ? undefined
        : installation.sessions.use(id, now)
  return session === undefined ? installation.dialect.session.dead : check(installation, php, session, now)
}
