/** Runs effects for programs that await promises: what rejects is an `AuthError` or the caller's abort reason. */
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { AuthError, misconfigured } from "../../AuthError.ts"
import { Closed, InvalidConfiguration } from "../../Reason.ts"
import { abortReason, type Aborts } from "../http/Aborts.ts"
import { type Caller, withCaller } from "./Caller.ts"
import type { Calls } from "./Calls.ts"

/** What a failure of the application's own code says, on one line. */
export const textOf = (error: unknown): string => {
  if (Predicate.isString(error)) return error
  if (!Predicate.hasProperty(error, "message") || !Predicate.isString(error.message)) return "it gave no reason"
  const name = Predicate.hasProperty(error, "name") && Predicate.isString(error.name) ? error.name : "Error"
  return (error.message === "" ? name : `${name}: ${error.message}`).replaceAll(/\s+/g, " ").slice(0, 200)
}

/** The `AuthError` of a failed effect. A layer may fail with an error of its own, and a callback may throw anything. */
const errorOf = (cause: Cause.Cause<unknown>, vendor: string): AuthError => {
  if (Cause.hasInterruptsOnly(cause)) return new AuthError({ vendor, operation: "call", reason: new Closed() })
  const error = Cause.squash(cause)
  if (error instanceof AuthError) return error
  if (error instanceof InvalidConfiguration) return new AuthError({ vendor, operation: "configure", reason: error })
  return Cause.hasDies(cause)
    ? misconfigured(
        vendor,
        "program",
        `threw, in a function that the library was given or in the library: ${textOf(error)}`
      )
    : misconfigured(vendor, "layer", `could not be built: ${textOf(error)}`)
}

/** What the runs of one connection have in common. */
export interface Running {
  readonly aborts: Aborts
  readonly vendor: string
  /** Loggers, tracers and the like. Read at each run: there is none before the connection is made. */
  readonly context: () => Context.Context<never>
  /** Those that closing may end. Missing where closing is left to the layer. */
  readonly calls?: Calls | undefined
}

/** Runs an effect for a caller. An abort of the signal ends it, and rejects with the signal's reason. */
export const run = <A, E>(
  effect: Effect.Effect<A, E>,
  signal: AbortSignal | undefined,
  { aborts, calls, context, vendor }: Running,
  caller: Caller
): Promise<A> => {
  if (signal?.aborted === true) return Promise.reject(abortReason(signal))
  return new Promise((resolve, reject) => {
    const fiber = Effect.runForkWith(context())(effect)
    calls?.track(fiber)
    const stop = signal === undefined ? undefined : aborts.watch(signal, { abort: () => fiber.interruptUnsafe() })
    fiber.addObserver((exit) => {
      stop?.()
      if (Exit.isSuccess(exit)) resolve(exit.value)
      else if (signal?.aborted === true && Cause.hasInterrupts(exit.cause)) reject(abortReason(signal))
      else reject(withCaller(errorOf(exit.cause, vendor), caller))
    })
  })
}

/** The same for a signal that may not be one. */
export const runWith = <A, E>(
  signal: Result.Result<AbortSignal | undefined, InvalidConfiguration>,
  effect: (signal: AbortSignal | undefined) => Effect.Effect<A, E>,
  running: Running,
  caller: Caller
): Promise<A> => {
  if (Result.isSuccess(signal)) return run(effect(signal.success), signal.success, running, caller)
  const error = new AuthError({ vendor: running.vendor, operation: "call", reason: signal.failure })
  return Promise.reject(withCaller(error, caller))
}
