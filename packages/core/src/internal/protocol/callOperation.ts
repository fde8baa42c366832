/** Runs an operation with a managed session. A program that never calls one has nothing of operations in its bundle. */
import * as Effect from "effect/Effect"
import { type AuthError, misconfigured } from "../../AuthError.ts"
import type { SessionOperation, SessionTarget } from "../../Operation.ts"

/**
 * Fails with `InvalidConfiguration` for an operation of another vendor, and for one that carries no session: a manager
 * logs in and out itself.
 */
export const callOperation = <I, A, IE, AE>(
  { refine, vendor }: Omit<SessionTarget, "client">,
  client: SessionTarget["client"],
  operation: SessionOperation<I, A, IE, AE>,
  input: I
): Effect.Effect<A, AuthError> => {
  const refuse = (detail: string) => Effect.fail(misconfigured(vendor, "operation", detail, "call"))
  // Programs without types pass what they like.
  const run: unknown = operation?.run
  if (typeof run !== "function") {
    return refuse("must be an operation that carries a session; the manager logs in and out itself")
  }
  if (operation.vendor !== vendor) return refuse(`is an operation of ${operation.vendor}; use one of ${vendor}`)
  return operation.run({ vendor, client, refine }, input)
}
