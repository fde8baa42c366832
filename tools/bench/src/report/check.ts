/** Holds a run against the committed figures: counts exactly, ratios and sizes with a tolerance. */
import { keys, situations } from "../scoreboard/situations.ts"
import type { Figures } from "./figures.ts"

/** A ratio may be worse by this share: so much differs from run to run on a quiet machine. */
export const ratioTolerance = 0.25
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
      ratios?.ratios ?? [],
      ratiosBefore?.ratios ?? [],
      (a, b) => a.what === b.what && a.theirs.name === b.theirs.name
    ).flatMap(([a, b]) => worse(`${a.what} / ${a.theirs.name}`, a.ratio, b.ratio, ratioTolerance)),
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
