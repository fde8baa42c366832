/** Checks which fields of credentials are given together. */
import type { CredentialVariant } from "../../LoginCredentials.ts"

/**
 * Where a set of fields fits no variant: the fields that are missing or one too many, judged by the variant that fits
 * best. Generated credentials with variants name it.
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
    const wrong = missing.length + extra.length
    if (best !== undefined && best.wrong <= wrong) continue
    if (tooMuch !== undefined) {
      best = {
        wrong,
        field: tooMuch,
        detail: `does not go with ${beside === "" ? required.join(" and ") : beside}; leave one of them out`
      }
    } else if (missing.length > 0) {
      const [are, they] = missing.length === 1 ? ["is", "it goes"] : ["are", "they go"]
      best = {
        wrong,
        field: missing.join(", "),
        detail: beside === "" ? `${are} missing or blank` : `${are} missing; ${they} with ${beside}`
      }
    } else return undefined
  }
  return best === undefined ? undefined : [best.field, best.detail]
}
