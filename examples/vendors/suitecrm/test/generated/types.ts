// Generated from suitecrm.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

import type { components, operations } from "./openapi.ts"
import type * as Schemas from "../../src/generated/schemas.ts"

/** Deep, readonly, with intersections and index signatures flattened. */
type Flat<T> = 0 extends 1 & T
  ? ["any"]
  : unknown extends T
    ? unknown
    : T extends object
      ? { readonly [K in keyof T]: Flat<T[K]> }
      : T

type Identical<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

type Same<A, B> = Identical<Flat<A>, Flat<B>>

type Assert<T extends true> = T

/** Fails to compile where the two generators disagree. */
export interface Assertions {
  UserAuth: Assert<Same<typeof Schemas.UserAuth.Encoded, components["schemas"]["UserAuth"]>>
  LoginReply: Assert<Same<typeof Schemas.LoginReply.Encoded, components["schemas"]["LoginReply"]>>
  UserId: Assert<Same<typeof Schemas.UserId.Encoded, components["schemas"]["UserId"]>>
  EntryList: Assert<Same<typeof Schemas.EntryList.Encoded, components["schemas"]["EntryList"]>>
  SavedEntry: Assert<Same<typeof Schemas.SavedEntry.Encoded, components["schemas"]["SavedEntry"]>>
  LoginInput: Assert<
    Same<
      typeof Schemas.LoginInput.Encoded,
      Omit<
        operations["login"]["requestBody"]["content"]["application/x-www-form-urlencoded"],
        "method" | "input_type" | "response_type"
      >
    >
  >
  LoginToDirectoryInput: Assert<
    Same<
      typeof Schemas.LoginToDirectoryInput.Encoded,
      Omit<
        operations["loginToDirectory"]["requestBody"]["content"]["application/x-www-form-urlencoded"],
        "method" | "input_type" | "response_type"
      >
    >
  >
  SeamlessLoginOutput: Assert<
    Same<
      typeof Schemas.SeamlessLoginOutput.Encoded,
      operations["seamlessLogin"]["responses"]["200"]["content"]["application/json"]
    >
  >
  GetEntryListInput: Assert<
    Same<
      typeof Schemas.GetEntryListInput.Encoded,
      Omit<
        operations["getEntryList"]["requestBody"]["content"]["application/x-www-form-urlencoded"],
        "method" | "input_type" | "response_type"
      >
    >
  >
  SetEntryInput: Assert<
    Same<
      typeof Schemas.SetEntryInput.Encoded,
      Omit<
        operations["setEntry"]["requestBody"]["content"]["application/x-www-form-urlencoded"],
        "method" | "input_type" | "response_type"
      >
    >
  >
}
