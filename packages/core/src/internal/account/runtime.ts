/** What all accounts of one manager, or of one map, share: clock, randomness, store, fibres, events. */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Tracer from "effect/Tracer"
import type { SessionEvent } from "../../SessionEvent.ts"
import { SessionStore, type SharedSessions } from "../store/SharedSessions.ts"
import { loadSpans, type SpansModule } from "../loadSpans.ts"
import type { FailureLog } from "./FailureLog.ts"
import { loadFailures, newLog } from "./failures.ts"
import type { LiveSession } from "./LiveSession.ts"

/** What has to be known of a session to keep it warm. */
export interface Renewable {
  readonly account: {
    readonly isClosed: boolean
    /** Whether the vendor has a cheap call that keeps a session from idling out. */
    readonly driver: { readonly keepAlive?: unknown }
    /** For how many milliseconds failures block logins. `Infinity`: until something changes. */
    readonly gate: { readonly memory: { blockedFor(now: number): number } | undefined } | undefined
  }
  readonly live: LiveSession<unknown> | undefined
  readonly isLoggingIn: boolean
  /** When a session was last asked for. */
  readonly lastRequestedAt: number
  readonly renewNotBefore: number
  /** Starts a renewal that no caller waits for, unless something speaks against it. */
  refresh(): void
  /** Calls the vendor so that the session does not idle out; `undefined` if there is no session, or no such call. */
  keepAlive(): Effect.Effect<void> | undefined
}

/** How a manager or map is closed. */
export interface Closing {
  readonly timeout: Duration.Duration
  readonly concurrency: number
  /** Whether requests in flight may finish. */
  readonly drain: boolean
}

export interface RuntimeOptions {
  readonly loginTimeout?: Duration.Input | undefined
  readonly closeTimeout?: Duration.Input | undefined
  readonly logoutConcurrency?: number | undefined
  readonly drain?: boolean | undefined
}

export interface Runtime {
  readonly context: Context.Context<never>
  /** Runs logins in spans, where the application has a tracer: without one, nothing reads them. */
  readonly loginSpan: SpansModule["inLoginSpan"] | undefined
  readonly now: () => number
  readonly random: Random.Random
  readonly store: SharedSessions | undefined
  readonly fork: ReturnType<typeof Effect.runForkWith<never>>
  /** How long a login may take in all. */
  readonly loginTimeout: Duration.Duration
  readonly closing: Closing
  readonly publish: (event: SessionEvent) => void
  /** The log of failed logins; `undefined` as long as none has failed. */
  readonly failureLog: () => FailureLog | undefined
  /**
   * Called when a session came, could not be had, or went: `givenUp` if the application wanted it gone. Only where
   * sessions are renewed ahead.
   */
  readonly changed?: (slot: Renewable, givenUp?: boolean) => void
}

/**
 * Captured once, where the manager is built. The builder's span is left out: a login is a trace of its own, not part of
 * an application's start.
 */
export const captureRuntime = (
  options: Pick<Runtime, "loginTimeout" | "closing" | "publish">
): Effect.Effect<Runtime> =>
  Effect.contextWith((all: Context.Context<never>) => {
    const context = Context.getOrUndefined(all, Tracer.ParentSpan) === undefined ? all : withoutSpan(all)
    const isTraced = Context.getOrUndefined(context, Tracer.Tracer) !== undefined
    const clock = Context.get(context, Clock.Clock)
    const store = Context.get(context, SessionStore)
    // A store asks what a failure means while the login is under its deadline: nothing is loaded then. A span's URL is
    // cleared of secrets like a server's text.
    const loaded = store === undefined && !isTraced ? Effect.void : loadFailures
    return Effect.map(Effect.andThen(loaded, isTraced ? loadSpans : Effect.undefined), (spans) => {
      let log: FailureLog | undefined
      return {
        ...options,
        failureLog: () => (log ??= newLog()),
        context,
        loginSpan: spans?.inLoginSpan,
        now: () => clock.currentTimeMillisUnsafe(),
        random: Context.get(context, Random.Random),
        store,
        fork: Effect.runForkWith(context)
      }
    })
  })

const loginTimeout = /*#__PURE__*/ Duration.seconds(30)
const closeTimeout = /*#__PURE__*/ Duration.seconds(2)

/** The options of a manager or map that all its accounts share. */
export const runtimeOptionsOf = (options: RuntimeOptions): Pick<Runtime, "loginTimeout" | "closing"> => ({
  loginTimeout: options.loginTimeout === undefined ? loginTimeout : Duration.fromInputUnsafe(options.loginTimeout),
  closing: {
    timeout: options.closeTimeout === undefined ? closeTimeout : Duration.fromInputUnsafe(options.closeTimeout),
    concurrency: options.logoutConcurrency ?? 16,
    drain: options.drain ?? false
  }
})

const withoutSpan = /*#__PURE__*/ Context.omit(Tracer.ParentSpan)

/** A name for a session in logs and events: 16 hexadecimal digits, no secret. Joined, they are one flat text. */
export const nextId = (random: Random.Random): string =>
  [hex(random.nextDoubleUnsafe()), hex(random.nextDoubleUnsafe())].join("")

const hex = (share: number): string =>
  Math.floor(share * 0x1_0000_0000)
    .toString(16)
    .padStart(8, "0")
