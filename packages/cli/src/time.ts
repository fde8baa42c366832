/** Times as people and programs read them. */

/** A time as programs read it; `null` where it is unknown. */
export const inTime = (millis: number | undefined): string | null =>
  millis === undefined ? null : new Date(millis).toISOString()

/** A span as people say it. */
export const span = (millis: number): string => {
  const seconds = Math.round(Math.abs(millis) / 1000)
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

/** Until when something is good, as the end of a sentence. */
export const untilText = (end: number | undefined, now: number): string =>
  end === undefined ? ", until the vendor ends the session" : `, good for ${span(end - now)} if it is not used`
