/**
 * Log in to the Kayako Classic StaffAPI and stay logged in.
 *
 * @since 0.1.0
 */
export { Kayako } from "./Kayako.ts"
export type {
  KayakoAccountOptions,
  KayakoConfigOptions,
  KayakoCredentials,
  KayakoOptions,
  KayakoServerOptions
} from "./KayakoOptions.ts"
export { KayakoSession } from "./KayakoSession.ts"
export { makeKayako, makeKayakoMap, vendor } from "./managers.ts"
