/**
 * The two steps of KashFlow's login, the exchange of an external token, and the logout.
 *
 * @since 0.1.0
 */
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { type EmulatorReply, type EmulatorRequest, jsonBody, jsonReply } from "@crm-auth/core/testing"
import { accountLocked, failure, forbidden, invalidSessionToken, refuse } from "./Replies.ts"
import type { KftokenAccount } from "./Account.ts"
import { type Challenge, countBadLogin, openSession, type State } from "./State.ts"

/** Answers one request to one operation. `parameter` is the last segment of a path that has one. */
export type Handler = (state: State, request: EmulatorRequest, parameter: string) => EmulatorReply

/** The server reads the members of a login's body without regard to case. */
const caseless = <A>(read: (request: EmulatorRequest) => A) => {
  const names = new Map(
    ["UserName", "Password", "TemporaryToken", "MemorableWordList", "Position", "Value", "KeepUserLoggedIn"].map(
      (name) => [name.toLowerCase(), name]
    )
  )
  const spelt = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spelt)
    if (!Predicate.isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [names.get(name.toLowerCase()) ?? name, spelt(member)])
    )
  }
  return (request: EmulatorRequest): A =>
    read({
      ...request,
      body: Option.match(decodeJson(request.body), {
        onNone: () => request.body,
        onSome: (value) => JSON.stringify(spelt(value))
      })
    })
}

const decodeJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))

const readFirstStep = caseless(jsonBody(Schema.Struct({ UserName: Schema.String, Password: Schema.String })))

const invalidCredentials = failure(400, "InvalidCredentials", "Wrong login.")
const passwordExpired = failure(400, "PasswordExpired", "Change it.")

// One known client saw PasswordExpired for a password that its configuration had left in quotes or spaces.
const isWrapped = (sent: string, password: string): boolean =>
  sent !== password && sent.replace(/^[\s"']+|[\s"']+$/g, "") === password

const reported = ({ disabled, isLockedOut }: KftokenAccount): { readonly [field: string]: boolean } => ({
  ...(isLockedOut === undefined ? {} : { IsLockedOut: isLockedOut }),
  ...(disabled === undefined ? {} : { Disabled: disabled })
})

/** `POST /sessiontoken`: a temporary token, and the positions whose characters it wants. */
export const createTemporaryToken: Handler = (state, request) => {
  const { settings } = state
  const input = readFirstStep(request)
  // The vendor's Swagger document has it; what it does is unknown.
  const oldApp = request.url.searchParams.get("oldApp")
  if (input === undefined || !(oldApp === null || oldApp === "true" || oldApp === "false")) {
    return refuse(settings, 400, "badRequest")
  }
  const person = state.people.find(({ account }) => account.userName === input.UserName)
  if (person === undefined) return invalidCredentials
  const { account } = person
  if (account.locked) return accountLocked(settings.lockedStatus)
  if (input.Password !== account.password) {
    countBadLogin(state, person)
    return isWrapped(input.Password, account.password) ? passwordExpired : invalidCredentials
  }
  if (account.passwordExpired) return passwordExpired
  const forbids = forbidden(state, account)
  if (forbids !== undefined) return forbids
  const positions = state.nextPositions(account)
  const token = state.nextTemporaryToken()
  state.challenges.set(token, { person, positions, at: request.at })
  return jsonReply(settings.firstStepStatus, {
    TemporaryToken: token,
    MemorableWordList: positions.map((position) => ({
      Position: settings.positions === "string" ? String(position) : position,
      Value: ""
    })),
    HasTemporaryPassword: account.hasTemporaryPassword,
    IsAdmin: true,
    PackageName: "Business",
    PartnerBrandingOptOut: true,
    PartnerId: 3,
    SubscriptionExpired: account.subscriptionExpired,
    ...reported(account)
  })
}

const readSecondStep = caseless(
  jsonBody(
    Schema.Struct({
      TemporaryToken: Schema.String,
      MemorableWordList: Schema.Array(Schema.Struct({ Position: Schema.Int, Value: Schema.String })),
      KeepUserLoggedIn: Schema.optionalKey(Schema.Boolean)
    })
  )
)

type Answers = NonNullable<ReturnType<typeof readSecondStep>>["MemorableWordList"]

/** Every position asked for, once, with the word's character there in either case. A word starts at position 1. */
const isAnswer = (state: State, { person, positions }: Challenge, answers: Answers): boolean => {
  const word = Array.from(person.account.memorableWord)
  const ordered =
    state.settings.answerOrder === "kept"
      ? answers
      : positions.flatMap((position) => answers.find((answer) => answer.Position === position) ?? [])
  return (
    answers.length === positions.length &&
    ordered.length === positions.length &&
    ordered.every(
      (answer, index) =>
        answer.Position === positions[index] && answer.Value.toLowerCase() === word[answer.Position - 1]?.toLowerCase()
    )
  )
}

/** `PUT /sessiontoken`: the session token, for a temporary token that works once and not for long. */
export const createSessionToken: Handler = (state, request) => {
  const { challenges, settings } = state
  const input = readSecondStep(request)
  if (input === undefined) return refuse(settings, 400, "badRequest")
  const challenge = challenges.get(input.TemporaryToken)
  challenges.delete(input.TemporaryToken)
  if (challenge === undefined || request.at - challenge.at > settings.temporaryTokenLife) {
    return refuse(settings, settings.refusedStatus, "staleTemporaryToken")
  }
  const { person } = challenge
  const { account } = person
  if (account.locked) return accountLocked(settings.lockedStatus)
  if (!isAnswer(state, challenge, input.MemorableWordList)) {
    if (settings.charactersCount) countBadLogin(state, person)
    return refuse(settings, settings.refusedStatus, "wrongCharacters")
  }
  person.badLogins = 0
  return jsonReply(200, {
    SessionToken: openSession(state, person, request.at),
    CompanyName: account.companyName,
    IsAdmin: true,
    SubscriptionExpired: account.subscriptionExpired,
    PackageName: "Business",
    StartPageUrl: "/start",
    SubscriptionExpiryDate: "2030-01-31",
    ...(account.hasTemporaryPassword ? { HasTemporaryPassword: true } : {}),
    ...reported(account)
  })
}

/** `GET /sessiontoken?externalToken={guid}&uid={int}`: a session without the two steps. */
export const exchangeExternalToken: Handler = (state, request) => {
  const { settings } = state
  const query = request.url.searchParams
  const person = state.people.find(
    ({ account }) => query.get("externalToken") === account.externalToken && query.get("uid") === String(account.uid)
  )
  if (person === undefined) return refuse(settings, 400, "invalidExternalToken")
  const { account } = person
  if (account.locked) return accountLocked(settings.lockedStatus)
  const forbids = forbidden(state, account)
  if (forbids !== undefined) return forbids
  return jsonReply(200, {
    SessionToken: openSession(state, person, request.at),
    TenantId: 1,
    CompanyId: 10,
    SubscriptionExpired: account.subscriptionExpired
  })
}

/** The token of `Authorization: KfToken <token>`: the scheme spelt so, and one space. */
export const sessionTokenOf = (request: EmulatorRequest): string | undefined =>
  /^KfToken (\S+)$/.exec(request.headers["authorization"] ?? "")?.[1]

/** `DELETE /sessiontoken/{token}`: the token in the path and in the header. */
export const deleteSessionToken: Handler = ({ sessions, settings }, request, parameter) => {
  const token = sessionTokenOf(request)
  if (token === undefined || token !== parameter || sessions.peek(token, request.at) === undefined) {
    return invalidSessionToken
  }
  sessions.close(token)
  return settings.deleteStatus === 204 ? { status: 204 } : jsonReply(200, {})
}
