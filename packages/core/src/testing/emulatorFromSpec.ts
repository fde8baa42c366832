/**
 * An emulated server derived from a vendor's spec.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { refusalOf, replyOfExample, replyOfRow } from "./derived/answers.ts"
import { DerivedServer } from "./derived/DerivedServer.ts"
import { type Emulator, type Fault, makeEmulator } from "./Emulator.ts"
import type { ServerLifetime } from "./EmulatorSessions.ts"
import type { EmulatorSpec } from "./EmulatorSpec.ts"

/**
 * How a derived emulator is set up.
 *
 * @category options
 * @since 0.1.0
 */
export interface DerivedEmulatorOptions {
  /**
   * Its base URL.
   *
   * @default the vendor's own, or `https://<vendor>.example`
   */
  readonly url?: string | undefined
  /**
   * Its accounts: the id of a login method as `login`, and the fields of that method.
   *
   * @default one with made-up values for each set of fields of each method
   */
  readonly accounts?: ReadonlyArray<{ readonly [field: string]: string }> | undefined
  /**
   * The one-time key that logins with a second factor ask for.
   *
   * @default no second factor is asked for
   */
  readonly oneTimeKey?: string | undefined
  /**
   * How long its sessions last, in milliseconds.
   *
   * @default what the spec declares; an hour without use where it declares `unknown`
   */
  readonly lifetime?: ServerLifetime | undefined
  /**
   * Its release, one of the spec's.
   *
   * @default unknown: what holds for every release
   */
  readonly release?: string | undefined
}

/**
 * An emulated server derived from a spec.
 *
 * @category models
 * @since 0.1.0
 */
export interface DerivedEmulator extends Emulator {
  /**
   * Answers the next `times` (default 1) requests of an operation as the spec says that a failure looks: `why` is a
   * reason, the name of an example, or the index of a row of the error table. Dies if the spec has no such answer.
   */
  readonly refuse: (operation: string, why: string | { readonly row: number }, times?: number) => Effect.Effect<void>
  /** How many requests of an operation were a success. */
  readonly done: (operation: string) => Effect.Effect<number>
  /** Gives the first account, or the first one of a login method, other values; its sessions go on. */
  readonly change: (fields: { readonly [field: string]: string }, method?: string) => Effect.Effect<void>
  /** How long without use ends a session of the first login. */
  readonly expiresAfter: Duration.Duration
}

const faultOf = (spec: EmulatorSpec, id: string, why: string | { readonly row: number }): Fault | undefined => {
  if (typeof why !== "string") {
    const row = spec.protocol.errors[why.row]
    if (row?.network === true) return { kind: "drop" }
    const reply = row === undefined ? undefined : replyOfRow(spec, id, row)
    return reply === undefined ? undefined : { kind: "reply", reply }
  }
  const operation = spec.operations.find((one) => one.id === id)
  const named = operation?.examples.find(({ name }) => name === why)
  if (named !== undefined) return { kind: "reply", reply: replyOfExample(named) }
  const reply = operation === undefined ? undefined : refusalOf(spec, operation, why, () => false)
  if (reply !== undefined) return { kind: "reply", reply }
  return why === "Transport" ? { kind: "drop" } : undefined
}

/**
 * Makes an emulated server from what the generator wrote about a vendor (`src/generated/emulator.ts`). It checks
 * credentials, challenges and one-time keys, opens sessions with the declared lifetime, takes them where the spec
 * places them, and refuses every request that the spec does not describe: another method or path, an unknown, missing
 * or repeated field, another encoding or type. It answers with the spec's examples.
 *
 * It knows what the spec says and nothing else: records are not kept, so that every read gives the same example.
 *
 * **Example** (An account that gets locked)
 *
 * ```ts
 * import { emulatorFromSpec } from "@crm-auth/core/testing"
 * import * as Effect from "effect/Effect"
 * import { emulatorSpec } from "./generated/emulator.ts"
 *
 * const program = Effect.gen(function* () {
 *   const server = yield* emulatorFromSpec(emulatorSpec)
 *   yield* server.refuse("login", "AccountLocked")
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const emulatorFromSpec = (
  spec: EmulatorSpec,
  options: DerivedEmulatorOptions = {}
): Effect.Effect<DerivedEmulator> =>
  Effect.gen(function* () {
    const { vendor } = spec.protocol
    const url = options.url ?? spec.protocol.server.default ?? `https://${vendor}.example`
    const server = new DerivedServer(spec, {
      url,
      accounts: options.accounts,
      oneTimeKey: options.oneTimeKey,
      lifetime: options.lifetime,
      release: options.release
    })
    const origins = spec.operations.flatMap(({ origin }) => (origin === undefined ? [] : [new URL(origin).origin]))
    const emulator = yield* makeEmulator({
      vendor,
      url,
      origins,
      accounts: server.listed(),
      operationOf: (request) => server.operationOf(request),
      isLogin: (operation) => server.isLogin(operation),
      authorize: (request) => server.authorize(request),
      respond: (request) => server.respond(request),
      logins: () => server.logins,
      sessions: (now) => server.sessions(now),
      expireSessions: () => server.expireSessions()
    })
    return {
      ...emulator,
      refuse: (operation, why, times) => {
        const fault = faultOf(spec, operation, why)
        return fault === undefined
          ? Effect.die(new Error(`the spec of ${vendor} has no answer ${JSON.stringify(why)} of ${operation}`))
          : emulator.fault(server.nameOf(operation), fault, times)
      },
      done: (operation) => Effect.sync(() => server.done(operation)),
      change: (fields, method) =>
        Effect.sync(() => {
          const account = server.accounts.find((one) => method === undefined || one.method.id === method)
          for (const [name, value] of Object.entries(fields)) account?.fields.set(name, value)
        }),
      expiresAfter: Duration.millis(server.expiresAfter(0))
    } satisfies DerivedEmulator
  })
