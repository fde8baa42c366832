/**
 * What a failed login needs: further tries, where another client of the user may have ended its challenge, and what is
 * said of a refusal. It is loaded then, and imports nothing of core: see docs/decisions/0005.
 */
import type { AuthError, InvalidCredentials } from "@crm-auth/core"
import type { Protocol } from "@crm-auth/core/Driver"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type * as Result from "effect/Result"

/** What the longest pause before a try is made of: see `longestPause`. */
const shortestPause = 500
const pausePerTry = 5

/**
 * The longest pause before the `k`th further try, in milliseconds. The clients that compete have to spread over much
 * more time than a try takes, and over more with each try.
 */
const longestPause = (k: number, took: number): number => 2 ** k * Math.max(shortestPause, pausePerTry * took)

/** How long a try took without its wait for its turn, and how it ended. */
type Tried<A> = readonly [took: Duration.Duration, outcome: Result.Result<A, AuthError>]

export interface Refused<A, R> {
  /** How the first try ended. */
  readonly first: Tried<A>
  /** One more try, which asks for a challenge of its own. */
  readonly attempt: Effect.Effect<Tried<A>, never, R>
  /** The most tries, the first one included. */
  readonly most: number
  /** When the login is given up, in milliseconds of the clock. */
  readonly deadline: number
  readonly protocol: Protocol
  /** The id of the operation that answers a challenge. */
  readonly login: string
  /** What else may be wrong with credentials that are refused. */
  readonly hint: string | undefined
  /** The classes of core that a refusal is made of. */
  readonly classes: { readonly AuthError: typeof AuthError; readonly InvalidCredentials: typeof InvalidCredentials }
}

type Login = Pick<Refused<unknown, unknown>, "classes" | "hint" | "login" | "protocol">

/** Whether the protocol says of a refused login that good credentials may get it too. */
const mayBeLost = ({ login, protocol }: Login, { operation, reason }: AuthError): boolean => {
  const code = "code" in reason ? (reason.code ?? null) : null
  return (
    operation === login &&
    protocol.errors.some(
      (row) => row.retry === "freshChallenge" && row.reason === reason._tag && row.code?.includes(code) === true
    )
  )
}

const explained = (login: Login, error: AuthError): AuthError => {
  const { classes, hint } = login
  const { operation, reason, vendor } = error
  if (operation !== login.login || reason._tag !== "InvalidCredentials") return error
  const said = new classes.InvalidCredentials({
    ...reason,
    ...(mayBeLost(login, error) ? { possiblyLostChallenge: true } : undefined),
    ...(hint === undefined ? undefined : { hint })
  })
  return new classes.AuthError({ vendor, operation, reason: said })
}

/**
 * Runs `attempt` until it is not refused like a lost challenge, after a random pause each time. It fails with the last
 * refusal when no further try would end before the deadline.
 */
export const tryAgain = /*#__PURE__*/ Effect.fnUntraced(function* <A, R>({
  attempt,
  deadline,
  first,
  most,
  ...login
}: Refused<A, R>): Effect.fn.Return<A, AuthError, R> {
  let tried = first
  for (let further = 1; ; further++) {
    const [duration, outcome] = tried
    if (outcome._tag === "Success") return outcome.success
    const took = Duration.toMillis(duration)
    const left = deadline - (yield* Clock.currentTimeMillis) - took
    if (further === most || left <= 0 || !mayBeLost(login, outcome.failure)) {
      return yield* explained(login, outcome.failure)
    }
    yield* Effect.sleep((yield* Random.next) * Math.min(longestPause(further, took), left))
    tried = yield* attempt
  }
})
