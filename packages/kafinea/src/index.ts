/**
 * Log in to Kafinea and stay logged in.
 *
 * @since 0.1.0
 */
export { Kafinea } from "./Kafinea.ts"
export type {
  KafineaAccountOptions,
  KafineaConfigOptions,
  KafineaCredentials,
  KafineaOptions,
  KafineaServerOptions
} from "./KafineaOptions.ts"
export { KafineaSession } from "./KafineaSession.ts"
export { makeKafinea, makeKafineaMap, vendor } from "./managers.ts"
export type { WebserviceServerOptions } from "@crm-auth/webservice"
