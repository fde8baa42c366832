// Generated from kftoken.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  SessionToken: Assert<Same<typeof Schemas.SessionToken.Encoded, components["schemas"]["SessionToken"]>>
  Position: Assert<Same<typeof Schemas.Position.Encoded, components["schemas"]["Position"]>>
  WantedCharacter: Assert<Same<typeof Schemas.WantedCharacter.Encoded, components["schemas"]["WantedCharacter"]>>
  TemporaryToken: Assert<Same<typeof Schemas.TemporaryToken.Encoded, components["schemas"]["TemporaryToken"]>>
  MemorableCharacter: Assert<
    Same<typeof Schemas.MemorableCharacter.Encoded, components["schemas"]["MemorableCharacter"]>
  >
  Customer: Assert<Same<typeof Schemas.Customer.Encoded, components["schemas"]["Customer"]>>
  CustomerList: Assert<Same<typeof Schemas.CustomerList.Encoded, components["schemas"]["CustomerList"]>>
  ExchangeExternalTokenInput: Assert<
    Same<
      typeof Schemas.ExchangeExternalTokenInput.Encoded,
      NonNullable<operations["exchangeExternalToken"]["parameters"]["query"]>
    >
  >
  CreateTemporaryTokenInput: Assert<
    Same<
      typeof Schemas.CreateTemporaryTokenInput.Encoded,
      operations["createTemporaryToken"]["requestBody"]["content"]["application/json"]
    >
  >
  CreateSessionTokenInput: Assert<
    Same<
      typeof Schemas.CreateSessionTokenInput.Encoded,
      operations["createSessionToken"]["requestBody"]["content"]["application/json"]
    >
  >
  DeleteSessionTokenInput: Assert<
    Same<
      typeof Schemas.DeleteSessionTokenInput.Encoded,
      NonNullable<operations["deleteSessionToken"]["parameters"]["path"]>
    >
  >
  ListCustomersInput: Assert<
    Same<typeof Schemas.ListCustomersInput.Encoded, NonNullable<operations["listCustomers"]["parameters"]["query"]>>
  >
  CreateCustomerInput: Assert<
    Same<
      typeof Schemas.CreateCustomerInput.Encoded,
      operations["createCustomer"]["requestBody"]["content"]["application/json"]
    >
  >
}
