/** Where a program called a function of a connection: errors show that place instead of the engine's frames. */
import * as Predicate from "effect/Predicate"
import { AuthError } from "../../AuthError.ts"

/** The place of a call. The runtime writes the text of `stack` when it is first read, so noting a place is cheap. */
export interface Caller {
  readonly stack?: string
}

/** A function that programs call. */
export type Called = (...args: never) => unknown

/** Runtimes other than V8 may lack it. */
const isCapture = (value: unknown): value is (holder: Caller, below: Called) => void => Predicate.isFunction(value)

/** Notes where `called` was called. To be used while it runs. */
export const callerOf = (called: Called): Caller => {
  const capture: unknown = Reflect.get(Error, "captureStackTrace")
  if (!isCapture(capture)) return new Error()
  const caller: Caller = {}
  capture(caller, called)
  return caller
}

const isFrame = (line: string): boolean => /^\s+at |@.*:\d/.test(line)

/** The error with the caller's stack. It is a copy: callers that waited for one login share its error. */
export const withCaller = (error: AuthError, { stack = "" }: Caller): AuthError => {
  const frames = stack.split("\n").filter(isFrame)
  if (frames.length === 0) return error
  const { message, name, operation, reason, vendor } = error
  const value = [`${name}: ${message}`, ...frames].join("\n")
  const own = new AuthError({ vendor, operation, reason })
  return Object.defineProperty(own, "stack", { value, configurable: true, writable: true })
}
