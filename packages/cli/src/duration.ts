/** Durations as people type them. */
import * as Duration from "effect/Duration"

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** `500ms`, `30s`, `2m`, `1h`, or seconds as a bare number; `undefined` for anything else. */
export const parseDuration = (text: string): Duration.Duration | undefined => {
  const [, amount, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? []
  const millis = units[unit]
  return amount === undefined || millis === undefined || Number(amount) === 0
    ? undefined
    : Duration.millis(Number(amount) * millis)
}
