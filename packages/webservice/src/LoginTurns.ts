/**
 * Lets the logins of one user follow each other, because on these servers a second challenge ends the first.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** Runs an effect in turn with others of the same key, and waits for its turn no longer than `patience`. */
type InTurn = (
  key: string,
  patience: Duration.Input
) => <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

const makeInTurn = (): InTurn => {
  // The login that runs is first, those that wait are behind it. A key without logins has no entry.
  const lines = new Map<string, Set<Deferred.Deferred<void>>>()
  return (key, patience) => (self) =>
    Effect.acquireUseRelease(
      Effect.sync(() => {
        const line = lines.get(key) ?? new Set()
        lines.set(key, line)
        const turn = Deferred.makeUnsafe<void>()
        line.add(turn)
        return [line, turn] as const
      }),
      ([line, turn]) => {
        const [first] = line
        return first === turn ? self : Effect.andThen(Effect.timeoutOption(Deferred.await(turn), patience), self)
      },
      ([line, turn]) =>
        Effect.sync(() => {
          line.delete(turn)
          const [next] = line
          if (next === undefined) lines.delete(key)
          else Deferred.doneUnsafe(next, Effect.void)
        })
    )
}

/**
 * The queue that logins take turns in, by server and user. All managers of one process share it by default. Provide
 * `LoginTurns.layer` to managers that must not wait for the others: those of a request of a Cloudflare Worker, of a test
 * with a clock of its own, or of a test in which several processes compete.
 *
 * **Example** (A test in which two processes log in at the same moment)
 *
 * ```ts
 * import { LoginTurns } from "@crm-auth/webservice"
 * import * as Effect from "effect/Effect"
 *
 * declare const process: Effect.Effect<void>
 *
 * const race = Effect.all(
 *   [Effect.provide(process, LoginTurns.layer), Effect.provide(process, LoginTurns.layer)],
 *   { concurrency: 2 }
 * )
 * ```
 *
 * @category references
 * @since 0.1.0
 */
export class LoginTurns
  extends /*#__PURE__*/ Context.Reference<{
    /**
     * Runs an effect when it is its turn among those of the same key. After `patience` it runs without its turn, so that
     * a login that hangs stops no other for good.
     */
    readonly inTurn: InTurn
  }>("@crm-auth/webservice/LoginTurns", { defaultValue: () => ({ inTurn: makeInTurn() }) })
{
  /** A queue of its own for what it is provided to. */
  static readonly layer: Layer.Layer<never> = /*#__PURE__*/ Layer.sync(LoginTurns, () => ({ inTurn: makeInTurn() }))
}
