// What the family's traps need of a vendor, and how they set a scene.
import type { AuthError, SessionManager } from "@crm-auth/core"
import type { Operation } from "@crm-auth/core/Driver"
import type { EmulatorReply, RecordedRequest } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import type { WebserviceServerOptions } from "../../../src/index.ts"
import type { WebserviceDialect, WebserviceEmulator, WebserviceEmulatorOptions } from "../../../src/testing/index.ts"

export interface FamilySession {
  readonly sessionName: Redacted.Redacted
  readonly userId?: string
}

export interface FamilyOptions extends WebserviceServerOptions {
  readonly username: string
  readonly accessKey: Redacted.Redacted
}

/**
 * A vendor of the family. `current` is how its server is today; `racing` one where a new challenge kills the last;
 * `extends` makes a manager that renews by extendsession, where the vendor has that; `breaksSessions`: an empty 500 may
 * mean a session that has lost its user; `silentLogout`: a success without a word may be what it answers to a logout;
 * `tries`: how often one login may be tried with a fresh challenge.
 */
export interface FamilySubject<A extends FamilySession> {
  readonly emulator: (options?: WebserviceEmulatorOptions) => Effect.Effect<WebserviceEmulator>
  readonly manager: Make<A>
  readonly extends?: Make<A>
  readonly getChallenge: Operation<{ readonly username: string }, unknown>
  readonly login: Operation<{ readonly username: string; readonly accessKey: Redacted.Redacted }, unknown>
  readonly logout: Operation<{ readonly sessionName: Redacted.Redacted }, unknown>
  readonly current: WebserviceDialect
  readonly racing: WebserviceDialect
  readonly breaksSessions: boolean
  readonly silentLogout: boolean
  readonly tries: number
}

type Make<A> = (
  options: FamilyOptions
) => Effect.Effect<SessionManager<A>, AuthError, HttpClient.HttpClient | Scope.Scope>

export type Trap = Effect.Effect<void, unknown, Scope.Scope>

export const username = "jane+crm@acme.example"
export const key = "Kq3vT9xLm2Zp8RwY"
export const jane = { username, accessKey: Redacted.make(key) }

export const listTypes = "/webservice.php?operation=listtypes"

/** A write: a contact. */
export const creating = {
  body: HttpBody.urlParams({
    operation: "create",
    elementType: "Contacts",
    element: JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })
  })
}

export const failure = (code: string | number, message = "any text"): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ success: false, error: { code, message } })
})

export const success = (result: object | null): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ success: true, result })
})

export const html = (status: number, body: string): EmulatorReply => ({
  status,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body
})

/** The reason of an `AuthError`, by name; the tag of anything else. */
export const tagOf = (error: { readonly _tag: string; readonly reason?: unknown }): string => {
  const { reason } = error
  const known = typeof reason === "object" && reason !== null && "_tag" in reason
  return error._tag === "AuthError" && known ? String(reason._tag) : error._tag
}

/** Gives an effect as much time as its own retries and pauses want. */
export const patiently = <B, E, R>(effect: Effect.Effect<B, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("30 seconds")
    return yield* Fiber.join(fiber)
  })

/** The parameters of a request, wherever they stand. */
export const parametersOf = ({ body, url }: RecordedRequest): ReadonlyArray<readonly [string, string]> => [
  ...url.searchParams,
  ...new URLSearchParams(body)
]

export const operationsOf = (server: WebserviceEmulator) =>
  Effect.map(server.requests, (requests) => requests.map(({ operation }) => operation))

/** The requests for one operation. */
export const requestsFor = (server: WebserviceEmulator, operation: string) =>
  Effect.map(server.requests, (requests) => requests.filter((request) => request.operation === operation))

/** The scenes of a subject: a server, and a manager of its user. */
export const stageOf = <A extends FamilySession>(subject: FamilySubject<A>) => {
  const manage = (server: WebserviceEmulator, options?: Partial<FamilyOptions>, make = subject.manager) =>
    Effect.provide(make({ url: server.url, ...jane, ...options }), server.layer)
  const stage = (setup?: WebserviceEmulatorOptions, options?: Partial<FamilyOptions>) =>
    Effect.gen(function* () {
      const server = yield* subject.emulator(setup)
      return { server, manager: yield* manage(server, options) }
    })
  return { manage, stage }
}
