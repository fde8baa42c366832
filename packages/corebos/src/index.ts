/**
 * Log in to coreBOS and stay logged in.
 *
 * @since 0.1.0
 */
export { Corebos } from "./Corebos.ts"
export type {
  CorebosAccountOptions,
  CorebosConfigOptions,
  CorebosCredentials,
  CorebosInsecurePasswordAccountOptions,
  CorebosInsecurePasswordOptions,
  CorebosOptions,
  CorebosPasswordCredentials,
  CorebosServerOptions,
  CorebosTokenAccountOptions,
  CorebosTokenCredentials,
  CorebosTokenOptions,
  CorebosTokenServerOptions
} from "./CorebosOptions.ts"
export { CorebosSession } from "./CorebosSession.ts"
export {
  makeCorebos,
  makeCorebosCredentialToken,
  makeCorebosCredentialTokenMap,
  makeCorebosInsecurePassword,
  makeCorebosInsecurePasswordMap,
  makeCorebosMap,
  vendor
} from "./managers.ts"
export type { WebserviceServerOptions } from "@crm-auth/webservice"
