/**
 * Tools for emulating a vendor's server, used by every vendor package's `testing` entry.
 *
 * @since 0.1.0
 */
export {
  type Emulator,
  type EmulatorReply,
  type EmulatorRequest,
  type EmulatorRoute,
  type EmulatorServer,
  type Fault,
  makeEmulator,
  type RecordedRequest
} from "./Emulator.ts"
export { handlerOf, layerOf } from "./emulators.ts"
export { htmlReply, jsonBody, jsonReply, saysJson } from "./EmulatorJson.ts"
export { EmulatorSessions, makeIds, type ServerLifetime, type ServerSession } from "./EmulatorSessions.ts"
export {
  conformance,
  type ConformanceOptions,
  type ConformancePromise,
  conformanceReport,
  type ConformanceReport
} from "./conformance.ts"
export { contract, ContractBroken, type ContractCase, type ContractSubject } from "./contract.ts"
export { type DerivedEmulator, type DerivedEmulatorOptions, emulatorFromSpec } from "./emulatorFromSpec.ts"
export { type DerivedFixtureOptions, fixtureFromSpec } from "./fixtureFromSpec.ts"
export type {
  EmulatorExample,
  EmulatorField,
  EmulatorInput,
  EmulatorMethod,
  EmulatorOperation,
  EmulatorSchema,
  EmulatorSpec,
  HashName,
  HashText,
  MadeValue
} from "./EmulatorSpec.ts"
export { addressSchema, countSchema, durationSchema, type EmulatorOptionSchemas } from "./EmulatorOptions.ts"
export { multipartFields } from "./multipart.ts"
export { type OperationExample, replay, type Replay, replayAll, type ReplayedExample } from "./examples.ts"
export {
  type EmulatorNames,
  type FixtureAccount,
  type FixtureCall,
  fixtureManager,
  type FixtureMethod,
  type FixtureSecondFactor,
  fixtureSecrets,
  type FixtureServer,
  type FixtureServerOptions,
  fixtureVariables,
  type VendorFixture
} from "./VendorFixture.ts"
export { traced, type Traced } from "./traced.ts"
