/** What this repository asks of its specs beyond what the generator does: they describe all that is generated. */
import type { Extra } from "../src/generate.ts"

/** Reports the fields and the components of generated schemas that the spec does not describe, and then does the rest. */
export const withDescriptions =
  (rest: Extra): Extra =>
  (vendor, schemas) => {
    for (const at of schemas.undescribed) {
      vendor.spec.report(at, "has no description: say what it is; if its meaning is unknown, say what is known")
    }
    return rest(vendor, schemas)
  }
