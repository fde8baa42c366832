/** A vendor in memory: as many accounts as asked for, one driver each, everything counted. */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import { AuthError, type Reason, SessionRejected } from "../../src/index.ts"
import { type SessionDriver, type SessionLifetime } from "../../src/Driver.ts"

export interface FakeSession {
  readonly account: string
  readonly id: number
}

export interface Fake {
  lifetime: SessionLifetime
  readonly logins: Array<{ readonly account: string; readonly at: number }>
  readonly logouts: Array<number>
  readonly keepAlives: Array<{ readonly id: number; readonly at: number }>
  readonly lookups: Array<string>
  /** Sessions that are alive at the server. */
  readonly open: Set<number>
  /** The most logins of one account at a time. */
  overlap: number
  loginTakes: Duration.Input
  logoutTakes: Duration.Input
  callTakes: Duration.Input
  /** Whether the calls of one session wait for one another. */
  queues: boolean
  failWith: Reason | undefined
  readonly calls: Array<{ readonly id: number; readonly at: number }>
  readonly driver: (account: string, options?: { readonly noKeepAlive?: boolean }) => SessionDriver<FakeSession, string>
  readonly layer: Layer.Layer<HttpClient.HttpClient>
}

export const makeFake = (): Fake => {
  let ids = 0
  const loggingIn = new Map<string, number>()
  const freeAt = new Map<number, number>()
  const wait = (duration: Duration.Input) =>
    Duration.toMillis(Duration.fromInputUnsafe(duration)) === 0 ? Effect.void : Effect.sleep(duration)
  const error = (operation: string, reason: Reason) => new AuthError({ vendor: "fake", operation, reason })
  const alive = (id: number, operation: string) =>
    fake.open.has(id) ? Effect.void : Effect.fail(error(operation, new SessionRejected({})))
  const fake: Fake = {
    lifetime: {},
    logins: [],
    logouts: [],
    keepAlives: [],
    lookups: [],
    calls: [],
    open: new Set(),
    overlap: 0,
    loginTakes: 0,
    logoutTakes: 0,
    callTakes: 0,
    queues: false,
    failWith: undefined,
    driver: (account, options) => ({
      vendor: "fake",
      origin: "https://fake.example",
      userAgent: { value: "fake", pinned: true },
      redact: ["x-session"],
      credentials: Effect.succeed(account),
      fixedCredentials: true,
      login: Effect.fnUntraced(function* () {
        const at = yield* Clock.currentTimeMillis
        fake.logins.push({ account, at })
        const now = (loggingIn.get(account) ?? 0) + 1
        loggingIn.set(account, now)
        fake.overlap = Math.max(fake.overlap, now)
        yield* Effect.ensuring(
          wait(fake.loginTakes),
          Effect.sync(() => loggingIn.set(account, (loggingIn.get(account) ?? 1) - 1))
        )
        if (fake.failWith !== undefined) return yield* error("login", fake.failWith)
        const id = ++ids
        fake.open.add(id)
        return { value: { account, id }, lifetime: fake.lifetime }
      }),
      logout: ({ value }) =>
        Effect.andThen(
          wait(fake.logoutTakes),
          Effect.sync(() => {
            fake.open.delete(value.id)
            fake.logouts.push(value.id)
          })
        ),
      ...(options?.noKeepAlive === true
        ? undefined
        : {
            keepAlive: ({ value }) =>
              Effect.gen(function* () {
                fake.keepAlives.push({ id: value.id, at: yield* Clock.currentTimeMillis })
                yield* alive(value.id, "keepAlive")
              })
          }),
      attach: (request, { value }) =>
        Effect.succeed(HttpClientRequest.setHeader(request, "x-session", String(value.id))),
      readsBody: () => false,
      classify: ({ status }) =>
        status === 401 ? { _tag: "refused", reason: new SessionRejected({}), replay: true } : { _tag: "accepted" },
      isSafe: () => true
    }),
    layer: Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make(
        Effect.fnUntraced(function* (request) {
          const id = Number(request.headers["x-session"])
          const at = yield* Clock.currentTimeMillis
          fake.calls.push({ id, at })
          if (!fake.open.has(id)) return HttpClientResponse.fromWeb(request, new Response("", { status: 401 }))
          const takes = Duration.toMillis(Duration.fromInputUnsafe(fake.callTakes))
          const until = Math.max(fake.queues ? (freeAt.get(id) ?? at) : at, at) + takes
          freeAt.set(id, until)
          yield* wait(until - at)
          return HttpClientResponse.fromWeb(request, new Response(`session ${id}`, { status: 200 }))
        })
      )
    )
  }
  return fake
}
