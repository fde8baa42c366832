/** What is generated for this repository only: the types that openapi-typescript reads, and that ours agree with them. */
import * as Effect from "effect/Effect"
import type { Extra } from "../src/generate.ts"
import { assertionsModule } from "./assertions.ts"
import { openapiModule } from "./openapiTypes.ts"

export const crossCheck: Extra = (vendor, { written }) => {
  const types = assertionsModule(vendor.spec, vendor.operations, written)
  return Effect.map(openapiModule(vendor.spec), (code) => [
    { path: "test/generated/openapi.ts", code },
    { path: "test/generated/types.ts", code: types }
  ])
}
