/**
 * The operations of the CRM.COM V4 Web API that its spec describes.
 *
 * @since 0.1.0
 */
export {
  createContactInformation,
  createToken,
  createTokenFromConsumerApplicationKey,
  createTokenFromDeviceApplicationKey,
  createTokenFromWebApiKey,
  releaseToken,
  showContactInformation
} from "./generated/operations.ts"
// What programs need of core: they need not depend on it.
export type { Operation, SessionOperation } from "@crm-auth/core/Driver"
