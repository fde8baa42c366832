// Generated from vtiger.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  UnixSeconds: Assert<Same<typeof Schemas.UnixSeconds.Encoded, components["schemas"]["UnixSeconds"]>>
  Challenge: Assert<Same<typeof Schemas.Challenge.Encoded, components["schemas"]["Challenge"]>>
  ChallengeReply: Assert<Same<typeof Schemas.ChallengeReply.Encoded, components["schemas"]["ChallengeReply"]>>
  LoginResult: Assert<Same<typeof Schemas.LoginResult.Encoded, components["schemas"]["LoginResult"]>>
  LoginReply: Assert<Same<typeof Schemas.LoginReply.Encoded, components["schemas"]["LoginReply"]>>
  ExtendResult: Assert<Same<typeof Schemas.ExtendResult.Encoded, components["schemas"]["ExtendResult"]>>
  ExtendReply: Assert<Same<typeof Schemas.ExtendReply.Encoded, components["schemas"]["ExtendReply"]>>
  TypesReply: Assert<Same<typeof Schemas.TypesReply.Encoded, components["schemas"]["TypesReply"]>>
  GetChallengeInput: Assert<
    Same<
      typeof Schemas.GetChallengeInput.Encoded,
      Omit<NonNullable<operations["getChallenge"]["parameters"]["query"]>, "operation">
    >
  >
  LoginInput: Assert<
    Same<
      typeof Schemas.LoginInput.Encoded,
      Omit<operations["login"]["requestBody"]["content"]["application/x-www-form-urlencoded"], "operation">
    >
  >
  LogoutInput: Assert<
    Same<
      typeof Schemas.LogoutInput.Encoded,
      Omit<operations["logout"]["requestBody"]["content"]["application/x-www-form-urlencoded"], "operation">
    >
  >
  ExtendSessionInput: Assert<
    Same<
      typeof Schemas.ExtendSessionInput.Encoded,
      Omit<operations["extendSession"]["requestBody"]["content"]["application/x-www-form-urlencoded"], "operation">
    >
  >
}
