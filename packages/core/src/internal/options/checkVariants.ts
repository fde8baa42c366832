/** Checks which fields of credentials are given together. */
import type { CredentialVariant } from "../../LoginCredentials.ts"

/**
 * Where a set of fields fits no variant: one field too few or too many, judged by the variant that fits best. Generated
 * credentials with variants name it.
 *
 * @category credentials
 * @since 0.1.0
 */
export const checkVariants = (
  variants: ReadonlyArray<CredentialVariant>,
  given: ReadonlyArray<string>
): readonly [field: string, detail: string] | undefined => {
  let best: { readonly wrong: number; readonly field: string; readonly detail: string } | undefined
  for (const { optional, required } of variants) {
    const missing = required.filter((name) => !given.includes(name))
    const extra = given.filter((name) => !required.includes(name) && !optional.includes(name))
    const beside = required.filter((name) => given.includes(name)).join(" and ")
    const [tooMuch] = extra
    const [tooLittle] = missing
    const wrong = missing.length + extra.length
    if (best !== undefined && best.wrong <= wrong) continue
    if (tooMuch !== undefined) {
      best = {
        wrong,
        field: tooMuch,
        detail: `does not go with ${beside === "" ? required.join(" and ") : beside}; leave one of them out`
      }
    } else if (tooLittle !== undefined) {
      best = {
        wrong,
        field: tooLittle,
        detail: beside === "" ? "is missing or blank" : `is missing; it goes with ${beside}`
      }
    } else return undefined
  }
  return best === undefined ? undefined : [best.field, best.detail]
}
