/**
 * Kafinea's server, in memory, as far as it can be concluded from vtiger's.
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
 * An emulated Kafinea server.
 *
 * @category models
 * @since 0.1.0
 */
export type KafineaEmulator = WebserviceEmulator

/**
 * `KafineaEmulator.make(options?)` makes an emulated server: by default the instance `acme` at
 * `https://apps.kafinea.com/acme`. Another instance on that host is not found.
 *
 * @category constructors
 * @since 0.1.0
 */
export const KafineaEmulator: {
  readonly make: (options?: WebserviceEmulatorOptions) => Effect.Effect<KafineaEmulator>
} = {
  make: (options) => makeWebserviceEmulator("https://apps.kafinea.com/acme", dialects, options)
}
