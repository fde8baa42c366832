/**
 * Holds a run: counts exactly, bytes and ratios to Effect's client against the committed figures or the goal, and times
 * against the build of the base commit in the same run. A ratio to anything else depends on the machine, and is shown only.
 */
import { keys, situations } from "../scoreboard/situations.ts"
import { daily, dailyKeys } from "../alternatives/situations.ts"
import type { Comparison } from "../base/compare.ts"
import type { Ratio } from "../ratios/measure.ts"
import type { Figures } from "./figures.ts"

/** A ratio may be worse by this share: so much differs from run to run on a quiet machine. */
export const ratioTolerance = 0.25
/** A build may take this share more of the CPU than the base, in the middle one of several rounds. */
export const timeTolerance = 0.15
/** Bytes differ less. */
export const byteTolerance = 0.05

const worse = (what: string, now: number, before: number, tolerance: number): ReadonlyArray<string> =>
  now > before * (1 + tolerance)
    ? [`${what}: ${now.toFixed(2)}, was ${before.toFixed(2)} (+${tolerance * 100} % is allowed)`]
    : []

const differs = (what: string, now: unknown, before: unknown): ReadonlyArray<string> =>
  now === before ? [] : [`${what}: ${String(now)}, was ${String(before)}`]

const pairs = <A>(now: ReadonlyArray<A>, before: ReadonlyArray<A>, same: (a: A, b: A) => boolean) =>
  now.flatMap((one): ReadonlyArray<readonly [A, A]> => {
    const other = before.find((candidate) => same(one, candidate))
    return other === undefined ? [] : [[one, other]]
  })

/** Whether a row compares with Effect's own client, on the same layer and in the same run. */
const isHeld = ({ theirs }: Ratio): boolean => theirs.name.startsWith("Effect's client alone")

export const checkBase = (comparisons: ReadonlyArray<Comparison>): ReadonlyArray<string> =>
  comparisons.flatMap(({ ratio, what }) => worse(`${what}, CPU beside the base`, ratio, 1, timeTolerance))

export const check = (now: Figures, before: Figures): ReadonlyArray<string> => {
  const [ratios, ratiosBefore] = [now.ratios?.figures, before.ratios?.figures]
  const [scale, scaleBefore] = [now.scale?.figures, before.scale?.figures]
  return [
    ...pairs(
      now.scoreboard?.figures.columns ?? [],
      before.scoreboard?.figures.columns ?? [],
      (a, b) => a.name === b.name
    )
      // What a peer does is its own affair.
      .filter(([{ name }]) => name === "@crm-auth")
      .flatMap(([a, b]) => keys.flatMap((key) => differs(situations[key], a.cells[key], b.cells[key]))),
    ...pairs(
      now.alternatives?.figures.columns ?? [],
      before.alternatives?.figures.columns ?? [],
      (a, b) => a.name === b.name
    )
      .filter(([{ name }]) => name === "@crm-auth")
      .flatMap(([a, b]) => dailyKeys.flatMap((key) => differs(daily[key], a.cells[key], b.cells[key]))),
    ...pairs(
      ratios?.ratios.filter(isHeld) ?? [],
      ratiosBefore?.ratios ?? [],
      (a, b) => a.what === b.what && a.theirs.name === b.theirs.name
    ).flatMap(([a, b]) =>
      worse(
        `${a.what} / ${a.theirs.name}, by CPU`,
        a.cpuRatio ?? a.ratio,
        Math.max(b.cpuRatio ?? b.ratio, a.goal ?? 0),
        ratioTolerance
      )
    ),
    ...pairs(ratios?.allocations ?? [], ratiosBefore?.allocations ?? [], (a, b) => a.what === b.what).flatMap(
      ([a, b]) => worse(`bytes allocated: ${a.what}`, a.ours, b.ours, byteTolerance)
    ),
    ...pairs(ratios?.weights ?? [], ratiosBefore?.weights ?? [], (a, b) => a.vendor === b.vendor).flatMap(([a, b]) =>
      worse(`bytes of ${a.vendor}`, a.bytes, b.bytes, byteTolerance)
    ),
    ...pairs(scale?.accounts ?? [], scaleBefore?.accounts ?? [], (a, b) => a.of === b.of && a.accounts === b.accounts)
      .filter(([{ accounts, of }]) => accounts >= 10_000 && of === "SessionMap")
      .flatMap(([a, b]) => [
        ...worse(`bytes per account of ${a.accounts}`, a.bytes, b.bytes, byteTolerance),
        ...differs(`timers of ${a.accounts} idle accounts`, a.timers, b.timers)
      ]),
    ...pairs(
      scale?.waves ?? [],
      scaleBefore?.waves ?? [],
      (a, b) => a.sessions === b.sessions && a.life === b.life
    ).flatMap(([a, b]) =>
      (["lost", "late", "refused", "most"] as const).flatMap((key) =>
        differs(`wave of ${a.sessions} sessions that live ${a.life} minutes, ${key}`, a[key], b[key])
      )
    ),
    ...(scale === undefined || scaleBefore === undefined
      ? []
      : differs("logins of a crowd", scale.crowd.logins, scaleBefore.crowd.logins)),
    ...pairs(scale?.stores ?? [], scaleBefore?.stores ?? [], (a, b) => a.store === b.store).flatMap(([a, b]) =>
      differs(`logins beside the store: ${a.store}`, a.logins, b.logins)
    )
  ]
}
