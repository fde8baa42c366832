/**
 * A vendor's fixture, as far as its spec says how the vendor is tried.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { AnyOptions, Vendor } from "../Vendor.ts"
import { DerivedServer } from "./derived/DerivedServer.ts"
import { speaksOf } from "./derived/answers.ts"
import { type DerivedEmulatorOptions, emulatorFromSpec } from "./emulatorFromSpec.ts"
import { addressSchema, countSchema, type EmulatorOptionSchemas } from "./EmulatorOptions.ts"
import type { EmulatorMethod, EmulatorSpec } from "./EmulatorSpec.ts"
import type { FixtureCall, FixtureMethod, VendorFixture } from "./VendorFixture.ts"

/**
 * What a fixture needs beside the spec.
 *
 * @category options
 * @since 0.1.0
 */
export interface DerivedFixtureOptions {
  /** The vendor as a value. */
  readonly vendor: Vendor
  /** The vendor's server as its spec describes it. */
  readonly spec: EmulatorSpec
  /** A call that may be repeated. Its `operation` is an operation of the spec. */
  readonly read: FixtureCall
  /** A call that may not. Its `operation` is an operation of the spec, or of `VendorFixture.emulator`. */
  readonly write: FixtureCall
  /**
   * Parts of login methods, by id, in place of those that the spec gives.
   *
   * @default none
   */
  readonly methods?: { readonly [id: string]: Partial<FixtureMethod> } | undefined
  /**
   * Other options of the vendor's constructors.
   *
   * @default none
   */
  readonly options?: AnyOptions | undefined
  /**
   * Parts of the fixture in place of those that the spec gives, such as `end`, `plain` and `hints`.
   *
   * @default none
   */
  readonly parts?: Partial<VendorFixture> | undefined
}

const optionSchemasOf = ({ protocol }: EmulatorSpec): EmulatorOptionSchemas<DerivedEmulatorOptions> => ({
  url: addressSchema,
  accounts: Schema.Array(Schema.Record(Schema.String, Schema.String)),
  oneTimeKey: Schema.String,
  lifetime: Schema.Struct({
    idle: Schema.optionalKey(countSchema),
    absolute: Schema.optionalKey(countSchema)
  }),
  release: Schema.Literals(protocol.releases)
})

const wrongOf = (method: EmulatorMethod, fields: { readonly [name: string]: string }) => {
  const secret = method.fields.findLast((field) => field.secret && fields[field.name] !== undefined)
  return secret === undefined ? {} : { [secret.name]: "wr0ng-s3cret" }
}

/**
 * Makes a fixture: its login methods, their accounts and steps, how long a session lasts, and whether a write is sent
 * again come from the spec. Its emulator is the derived one, and counts a `write` as done when it was a success.
 *
 * A login method whose credentials a person makes elsewhere (a token, a session) is left out.
 *
 * **Example** (A whole `testing/fixture.ts`)
 *
 * ```ts
 * import { fixtureFromSpec } from "@crm-auth/core/testing"
 * import * as HttpBody from "effect/http/HttpBody"
 * import { emulatorSpec } from "../generated/emulator.ts"
 * import { vendor } from "../managers.ts"
 *
 * export const fixture = fixtureFromSpec({
 *   vendor,
 *   spec: emulatorSpec,
 *   read: { operation: "listContacts", run: (client) => client.get("/contacts") },
 *   write: {
 *     operation: "createContact",
 *     run: (client) => client.post("/contacts", { body: HttpBody.jsonUnsafe({ name: "Ada" }) })
 *   }
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const fixtureFromSpec = (options: DerivedFixtureOptions): VendorFixture => {
  const { read, spec, vendor, write } = options
  const { protocol } = spec
  const url = protocol.server.default ?? `https://${protocol.vendor}.example`
  const server = new DerivedServer(spec, {
    url,
    accounts: undefined,
    oneTimeKey: undefined,
    lifetime: undefined,
    release: undefined
  })
  const methods = spec.methods.flatMap((method): ReadonlyArray<FixtureMethod> => {
    const account = server.accounts.find((one) => one.method === method)
    if (method.login === undefined || account === undefined) return []
    const fields = Object.fromEntries(account.fields)
    return [
      {
        id: method.id,
        fields,
        wrong: wrongOf(method, fields),
        options: options.options,
        steps: [...(protocol.logins[method.login]?.steps ?? []), method.login],
        attempts: 1,
        ...options.methods?.[method.id]
      }
    ]
  })
  const rejected = protocol.errors.find(
    (row) => row.reason === "SessionRejected" && speaksOf(protocol, row, write.operation)
  )
  const [first, ...others] = methods
  if (first === undefined) throw new Error(`the spec of ${protocol.vendor} has no login`)
  return {
    vendor,
    emulator: ({ url } = {}) =>
      Effect.map(emulatorFromSpec(spec, { url }), (emulator) => ({
        ...emulator,
        writes: emulator.done(write.operation)
      })),
    dialects: [],
    names: {
      operations: spec.operations.map(({ id }) => id),
      options: optionSchemasOf(spec),
      account: Schema.Struct(
        Object.fromEntries(
          ["login", "oneTimeKey", ...spec.methods.flatMap(({ fields }) => fields.map(({ name }) => name))].map(
            (name) => [name, Schema.optionalKey(Schema.String)]
          )
        )
      )
    },
    methods: [first, ...others],
    read,
    write,
    writeIsReplayed: rejected?.rejectedBeforeWork === true,
    expiresAfter: server.expiresAfter(0) + 60_000,
    ...options.parts
  }
}
