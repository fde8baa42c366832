/**
 * What changed between the releases of CRM.COM.
 *
 * @since 0.1.0
 */

/**
 * A release of CRM.COM as the vendor writes it: `R10`, `R16.2` or `R12.0.0`.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomRelease = `R${number}` | `R${number}.${number}`

/** Whether a value is a release as the vendor writes it. */
export const isRelease = (value: unknown): value is CrmcomRelease =>
  typeof value === "string" && /^R\d+(\.\d+){0,2}$/.test(value)

/** Whether a release is `major.minor` or a later one. */
export const isFrom = (release: CrmcomRelease, major: number, minor = 0): boolean => {
  const [ownMajor = 0, ownMinor = 0] = release.slice(1).split(".").map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
