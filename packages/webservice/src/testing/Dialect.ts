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
  /** The code; one that PHP passed through is a number. */
  readonly code: string | number
  /** The text; `{username}` stands for the user name that was sent. */
  readonly message: string
}

/**
 * One server of the family.
 *
 * @category models
 * @since 0.1.0
 */
export interface WebserviceDialect {
  /** The vendor's name, as in `AuthError`. */
  readonly vendor: string
  /**
   * Where operation parameters are read: in the query or the form of any request (`any`), or only in the query of
   * operations registered as GET and in the form of those registered as POST (`registered`).
   */
  readonly parameters: "any" | "registered"
  /** Whether a JSON body is read when there is neither a query string nor a form. */
  readonly readsJson: boolean
  /** Whether every envelope has a member `moreinfo`. */
  readonly moreinfo: boolean
  /** The order of an error's members. */
  readonly errorMembers: "code-first" | "message-first"
  /** What a challenge is like. */
  readonly challenge: {
    /** How long a challenge is valid. */
    readonly seconds: number
    /** Whether a second getchallenge gives the token that is still good, with the same expiry; otherwise a new one ends it. */
    readonly reused: boolean
    /** How times are written. `stored`: `expireTime` is a number if the challenge was just made, a text if it was found. */
    readonly times: "numbers" | "strings" | "stored"
  }
  /** What the server says about users. */
  readonly users: {
    /** Whether contacts of the customer portal get challenges. */
    readonly portalContacts: boolean
    /** Whether a login may answer with the token followed by the password. */
    readonly passwordLogin: boolean
    /** Whether a file of the user says that they are inactive, and not the table of users. */
    readonly statusFile: boolean
    /** What getchallenge answers about an unknown user; `uselessToken` answers with success. */
    readonly unknown: Refusal | "uselessToken"
    /** What getchallenge answers without a user name. */
    readonly unnamed: Refusal | "uselessToken"
    /**
     * What login answers about an unknown user.
     *
     * @default `INVALID_AUTH_TOKEN`, where login does not look the user up first
     */
    readonly unknownAtLogin?: Refusal
    /** What login answers to the right key of an inactive user. */
    readonly inactive: Refusal
  }
  /** What a session is like. */
  readonly session: {
    /** How session ids are made. */
    readonly id: "hex" | "base36"
    /** How long a session may go unused. */
    readonly idleSeconds: number
    /** What a call without a session gets. */
    readonly missing: Refusal
    /** What a call gets whose session has ended. */
    readonly dead: Refusal
    /**
     * What a `sessionName` does that is sent with getchallenge or login: an expired one is refused (`checked`), or the login
     * makes its session under that id if the table has it (`adopted`).
     */
    readonly preLogin: "checked" | "adopted"
    /** The headers that carry a session, in lower case. */
    readonly headers: ReadonlyArray<string>
    /** Whether only the User-Agent of the login may use a session. */
    readonly boundToUserAgent: boolean
    /** Whether replies set the session as a cookie. */
    readonly cookies: boolean
    /** What a call gets whose session has no user: the script fails, or it is refused as one that has ended. */
    readonly anonymous: "dies" | "dead"
  }
  /** What the reply to a login is like. */
  readonly login: {
    /** The member with the session id. */
    readonly sessionMember: "sessionName" | "sessionId"
    /** The member with the product's version. */
    readonly versionMember: string
    /** The product's version. */
    readonly productVersion: string
    /** Whether it tells about the user, before its other members. */
    readonly userMembers: boolean
  }
  /** Whether a logout works, or fails and leaves the session valid. */
  readonly logout: "works" | "dies"
  /** What comes of values that are no UTF-8: an empty reply, a user of that name is looked up, or an error. */
  readonly badBytes: "empty" | "read" | "error"
  /** Whether an unknown `format` gives an empty reply, after the work was done, or makes the script fail. */
  readonly unknownFormat: "empty" | "dies"
  /** Whether a query has to end with a semicolon, and whether modules are found in any case. */
  readonly queries: { readonly semicolon: boolean; readonly anyCase: boolean }
  /** Whether a logout by GET is refused. */
  readonly logoutChecksVerb: boolean
  /**
   * Whose session extendsession accepts: that of a browser login by POST (`browser`), also one of the API by POST
   * (`any`), or that of a browser login named by its cookie, by any verb (`cookie`).
   */
  readonly extendSession: "browser" | "any" | "cookie"
  /** What extendsession answers to another session. */
  readonly extendRefused: Refusal
  /** Whether there is an operation loginPortal, for contacts of the customer portal. */
  readonly portalLogin: boolean
  /** What an unknown operation gets: an error code, a text with HTTP 200, or HTTP 500 without a body. */
  readonly unknownOperation: Refusal | EmulatorReply
  /**
   * What every request gets while the web service is switched off.
   *
   * @default it cannot be switched off
   */
  readonly maintenance?: EmulatorReply
  /**
   * Replies of operations that always answer the same, by lower-case operation name.
   *
   * @default none
   */
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
 * A reply that PHP sends when it fails: HTTP 500 without a body.
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
