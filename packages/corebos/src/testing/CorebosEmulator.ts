/**
 * coreBOS's server, in memory.
 *
 * @since 0.1.0
 */
import {
  makeWebserviceEmulator,
  type WebserviceEmulator,
  type WebserviceEmulatorOptions
} from "@crm-auth/webservice/testing"
import type * as Effect from "effect/Effect"
import { dialects } from "./Dialects.ts"

/**
 * An emulated coreBOS server.
 *
 * @category models
 * @since 0.1.0
 */
export type CorebosEmulator = WebserviceEmulator

/**
 * `CorebosEmulator.make(options?)` makes an emulated server: by default the head of the repository at
 * `https://corebos.example/crm`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const CorebosEmulator: {
  readonly make: (options?: WebserviceEmulatorOptions) => Effect.Effect<CorebosEmulator>
} = {
  make: (options) => makeWebserviceEmulator("https://corebos.example/crm", dialects, options)
}
