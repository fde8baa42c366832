/**
 * Vendors' emulators on a port of this machine, for tests of programs in any language.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { operationProblem } from "../emulatorNames.ts"
import { optionsProblem } from "../emulatorOptions.ts"
import { emulatorNames, loadEmulator } from "../emulators.ts"
import { listen } from "../serve.ts"

/**
 * Options of `startEmulator`.
 *
 * @category models
 * @since 0.1.0
 */
export interface StartEmulatorOptions {
  /**
   * The port on 127.0.0.1; 0 takes a free one.
   *
   * @default 0
   */
  readonly port?: number | undefined
  /**
   * The release or variant that the emulator behaves as, one of those that `crm-auth emulate --dialect` knows. It comes
   * with accounts and options of its own, so `options` cannot be given beside it.
   *
   * @default the vendor's usual one
   */
  readonly dialect?: string | undefined
  /**
   * Options of the vendor's emulator, as its `make` takes them: accounts, lifetimes. Its `url` is the address that clients
   * use; by default the port of this machine.
   *
   * @default {}
   */
  readonly options?: { readonly [name: string]: unknown } | undefined
}

/**
 * A request that the emulator has answered.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatedRequest {
  /** The request's method. */
  readonly method: string
  /** The path and query that were asked for. They may hold the session. */
  readonly path: string
  /** The operation, as the vendor's spec calls it. */
  readonly operation: string
  /** The answer's status; `undefined` when the connection was dropped. */
  readonly status: number | undefined
}

/**
 * An emulator that listens.
 *
 * @category models
 * @since 0.1.0
 */
export interface StartedEmulator extends AsyncDisposable {
  /** The address that a client is configured with. */
  readonly url: string
  /** The port on 127.0.0.1. */
  readonly port: number
  /** The accounts that can log in, all of them made up. */
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }>
  /** How many logins have made a session. */
  readonly logins: () => Promise<number>
  /** How many login requests came, refused ones included. */
  readonly attempts: () => Promise<number>
  /** How many sessions are valid. */
  readonly sessions: () => Promise<number>
  /** All requests so far. */
  readonly requests: () => Promise<ReadonlyArray<EmulatedRequest>>
  /** Ends every session, as if all had been idle for too long. */
  readonly expireSessions: () => Promise<void>
  /**
   * Makes the next requests of an operation (`*`: of any) end without an answer, late, or with a status of its own. Rejects
   * for an operation that the emulator does not have.
   */
  readonly fault: (
    operation: string,
    fault:
      | { readonly drop: true }
      | { readonly delayMillis: number }
      | { readonly status: number; readonly body?: string },
    times?: number
  ) => Promise<void>
  /** Closes the port and every connection. */
  readonly close: () => Promise<void>
}

/**
 * Starts a vendor's emulator on a port of this machine. Rejects if there is no such vendor, dialect or option, if `dialect`
 * and `options` are both given, or if the port is taken.
 *
 * @example
 * ```ts
 * import { startEmulator } from "@crm-auth/cli/testing"
 *
 * const desk = await startEmulator("kayako")
 * console.log(desk.url, desk.accounts[0])
 * await desk.close()
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const startEmulator = async (
  vendor: string,
  { dialect, options, port = 0 }: StartEmulatorOptions = {}
): Promise<StartedEmulator> => {
  const factory = await loadEmulator(vendor)
  if (factory === undefined) {
    throw new TypeError(`There is no vendor "${vendor}". There are: ${emulatorNames.join(", ")}.`)
  }
  const { dialects } = factory.fixture
  if (dialect !== undefined && !dialects.includes(dialect)) {
    const known = dialects.length === 0 ? "It has none" : `It has: ${dialects.join(", ")}`
    throw new TypeError(`The emulator of ${factory.label} has no dialect "${dialect}". ${known}.`)
  }
  if (dialect !== undefined && options !== undefined) {
    throw new TypeError("A dialect comes with its own accounts and options; leave out options.")
  }
  const { label, fixture } = factory
  const wrong = optionsProblem({ label, names: fixture.names }, options ?? {})
  if (wrong !== undefined) throw new TypeError(wrong)
  const {
    close,
    port: actual,
    value: emulator
  } = await listen(port, async (url) => {
    const emulator = await factory.make(url, { dialect, options })
    return { handler: emulator.handler, value: emulator }
  })
  return {
    url: emulator.url,
    port: actual,
    accounts: emulator.accounts,
    logins: () => Effect.runPromise(emulator.logins),
    attempts: () => Effect.runPromise(emulator.attempts),
    sessions: () => Effect.runPromise(emulator.sessions),
    requests: () =>
      Effect.runPromise(
        Effect.map(emulator.requests, (requests) =>
          requests.map(({ method, operation, status, url }) => ({
            method,
            path: url.pathname + url.search,
            operation,
            status
          }))
        )
      ),
    expireSessions: () => Effect.runPromise(emulator.expireSessions),
    fault: async (operation, fault, times = 1) => {
      const problem = operationProblem(factory.label, operation, factory.fixture.names)
      if (problem !== undefined) throw new TypeError(problem)
      await Effect.runPromise(
        emulator.fault(
          operation,
          "drop" in fault
            ? { kind: "drop" }
            : "delayMillis" in fault
              ? { kind: "delay", duration: fault.delayMillis }
              : { kind: "reply", reply: { status: fault.status, body: fault.body ?? "" } },
          times
        )
      )
    },
    close,
    [Symbol.asyncDispose]: close
  }
}
