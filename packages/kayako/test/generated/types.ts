// Generated from kayako.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  Succeeded: Assert<Same<typeof Schemas.Succeeded.Encoded, components["schemas"]["Succeeded"]>>
  Named: Assert<Same<typeof Schemas.Named.Encoded, components["schemas"]["Named"]>>
  LoginDocument: Assert<Same<typeof Schemas.LoginDocument.Encoded, components["schemas"]["LoginDocument"]>>
  InfoDocument: Assert<Same<typeof Schemas.InfoDocument.Encoded, components["schemas"]["InfoDocument"]>>
  Ticket: Assert<Same<typeof Schemas.Ticket.Encoded, components["schemas"]["Ticket"]>>
  TicketsDocument: Assert<Same<typeof Schemas.TicketsDocument.Encoded, components["schemas"]["TicketsDocument"]>>
  LoginInput: Assert<
    Same<
      typeof Schemas.LoginInput.Encoded,
      operations["login"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    >
  >
  LogoutInput: Assert<
    Same<
      typeof Schemas.LogoutInput.Encoded,
      operations["logout"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    >
  >
  GetInfoInput: Assert<
    Same<
      typeof Schemas.GetInfoInput.Encoded,
      operations["getInfo"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    >
  >
  RetrieveTicketsInput: Assert<
    Same<
      typeof Schemas.RetrieveTicketsInput.Encoded,
      operations["retrieveTickets"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    >
  >
}
