/** The vendor of the simulation as the engine sees it. */
import { AuthError } from "@crm-auth/core"
import { type Login, type SessionDriver } from "@crm-auth/core/Driver"
import * as Reasons from "@crm-auth/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { Flight, Ledger, SessionValue } from "../Ledger.ts"
import type { Traffic } from "../media/Traffic.ts"
import type { Member } from "../Member.ts"
import type { Vendor } from "./Vendor.ts"

export const vendorName = "fleet"
const origin = "https://fleet.example"

/** Errors of a vendor in trouble, and of the way to it. */
export const vendorErrors: ReadonlyArray<Reasons.Reason> = [
  new Reasons.Unavailable({ status: 503 }),
  new Reasons.RateLimited({ retryAfter: Duration.seconds(7) }),
  new Reasons.Transport({ detail: "connection reset" })
]

/** How often a login is tried at most, with random pauses, if another client may have taken its challenge. */
const challengeTries = 4

/** A request that is lost ends in this. */
export const lostRequest = { millis: 25_000, error: new Reasons.Transport({ detail: "no answer" }) }

export interface Server {
  readonly vendor: Vendor
  readonly ledger: Ledger
  readonly traffic: Traffic<Reasons.Reason>
}

export interface Credentials {
  readonly account: number
  readonly version: number
}

const Value = Schema.Struct({ account: Schema.Finite, number: Schema.Finite, version: Schema.Finite })

export const driverOf = (
  { ledger, traffic, vendor }: Server,
  member: Member,
  account: number
): SessionDriver<SessionValue, Credentials> => {
  const { rules } = vendor
  const { process } = member
  const failed = (operation: string, reason: Reasons.Reason) => new AuthError({ vendor: vendorName, operation, reason })
  const request = <A>(operation: string, apply: () => A): Effect.Effect<A, AuthError> =>
    Effect.mapError(
      traffic.call(process, operation, () => ({ ok: apply() })),
      (reason) => failed(operation, reason)
    )
  const lifetime = {
    ...(rules.idle === undefined ? undefined : { idleTimeout: Duration.millis(rules.idle) }),
    ...(rules.absolute === undefined ? undefined : { absoluteTimeout: Duration.millis(rules.absolute) })
  }
  const inHand = (number: number): Login<SessionValue> => ({ value: ledger.delivered(member, number), lifetime })

  /** Tries the credentials once. */
  const attempt = ({ account, version }: Credentials) =>
    Effect.gen(function* () {
      const challenge =
        rules.login === "plain" ? undefined : yield* request("challenge", () => vendor.challenge(account))
      const reply = yield* request("login", () => vendor.login(account, version, challenge))
      if (rules.loginTakes > 0) yield* process.sleep(rules.loginTakes)
      return reply
    })

  const logIn = (credentials: Credentials, flight: Flight) =>
    Effect.gen(function* (): Effect.fn.Return<Login<SessionValue>, AuthError> {
      const possiblyLostChallenge = rules.login === "challenge"
      const tries = possiblyLostChallenge ? challengeTries : 1
      for (let tried = 1; ; tried++) {
        const reply = yield* attempt(credentials)
        if (reply.tag === "session") return inHand(reply.session.number)
        if (reply.tag === "refused" && tried < tries) {
          yield* process.sleep(process.dice.next() * 500 * 2 ** tried)
          continue
        }
        ledger.refused(flight)
        if (reply.tag === "refused") {
          return yield* failed("login", new Reasons.InvalidCredentials({ possiblyLostChallenge }))
        }
        const retryAfter = Duration.millis(2 * (rules.lockout?.window ?? 0))
        return yield* failed("login", new Reasons.AccountLocked({ retryAfter }))
      }
    })

  return {
    vendor: vendorName,
    origin,
    userAgent: { value: vendorName, pinned: false },
    redact: [],
    fixedCredentials: false,
    credentials: Effect.sync(() => ({ account, version: member.version })),
    login: (credentials) =>
      Effect.suspend(() => {
        const flight = ledger.loginSent(member, account, credentials.version)
        return Effect.onExit(logIn(credentials, flight), () => Effect.sync(() => ledger.loginEnded(flight)))
      }),
    ...(rules.renews
      ? {
          renew: (session) =>
            Effect.flatMap(
              request("renew", () => vendor.renew(session.value.number)),
              (made) =>
                made === undefined
                  ? Effect.fail(failed("renew", new Reasons.SessionRejected({})))
                  : Effect.succeed(inHand(made.number))
            )
        }
      : undefined),
    ...(rules.keepsAlive
      ? {
          keepAlive: (session) =>
            Effect.flatMap(
              request("keepAlive", () => vendor.use(session.value.number)),
              (alive) => (alive ? Effect.void : Effect.fail(failed("keepAlive", new Reasons.SessionRejected({}))))
            )
        }
      : undefined),
    ...(rules.logsOut
      ? {
          logout: (session) =>
            Effect.suspend(() => {
              ledger.loggedOut(member, session.value.number)
              return request("logout", () => vendor.end(vendor.find(session.value.number)))
            })
        }
      : undefined),
    attach: (request, session) =>
      Effect.sync(() => {
        ledger.handedOut(member, account, session)
        return HttpClientRequest.setHeader(request, "x-session", String(session.value.number))
      }),
    readsBody: () => false,
    classify: ({ status }) =>
      status === 401
        ? { _tag: "refused", reason: new Reasons.SessionRejected({}), replay: rules.rejectedBeforeWork }
        : { _tag: status === 200 ? "accepted" : "ignored" },
    isSafe: ({ method }) => method === "GET",
    sharing: {
      codec: Value.pipe(
        Schema.decodeTo(
          Value,
          SchemaTransformation.transform<SessionValue, SessionValue>({
            decode: (value) => value,
            encode: (value) => {
              ledger.saving(value)
              return value
            }
          })
        )
      ),
      account: (credentials) => [String(credentials.account)]
    }
  }
}

/** Requests of the application: `/call`, with the session in a header. */
export const httpOf = ({ traffic, vendor }: Server, member: Member): HttpClient.HttpClient =>
  HttpClient.make((request) =>
    traffic
      .call(member.process, "call", () => ({ ok: vendor.use(Number(request.headers["x-session"])) ? 200 : 401 }))
      .pipe(
        Effect.catch((reason) =>
          reason._tag === "Transport"
            ? Effect.fail(
                new HttpClientError.HttpClientError({
                  reason: new HttpClientError.TransportError({ request, description: reason.detail })
                })
              )
            : Effect.succeed(reason._tag === "RateLimited" ? 429 : 503)
        ),
        Effect.map((status) => HttpClientResponse.fromWeb(request, new Response(null, { status })))
      )
  )
