/**
 * Log in to the CRM.COM V4 Web API and stay logged in.
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
export {
  Crmcom,
  type CrmcomConsumerOptions,
  type CrmcomDeviceOptions,
  type CrmcomOptions,
  type CrmcomRelease,
  type CrmcomServerOptions,
  type CrmcomWebApiKeyOptions,
  makeCrmcom,
  makeCrmcomConsumer,
  makeCrmcomDevice,
  makeCrmcomWebApiKey
} from "./Crmcom.ts"
export type {
  CrmcomConsumer,
  CrmcomConsumerByJwt,
  CrmcomConsumerByKey,
  CrmcomDevice,
  CrmcomUser,
  CrmcomWebApiKey
} from "./CrmcomCredentials.ts"
export {
  type CrmcomAccountOptions,
  makeCrmcomConsumerMap,
  makeCrmcomDeviceMap,
  makeCrmcomMap,
  makeCrmcomWebApiKeyMap
} from "./CrmcomMap.ts"
export { CrmcomSession } from "./CrmcomSession.ts"
