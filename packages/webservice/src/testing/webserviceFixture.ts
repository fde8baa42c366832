/**
 * The fixture of a vendor of the family: the accounts and calls that all its emulators have.
 *
 * @since 0.1.0
 */
import type { Vendor } from "@crm-auth/core/Driver"
import type { FixtureAccount, FixtureCall, FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import { accountSchema, defaultAccounts } from "./Accounts.ts"
import { operations } from "./Server.ts"
import { optionSchemasOf, type WebserviceEmulator, type WebserviceEmulatorOptions } from "./WebserviceEmulator.ts"

/**
 * How an account with an access key that is full of characters that get escaped differs from the others.
 *
 * @category options
 * @since 0.1.0
 */
export interface WebserviceFixtureAccount {
  /** What it is called after the vendor's name, such as `by access key`. */
  readonly name: string
  /**
   * Other options of the vendor's constructor.
   *
   * @default none
   */
  readonly options?: FixtureMethod["options"]
  /**
   * Whether its calls are queries, in which `=` must reach the server as it is.
   *
   * @default false
   */
  readonly queries?: boolean | undefined
}

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
  /** The accounts of `VendorFixture.accounts` that log in with an access key. */
  readonly accounts: ReadonlyArray<WebserviceFixtureAccount>
  /**
   * A static token with which calls need no login (coreBOS).
   *
   * @default the vendor has none
   */
  readonly credentialToken?: string | undefined
  /**
   * What a person has to know who tries the vendor.
   *
   * @default none
   */
  readonly hints?: ReadonlyArray<string> | undefined
}

const username = "jane+crm@acme.example"
const steps = ["getChallenge", "login"]

/** A user whose secrets are full of characters that get escaped. */
const omar = { username: "omar", accessKey: "h7Jd0sWq4nBv", password: 'Grün/5 & 6 "x" <y>', id: 8 }

const query: FixtureCall = {
  operation: "query",
  run: (client) => client.get("/webservice.php?operation=query&query=select%20*%20from%20Contacts%20where%20id=1;")
}

const wrong = (secret: string) => `wrong-${secret}`

const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })

/**
 * Makes the fixture of a vendor of the family.
 *
 * @category constructors
 * @since 0.1.0
 */
export const webserviceFixture = (options: WebserviceFixtureOptions): VendorFixture => {
  const {
    attempts,
    call,
    credentialToken,
    dialects,
    emulator,
    end,
    expiresAfter,
    hints,
    password = false,
    vendor
  } = options
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
  const ofOmar = (
    name: string,
    method: Omit<FixtureMethod, "steps" | "attempts"> & Partial<FixtureMethod>
  ): FixtureAccount => ({
    name,
    method: { steps, attempts, ...method },
    emulator: ({ url } = {}) =>
      emulator({
        accounts: [...defaultAccounts.filter((account) => account.username !== omar.username), omar],
        ...(credentialToken === undefined
          ? undefined
          : { credentials: [{ token: credentialToken, username: omar.username }] }),
        ...(url === undefined ? undefined : { url })
      })
  })
  const accounts = options.accounts.map(({ name, options, queries = false }): FixtureAccount => {
    const { accessKey, username } = omar
    const method = { id: "accessKey", fields: { username, accessKey }, wrong: { accessKey: wrong(accessKey) }, options }
    return { ...ofOmar(name, method), ...(queries ? { read: query } : undefined) }
  })
  if (password) {
    const { password, username } = omar
    const method = { id: "password", fields: { username, password }, wrong: { password: wrong(password) } }
    accounts.push(ofOmar("by password", method))
  }
  if (credentialToken !== undefined) {
    const method = {
      id: "credentialToken",
      fields: { token: credentialToken },
      wrong: { token: wrong(credentialToken) }
    }
    accounts.push(ofOmar("by credential token", { ...method, steps: [], attempts: 0 }))
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
    names: { operations, others: ["none"], options: optionSchemasOf(dialects), account: accountSchema },
    methods: password ? [byKey, byPassword] : [byKey],
    accounts,
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
