/**
 * The error table of a vendor's README. Which reasons there are, of a login and of a call, and the codes of each come from
 * the vendor's rows; what they mean in words is kept from the table that is there, or is the same for all vendors.
 */
import type { ErrorRow, Protocol, Vendor } from "@crm-auth/core/Driver"
import { readRows, table } from "./tables.ts"

interface Words {
  readonly login?: string
  readonly call?: string
  readonly todo: string
}

/** What each reason means where a README does not say it better. The order is that of the tables. */
const usual: { readonly [reason: string]: Words } = {
  InvalidConfiguration: {
    login: "an option or a variable is wrong; `field` names it",
    call: "the request cannot be sent, such as one whose body has no place for the session; `field` names what is wrong",
    todo: "correct it"
  },
  CredentialsUnavailable: {
    login: "`credentials` or the second factor could not be read; the vendor was not asked",
    todo: "repair the vault or the prompt: it is asked again after 1 second, doubling to 30 seconds"
  },
  InvalidCredentials: {
    login: "wrong user name or password",
    call: "the vendor refuses the account itself",
    todo: "correct them: they are not sent again before they change, or `reset` is called"
  },
  AccountLocked: {
    login: "the account is locked or disabled",
    call: "the account is locked or disabled",
    todo: "ask the administrator, then call `reset`"
  },
  PasswordExpired: {
    login: "the password has to be changed",
    call: "the password has to be changed",
    todo: "change it"
  },
  SubscriptionExpired: {
    login: "the subscription has lapsed",
    call: "the subscription has lapsed",
    todo: "renew it with the vendor"
  },
  AccessDenied: {
    login: "the account may not log in",
    call: "the account may not do this",
    todo: "ask the administrator for the permission; a login is tried again after 5 minutes, then ever less often"
  },
  SecondFactorRequired: {
    login: "the vendor wants a second factor",
    todo: "provide a `SecondFactor`, see below"
  },
  SecondFactorRejected: {
    login: "the second factor was refused",
    todo: "answer with the next one: it is asked for again after 5 minutes, doubling to 1 hour"
  },
  ChallengeRejected: {
    login: "the login's challenge was replaced by another client of this user",
    todo: "try again later; give each client a user of its own"
  },
  SessionRejected: {
    login: "the login was refused as an expired session",
    call: "a fresh session was refused, too",
    todo: "look for another client of this user, an address rule, or a proxy that changes requests"
  },
  ReplayImpossible: {
    call: "the session was refused and renewed, but the request was not sent again: `because` says why",
    todo: "send it again if doing it twice is harmless (`replaySafe`)"
  },
  RateLimited: {
    login: "too many requests; `retryAfter`, where given",
    call: "too many requests; `retryAfter`, where given",
    todo: "wait"
  },
  Unavailable: {
    login: "the server, or a proxy before it, is down or overloaded",
    call: "the server, or a proxy before it, is down or overloaded",
    todo: "wait: callers that need a login get this at once for a time that doubles from 1 to 30 seconds"
  },
  Transport: {
    login: "no answer: DNS, TLS, connection, deadline",
    call: "no answer; `client` fails with `HttpClientError` instead",
    todo: "as `Unavailable`; see [a lost connection](#a-lost-connection)"
  },
  UnexpectedResponse: {
    login: "an answer that is not this vendor's: a web page, a redirect, a cut body",
    call: "an answer that is not this vendor's",
    todo: "check the URL"
  },
  VendorFailure: {
    login: "a code that no public source explains",
    call: "any other refusal",
    todo: "say what the `code` means with `refine`"
  },
  CapacityExceeded: {
    login: "of a map: all of `capacity` accounts are in use",
    todo: "raise `capacity`, or try again later"
  },
  Closed: {
    login: "used after `close`, or after the layer's scope ended",
    call: "used after `close`, or after the layer's scope ended",
    todo: "keep the connection or layer as long as its users"
  }
}

/** Those that no row of a vendor gives: the engine does, for every vendor. */
const ofEveryLogin = [
  "InvalidConfiguration",
  "CredentialsUnavailable",
  "Transport",
  "UnexpectedResponse",
  "VendorFailure",
  "CapacityExceeded",
  "Closed"
]
const ofEveryCall = [
  "InvalidConfiguration",
  "SessionRejected",
  "ReplayImpossible",
  "Transport",
  "UnexpectedResponse",
  "VendorFailure",
  "Closed"
]

/** What the engine fails `client` with; all else that a vendor answers is an ordinary response there. */
const ofClient = new Set([
  "InvalidConfiguration",
  "InvalidCredentials",
  "AccountLocked",
  "PasswordExpired",
  "SubscriptionExpired",
  "SessionRejected",
  "ReplayImpossible",
  "Closed"
])

const onlyCall = "of `call` only: "

type Side = "login" | "call"

const isOf = (side: Side, protocol: Protocol, { operation }: ErrorRow): boolean => {
  const logins = new Set(Object.entries(protocol.logins).flatMap(([id, { steps = [] }]) => [id, ...steps]))
  return operation.some((name) => {
    if (name === "*" || name === `@${side}`) return true
    if (name.startsWith("@")) return false
    if (logins.has(name)) return side === "login"
    return side === "call" && name !== protocol.renew && name !== protocol.logout?.operation
  })
}

/** What a row is known by: its codes, else its statuses. Whether there is a body, or how it starts, is no reader's business. */
const signsOf = ({ code, reason, status, where }: ErrorRow): ReadonlyArray<string> => {
  // What is not the vendor's answer may have any status.
  if (reason === "UnexpectedResponse") return []
  if (code !== undefined) return code.flatMap((one) => (one === null || one === "" ? [] : [`\`${one}\``]))
  if (where !== undefined) return []
  return (status ?? []).map((one) => `HTTP ${one}`)
}

/** Each once, and no status beside the hundred that it is one of. */
const distinct = (signs: ReadonlyArray<string>): ReadonlyArray<string> =>
  [...new Set(signs)].filter((sign) => sign.endsWith("XX") || !signs.includes(`${sign.slice(0, 6)}XX`))

const trailingSigns = / \((?:(?:`[^`]+`|HTTP \w+)(?:, )?)+\)$/

/** The words of a cell, without what is generated around them. */
const wordsIn = (cell: string | undefined): string | undefined => {
  const words = (cell ?? "").replace(onlyCall, "").replace(trailingSigns, "")
  return words === "" || words === "–" ? undefined : words
}

const columns = ["reason", "of a login", "of a call", "what to do"]

/** The error table of a vendor. `readme` holds the words that are kept. */
export const errorsTable = ({ protocol }: Vendor, readme: string): string => {
  const [, ...before] = readRows(readme, "reason")
  const kept = new Map(before.map(([reason = "", ...cells]) => [reason.replaceAll("`", ""), cells]))
  const rows = protocol.errors.filter(({ reason }) => reason !== "none")
  const hasSecondFactor = Object.values(protocol.logins).some(({ secondFactor }) => secondFactor !== undefined)
  const cellOf = (side: Side, reason: string, words: string | undefined): string => {
    const found = rows.filter((row) => row.reason === reason && isOf(side, protocol, row))
    const ofEngine = (side === "login" ? ofEveryLogin : ofEveryCall).includes(reason)
    const ofFactor = side === "login" && hasSecondFactor && reason.startsWith("SecondFactor")
    if (found.length === 0 && !ofEngine && !ofFactor) return "–"
    const signs = distinct(found.flatMap(signsOf))
    const shown = signs.length === 0 ? "" : ` (${signs.join(", ")})`
    const said = words ?? usual[reason]?.[side]
    if (said === undefined) throw new Error(`README of ${protocol.vendor}: say what ${reason} of a ${side} means`)
    return `${side === "call" && !ofClient.has(reason) ? onlyCall : ""}${said}${shown}`
  }
  return table([
    columns,
    ...Object.entries(usual).flatMap(([reason, { todo }]) => {
      const [login, call, advice] = kept.get(reason) ?? []
      const cells = [cellOf("login", reason, wordsIn(login)), cellOf("call", reason, wordsIn(call))]
      if (cells.every((cell) => cell === "–")) return []
      return [[`\`${reason}\``, ...cells, advice === undefined || advice === "" ? todo : advice]]
    })
  ])
}
