/**
 * The fixture of a vendor of the family: the accounts and calls that all its emulators have.
 *
 * @since 0.1.0
 */
import type { Vendor } from "@crm-auth/core/Driver"
import type { FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import type { WebserviceEmulator, WebserviceEmulatorOptions } from "./WebserviceEmulator.ts"

/**
 * What a vendor's fixture adds to that of the family.
 *
 * @category options
 * @since 0.1.0
 */
export interface WebserviceFixtureOptions {
  /** The vendor as a value. */
  readonly vendor: Vendor
  /** Makes the vendor's emulator. */
  readonly emulator: (options?: WebserviceEmulatorOptions) => Effect.Effect<WebserviceEmulator>
  /** Lists the types of records, by a manager's `call`. */
  readonly call: NonNullable<VendorFixture["call"]>
  /** Ends a session at the server. */
  readonly end: NonNullable<VendorFixture["end"]>
  /** The names of its dialects. */
  readonly dialects: ReadonlyArray<string>
  /** How many login requests a wrong key may cost. */
  readonly attempts: number
  /** How long without use ends a session. */
  readonly expiresAfter: Duration.Input
  /**
   * Whether there is a login with the user's password.
   *
   * @default false
   */
  readonly password?: boolean | undefined
  /**
   * What a person has to know who tries the vendor.
   *
   * @default none
   */
  readonly hints?: ReadonlyArray<string> | undefined
}

const username = "jane+crm@acme.example"
const steps = ["getChallenge", "login"]

const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })

/**
 * Makes the fixture of a vendor of the family.
 *
 * @category constructors
 * @since 0.1.0
 */
export const webserviceFixture = (options: WebserviceFixtureOptions): VendorFixture => {
  const { attempts, call, dialects, emulator, end, expiresAfter, hints, password = false, vendor } = options
  const byKey: FixtureMethod = {
    id: "accessKey",
    fields: { username, accessKey: "Kq3vT9xLm2Zp8RwY" },
    wrong: { accessKey: "wr0ngKey" },
    steps,
    attempts
  }
  const byPassword: FixtureMethod = {
    id: "password",
    fields: { username, password: "Blue Sky!" },
    wrong: { password: "wr0ng Sky!" },
    encoded: ["Blue%20Sky!", "Blue+Sky!", "Blue%20Sky%21", "Blue+Sky%21"],
    steps,
    attempts
  }
  return {
    vendor,
    emulator: ({ dialect, url } = {}) =>
      Effect.map(
        emulator({
          ...(url === undefined ? undefined : { url }),
          ...(dialect === undefined ? undefined : { dialect })
        }),
        (server) => ({ ...server, writes: Effect.map(server.records, (records) => records.length) })
      ),
    dialects,
    methods: password ? [byKey, byPassword] : [byKey],
    read: { operation: "listTypes", run: (client) => client.get("/webservice.php?operation=listtypes") },
    write: {
      operation: "create",
      run: (client) =>
        client.post("/webservice.php", {
          body: HttpBody.urlParams({ operation: "create", elementType: "Contacts", element })
        })
    },
    call,
    writeIsReplayed: true,
    end,
    expiresAfter,
    ...(hints === undefined ? undefined : { hints })
  }
}
