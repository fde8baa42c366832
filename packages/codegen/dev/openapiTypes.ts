/** Writes `test/generated/openapi.ts` with openapi-typescript, the second reader of the same spec. */
import * as Effect from "effect/Effect"
import openapiTS, { astToString } from "openapi-typescript"
import type { OpenAPI3 } from "openapi-typescript"
import { CommandFailure } from "../src/problem.ts"
import type { Spec } from "../src/read/spec.ts"
import { header } from "../src/emit/text.ts"

const options = {
  alphabetize: true,
  immutable: true,
  // A `default` would make its key required, also in requests.
  defaultNonNullable: false,
  // `type: object` alone would be Record<string, never>, which nothing fits.
  emptyObjectsUnknown: true,
  silent: true
}

const isOpenApi3 = (json: unknown): json is OpenAPI3 => typeof json === "object" && json !== null && "openapi" in json

/** Runs last: it gives no positions, so everything that can be said better is said before. */
export const openapiModule = (spec: Spec): Effect.Effect<string, CommandFailure> =>
  Effect.tryPromise({
    try: async () => {
      // It changes what it is given.
      const copy: unknown = structuredClone(spec.json)
      return `${header(spec.file)}\n${isOpenApi3(copy) ? astToString(await openapiTS(copy, options)) : ""}`
    },
    catch: (cause) => new CommandFailure({ message: `${spec.file}: openapi-typescript refused it: ${String(cause)}` })
  })
