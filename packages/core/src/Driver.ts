/**
 * The API for authors of vendor packages: protocols, operations, drivers and login methods. Applications do not need it.
 *
 * @since 0.1.0
 */
export { misconfigured } from "./AuthError.ts"
export { accountConfig, type ConfigOptions, readAccountConfig } from "./AccountConfig.ts"
export { checkVariants } from "./internal/options/checkVariants.ts"
export type { CredentialOptions, CredentialSource } from "./Credentials.ts"
export type {
  AccountField,
  CredentialField,
  CredentialVariant,
  CredentialWords,
  FieldWords,
  LoginCredentials,
  MethodCredentials,
  MethodWords
} from "./LoginCredentials.ts"
export {
  base64,
  charactersAt,
  hmacSha1,
  hmacSha256,
  type LoginPart,
  md5,
  sha1,
  sha256,
  timestamp,
  totp
} from "./LoginFunctions.ts"
export { type FormStream, isFormStream, prependField } from "./FormStream.ts"
export { type AccountOptions, type LoginMethod, makeAccount, makeAccountMap, type OptionCheck } from "./LoginMethod.ts"
export {
  operation,
  type Operation,
  type OperationDefinition,
  type RequestPart,
  type RequestPieces,
  type Server,
  sessionOperation,
  type SessionOperation,
  type SessionTarget
} from "./Operation.ts"
export { formPlace, headerPlace, jsonFieldPlace, jsonPlace, placeWhen, queryPlace } from "./Place.ts"
export { firstJson } from "./internal/protocol/envelope.ts"
export { jwtSpan, limits, limitsSince } from "./internal/protocol/lifetime.ts"
export { asBasicUser, inForm, inJson, inPath, inQuery } from "./internal/protocol/requestParts.ts"
export type {
  Envelope,
  ErrorRow,
  JsonType,
  LifetimeRule,
  Limit,
  LimitedLifetime,
  LoginLifetime,
  LoginRule,
  Place,
  PlaceCondition,
  Protocol,
  ReplyTest,
  Retry,
  Status,
  UnlimitedLifetime
} from "./Protocol.ts"
export { protocolDriver, type ProtocolDriverOptions, protocolLifetime, protocolSecret } from "./ProtocolDriver.ts"
export { readEnvelope, replyFilter } from "./readEnvelope.ts"
export { askSecondFactor, withOneTimeKey } from "./SecondFactor.ts"
export {
  protocolServer,
  type ProtocolServer,
  type ProtocolServerOptions,
  type ServerDriver,
  serverDrivers
} from "./ServerDriver.ts"
export type { ServerOptions } from "./ServerOptions.ts"
export type { Login, Refine, Reply, SessionDriver, SessionSharing, Verdict } from "./SessionDriver.ts"
export {
  deadlines,
  type Deadlines,
  idleLifetime,
  type SessionLifetime,
  shortest,
  unknownLifetime
} from "./SessionLifetime.ts"
export {
  type AnyOptions,
  type BareMethod,
  makeVendor,
  makeVendorAccount,
  type Vendor,
  vendorMethod,
  type VendorMethod
} from "./Vendor.ts"
