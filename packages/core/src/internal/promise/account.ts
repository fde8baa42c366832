/** An account as programs see it that await promises: plain data in, plain data out. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as SchemaParser from "effect/SchemaParser"
import * as Stream from "effect/Stream"
import { AuthError, misconfigured } from "../../AuthError.ts"
import type { SessionOperation } from "../../Operation.ts"
import type { AccountConnection, AccountCheck, PlainSession, PlainTimes } from "../../Connection.ts"
import { UnexpectedResponse } from "../../Reason.ts"
import type { Session } from "../../Session.ts"
import type { SessionManager } from "../../SessionManager.ts"
import { signalOf } from "../http/fetchRequest.ts"
import { fieldOf } from "../issue.ts"
import { callerOf } from "./Caller.ts"
import type { Calls } from "./Calls.ts"
import { fetcher } from "./fetcher.ts"
import { perSession } from "./perSession.ts"
import { type Running, run, runWith } from "./run.ts"

/** A value without what is `Redacted` in it. */
const withoutSecrets = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.filter((item) => !Redacted.isRedacted(item)).map(withoutSecrets)
  if (!Predicate.isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => (Redacted.isRedacted(item) ? [] : [[name, withoutSecrets(item)]]))
  )
}

const plainSession = <A>(
  { id, issuedAt, lifetime, value }: Session<A>,
  secret: (value: A) => Redacted.Redacted
): PlainSession<A> => {
  const { absoluteTimeout, idleTimeout } = lifetime
  const plain = {
    id,
    issuedAt,
    ...(absoluteTimeout === undefined ? undefined : { expiresAt: issuedAt + Duration.toMillis(absoluteTimeout) }),
    ...(idleTimeout === undefined ? undefined : { idleMillis: Duration.toMillis(idleTimeout) }),
    // What is left of it has the type that says so.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    value: withoutSecrets(value) as PlainSession<A>["value"]
  }
  return Object.defineProperty({ ...plain, secret: () => "" }, "secret", {
    value: () => Redacted.value(secret(value)),
    enumerable: false
  })
}

/** The same, its times in milliseconds. */
export const plainTimes = <T extends object>(value: T): PlainTimes<T> => {
  const entries = Object.entries(value).map(([name, item]): [string, unknown] =>
    Duration.isDuration(item) ? [`${name}Millis`, Duration.toMillis(item)] : [name, item]
  )
  // The type says the same of the names and values.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as PlainTimes<T>
}

/** Events as an iterable that can be read again and again, each time from then on. */
export const plainEvents = <T extends object, E>(
  events: Stream.Stream<T, E>,
  running: Running
): AsyncIterable<PlainTimes<T>> => ({
  [Symbol.asyncIterator]: () =>
    Stream.toAsyncIterableWith(
      Stream.map(events, (event) => plainTimes(event)),
      running.context()
    )[Symbol.asyncIterator]()
})

const noSignal = Result.succeed(undefined)

export interface AccountParts<A> {
  readonly manager: Effect.Effect<SessionManager<A>, AuthError>
  /** The fresh session, if there is one, without a fibre. */
  readonly peek: () => Session<A> | undefined
  readonly secret: (value: A) => Redacted.Redacted
  readonly calls: Calls
  readonly running: Running
}

export const accountConnection = <A>(parts: AccountParts<A>): AccountConnection<A> => {
  const { calls, manager, peek, running, secret } = parts
  const { vendor } = running
  /** One object, and one promise, for each session: it is asked for again and again. */
  const shown = perSession<A, { readonly plain: PlainSession<A>; readonly promise: Promise<PlainSession<A>> }>(
    (session) => {
      const plain = plainSession(session, secret)
      return { plain, promise: Promise.resolve(plain) }
    }
  )
  const use = <B, E>(effect: (manager: SessionManager<A>) => Effect.Effect<B, E>) => Effect.flatMap(manager, effect)
  const send = fetcher(
    Effect.map(manager, ({ client }) => client),
    running
  )

  const callPlain = Effect.fnUntraced(function* <I, B, IE, BE>(
    operation: SessionOperation<I, B, IE, BE>,
    input: IE
  ): Effect.fn.Return<BE | undefined, AuthError> {
    if (!Predicate.isFunction(operation?.run)) {
      return yield* misconfigured(vendor, "operation", "must be an operation that carries a session", "call")
    }
    const decoded = yield* SchemaParser.decodeUnknownEffect(operation.input)(input).pipe(
      Effect.mapError((issue) => misconfigured(vendor, fieldOf(issue), "is missing or of another type", operation.id))
    )
    const reply = yield* use(({ call }) => call(operation, decoded))
    if (operation.output === undefined) return undefined
    return yield* SchemaParser.encodeUnknownEffect(operation.output)(reply).pipe(
      Effect.mapError((issue) => {
        const reason = new UnexpectedResponse({
          detail: `a reply whose ${fieldOf(issue)} cannot be written as plain data`
        })
        return new AuthError({ vendor, operation: operation.id, reason })
      })
    )
  })

  const fetch: AccountConnection<A>["fetch"] = (input, init) =>
    calls.start(fetch, (caller) => send(input, init, caller))

  const call: AccountConnection<A>["call"] = (operation, input, options) =>
    calls.start(call, (caller) => {
      // A reply without a document is `undefined`, which is what its type says.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const reply = callPlain(operation, input) as Effect.Effect<never, AuthError>
      return runWith(signalOf(undefined, options), () => reply, running, caller)
    })

  const session: AccountConnection<A>["session"] = (options) => {
    const signal = options === undefined ? noSignal : signalOf(undefined, options)
    const mayRead = calls.isOpen && Result.isSuccess(signal) && signal.success?.aborted !== true
    const fresh = mayRead ? peek() : undefined
    if (fresh !== undefined) return shown(fresh).promise
    return calls.start(session, (caller) => {
      const plain = Effect.map(
        use(({ session }) => session),
        (found) => shown(found).plain
      )
      return runWith(signal, () => plain, running, caller)
    })
  }

  const check: AccountConnection<A>["check"] = (options) =>
    calls.start(check, (caller) => {
      const plain = Effect.map(
        use(({ check }) => check),
        ({ took, ...found }): AccountCheck => ({ ...found, tookMillis: Duration.toMillis(took) })
      )
      return runWith(signalOf(undefined, options), () => plain, running, caller)
    })

  const status: AccountConnection<A>["status"] = () => {
    const plain = Effect.map(
      use(({ status }) => status),
      (found) => plainTimes(found)
    )
    return run(plain, undefined, running, callerOf(status))
  }

  const reset: AccountConnection<A>["reset"] = () => {
    const done = use(({ reset }) => reset)
    return run(done, undefined, running, callerOf(reset))
  }

  const logout: AccountConnection<A>["logout"] = () =>
    calls.start(logout, (caller) => {
      const done = use(({ logout }) => logout)
      return run(done, undefined, running, caller)
    })

  const events = plainEvents(Stream.unwrap(Effect.map(manager, ({ events }) => events)), running)
  return { fetch, call, session, check, status, reset, logout, events }
}
