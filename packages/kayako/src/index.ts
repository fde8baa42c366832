/**
 * Log in to the Kayako Classic StaffAPI and stay logged in.
 *
 * @since 0.1.0
 */
export { getInfo, login, logout, retrieveTickets } from "./generated/operations.ts"
export {
  Kayako,
  type KayakoAccountOptions,
  type KayakoCredentials,
  type KayakoOptions,
  type KayakoServerOptions,
  makeKayako,
  makeKayakoMap
} from "./Kayako.ts"
export { KayakoSession } from "./KayakoSession.ts"
