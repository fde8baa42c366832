/**
 * vtiger CRM's server, in memory.
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
 * An emulated vtiger CRM server.
 *
 * @category models
 * @since 0.1.0
 */
export type VtigerEmulator = WebserviceEmulator

/**
 * `VtigerEmulator.make(options?)` makes an emulated server: by default release 8.2 at `https://vtiger.example/crm`.
 *
 * **Example** (A server for tests)
 *
 * ```ts
 * import { VtigerEmulator } from "@crm-auth/vtiger/testing"
 * import * as Effect from "effect/Effect"
 *
 * const program = Effect.gen(function* () {
 *   const server = yield* VtigerEmulator.make()
 *   yield* Effect.log(server.url, server.accounts)
 * })
 * ```
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category constructors
 * @since 0.1.0
 */
export const VtigerEmulator: {
  readonly make: (options?: WebserviceEmulatorOptions) => Effect.Effect<VtigerEmulator>
} = {
  make: (options) => makeWebserviceEmulator("https://vtiger.example/crm", dialects, options)
}
