/**
 * What differs between the servers that speak the `webservice.php` protocol, as data.
 *
 * @since 0.1.0
 */
import type { EmulatorReply } from "@crm-auth/core/testing"

/**
 * An error reply's code and text. `{username}` in the text stands for the user name that was sent. A code that PHP
 * passed through is a number.
 *
 * @category models
 * @since 0.1.0
 */
export interface Refusal {
  readonly code: string | number
  readonly message: string
}

/**
 * One server of the family.
 *
 * - `parameters`: operation parameters are read from the query string or the form of any request (`any`), or only from
 *   the query of operations registered as GET and the form of those registered as POST (`registered`).
 * - `readsJson`: a JSON body is read when there is neither a query string nor a form.
 * - `moreinfo`: every envelope has that member. `errorMembers`: the order of an error's members.
 * - `challenge.reused`: a second getchallenge gives the token that is still good, with the same expiry; otherwise a new
 *   one that kills the former. `challenge.times` `stored`: `expireTime` is a number when the challenge was just made,
 *   and a numeric string when it was found.
 * - `users.unknown`: what getchallenge answers about a user it does not know; `uselessToken` answers with success.
 *   `users.unknownAtLogin` is missing where login does not look the user up first, so that it says
 *   `INVALID_AUTH_TOKEN`.
 * - `users.statusFile`: whether a user is inactive stands in a file of that user, not in the table of users.
 * - `session.preLogin`: what a `sessionName` sent with getchallenge or login does: a dead one is refused (`checked`),
 *   or login makes its session under that id (`adopted`).
 * - `session.anonymous`: what a call gets whose session has no user: the script dies, or it is refused as a dead one.
 * - `login.userMembers`: the login result tells about the user, before its other members.
 * - `logout`: it works, or dies and leaves the session alive.
 * - `badBytes`: what comes of values that are no UTF-8: an empty reply, a user of that name is looked up, or an error.
 * - `unknownFormat`: an unknown `format` gives an empty reply, after the work was done, or makes the script die.
 * - `queries`: whether a query has to end with a semicolon, and whether modules are found in any case.
 * - `extendSession`: whose session it accepts: `browser` (a browser login, POST), `any` (also an API session, POST),
 *   `cookie` (a browser login named by its cookie, any verb).
 * - `portalLogin`: there is an operation loginPortal, for contacts of the customer portal.
 * - `unknownOperation`: an error code, a text with HTTP 200, or HTTP 500 without a body.
 * - `fixed`: replies of operations that always answer the same, by lower-case operation name.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceDialect {
  readonly vendor: string
  readonly parameters: "any" | "registered"
  readonly readsJson: boolean
  readonly moreinfo: boolean
  readonly errorMembers: "code-first" | "message-first"
  readonly challenge: {
    readonly seconds: number
    readonly reused: boolean
    readonly times: "numbers" | "strings" | "stored"
  }
  readonly users: {
    readonly portalContacts: boolean
    readonly passwordLogin: boolean
    readonly statusFile: boolean
    readonly unknown: Refusal | "uselessToken"
    readonly unnamed: Refusal | "uselessToken"
    readonly unknownAtLogin?: Refusal
    readonly inactive: Refusal
  }
  readonly session: {
    readonly id: "hex" | "base36"
    readonly idleSeconds: number
    readonly missing: Refusal
    readonly dead: Refusal
    readonly preLogin: "checked" | "adopted"
    readonly headers: ReadonlyArray<string>
    readonly boundToUserAgent: boolean
    readonly cookies: boolean
    readonly anonymous: "dies" | "dead"
  }
  readonly login: {
    readonly sessionMember: "sessionName" | "sessionId"
    readonly versionMember: string
    readonly productVersion: string
    readonly userMembers: boolean
  }
  readonly logout: "works" | "dies"
  readonly badBytes: "empty" | "read" | "error"
  readonly unknownFormat: "empty" | "dies"
  readonly queries: { readonly semicolon: boolean; readonly anyCase: boolean }
  readonly logoutChecksVerb: boolean
  readonly extendSession: "browser" | "any" | "cookie"
  readonly extendRefused: Refusal
  readonly portalLogin: boolean
  readonly unknownOperation: Refusal | EmulatorReply
  readonly maintenance?: EmulatorReply
  readonly fixed?: ReadonlyMap<string, EmulatorReply>
}

/**
 * Behaviour of single installations, asked for by name.
 *
 * - `singleLogin`: a login ends the user's other sessions (coreBOS, `Webservice_MultipleUserLogins` = 0).
 * - `lifeSpanSetting`: sessions end after 1440 idle seconds (coreBOS with the setting `WebService_Session_Life_Span`).
 * - `unboundUserAgent`: sessions are not bound to the User-Agent (coreBOS, `Webservice_Session_LockUserAgent` off).
 * - `displayErrors`: a PHP notice is printed before each JSON reply.
 * - `brokenLogout`: logout fails with `INTERNAL_SERVER_ERROR` and the session stays (vtiger 7.2 on newer PHP).
 * - `preventDuplicates`: a second record like the first is refused with the number that the database gave.
 * - `saml`: SAML is switched on, so that logout, and every request with a `mode`, is redirected to the identity provider.
 * - `noPortalUser`: no user is set up that contacts of the customer portal act as.
 *
 * @category models
 * @since 0.1.0
 */
export type Quirk =
  | "singleLogin"
  | "lifeSpanSetting"
  | "unboundUserAgent"
  | "displayErrors"
  | "brokenLogout"
  | "preventDuplicates"
  | "saml"
  | "noPortalUser"

/**
 * A reply that PHP sends when it dies: HTTP 500 without a body.
 *
 * @category constants
 * @since 0.1.0
 */
export const crash: EmulatorReply = { status: 500, headers: { "content-type": "text/html; charset=UTF-8" }, body: "" }

/**
 * A reply in plain text, which PHP labels HTML, with HTTP 200.
 *
 * @category constructors
 * @since 0.1.0
 */
export const text = (body: string): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body
})
