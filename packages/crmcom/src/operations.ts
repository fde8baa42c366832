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
