// Generated from crmcom.yaml by @crm-auth/codegen. Do not edit: change the spec and generate again.

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
  TokenReply: Assert<Same<typeof Schemas.TokenReply.Encoded, components["schemas"]["TokenReply"]>>
  Contact: Assert<Same<typeof Schemas.Contact.Encoded, components["schemas"]["Contact"]>>
  ContactReply: Assert<Same<typeof Schemas.ContactReply.Encoded, components["schemas"]["ContactReply"]>>
  CreateTokenInput: Assert<
    Same<
      typeof Schemas.CreateTokenInput.Encoded,
      operations["createToken"]["requestBody"]["content"]["application/json"]
    >
  >
  ReleaseTokenInput: Assert<
    Same<
      typeof Schemas.ReleaseTokenInput.Encoded,
      operations["releaseToken"]["requestBody"]["content"]["application/json"]
    >
  >
  CreateTokenFromWebApiKeyInput: Assert<
    Same<
      typeof Schemas.CreateTokenFromWebApiKeyInput.Encoded,
      operations["createTokenFromWebApiKey"]["requestBody"]["content"]["application/json"] & { readonly key: string }
    >
  >
  CreateTokenFromConsumerApplicationKeyInput: Assert<
    Same<
      typeof Schemas.CreateTokenFromConsumerApplicationKeyInput.Encoded,
      operations["createTokenFromConsumerApplicationKey"]["requestBody"]["content"]["application/json"] & {
        readonly key?: string
      }
    >
  >
  CreateTokenFromDeviceApplicationKeyInput: Assert<
    Same<
      typeof Schemas.CreateTokenFromDeviceApplicationKeyInput.Encoded,
      operations["createTokenFromDeviceApplicationKey"]["requestBody"]["content"]["application/json"] & {
        readonly key?: string
      }
    >
  >
  ShowContactInformationInput: Assert<
    Same<
      typeof Schemas.ShowContactInformationInput.Encoded,
      NonNullable<operations["showContactInformation"]["parameters"]["query"]>
    >
  >
  CreateContactInformationInput: Assert<
    Same<
      typeof Schemas.CreateContactInformationInput.Encoded,
      operations["createContactInformation"]["requestBody"]["content"]["application/json"]
    >
  >
}
