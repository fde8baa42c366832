/** The hand-written sources of a package: what a session holds, the driver, and what tests need. */
import type { Call, Field, Method, VendorSpec } from "./read.ts"

const pascal = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1)

const since = " * @since 0.1.0\n */"

export const sessionFile = ({ names: { label, name, npm } }: VendorSpec): string => `/**
 * What a login of ${label} gives.
 *
${since}
import * as Schema from "effect/Schema"

/**
 * A session of ${label}.
 *
 * @category models
${since}
export class ${name}Session extends Schema.Class<${name}Session>(${JSON.stringify(`${npm}/${name}Session`)})({
  /** What requests carry. It is opaque. */
  token: Schema.Redacted(Schema.String)
}) {}
`

/** The first field that is not secret says whose session it is; without one, a secret does. */
const accountOf = ({ fields }: Method): Field | undefined =>
  fields.find(({ required, secret }) => required && !secret) ?? fields.find(({ required }) => required)

const account = (method: Method): string => {
  const field = accountOf(method)
  return field === undefined ? "() => []" : `({ ${field.name} }) => [${field.name}]`
}

const driverOf = (spec: VendorSpec, method: Method): string => {
  const { name } = spec.names
  const made = `new ${name}Session({ token: ${method.secret} })`
  const logIn = `logInBy${pascal(method.id)}(credentials, server${method.factor ? ", secondFactor" : ""})`
  const login =
    method.login === undefined
      ? `login: (credentials) => Effect.succeed({ value: ${made}, lifetime: unknownLifetime }),`
      : `login: (credentials) =>
      send(Effect.map(${logIn}, (reply) => ({
        value: ${made},
        lifetime: sessionLifetime(${JSON.stringify(method.login)}, reply)
      }))),`
  const ends = method.login !== undefined
  const members = [
    ...(spec.keepAlive && ends ? [`keepAlive: ({ value }) => send(keepAlive(value.token, server)),`] : []),
    ...(spec.logout && ends ? [`logout: ({ value }) => send(logout(value.token, server)),`] : [])
  ]
  return `/** The login with ${method.label.charAt(0).toLowerCase()}${method.label.slice(1)}, for all accounts of one server. */
export const make${pascal(method.id)}Driver = (options: ${name}ServerOptions): Driver<${method.type}> =>
  Effect.gen(function* () {
    ${method.factor ? "const secondFactor = yield* SecondFactor\n    " : ""}const { driver${ends ? ", send, server" : ""} } = yield* protocolServer<${name}Session>(protocol, options, { secret: secretOf${spec.xml ? ", parse: parseReply" : ""} })
    return {
      ...driver,
      ${login}
      ${members.join("\n      ")}
      sharing: { codec: ${name}Session, account: ${account(method)} }
    }
  })
`
}

export const driverFile = (spec: VendorSpec): string => {
  const { label, name } = spec.names
  const logins = spec.methods.filter(({ login }) => login !== undefined)
  const generated = [
    ...(spec.keepAlive && logins.length > 0 ? ["keepAlive"] : []),
    ...(spec.logout && logins.length > 0 ? ["logout"] : []),
    ...(spec.xml ? ["parseReply"] : []),
    "protocol",
    ...(logins.length > 0 ? ["sessionLifetime"] : [])
  ]
  const types = [...new Set(spec.methods.map(({ type }) => type)), `${name}ServerOptions`].sort()
  const unknown = spec.methods.some(({ login }) => login === undefined)
  return `/** How a session of ${label} is made, carried and ended. */
import ${spec.methods.some(({ factor }) => factor) ? "{ type AuthError, SecondFactor }" : "type { AuthError }"} from "@crm-auth/core"
import { protocolServer, type ServerDriver${unknown ? ", unknownLifetime" : ""} } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
${
  logins.length > 0
    ? `import { ${logins
        .map(({ id }) => `logInBy${pascal(id)}`)
        .sort()
        .join(", ")} } from "../generated/login.ts"\n`
    : ""
}import { ${generated.join(", ")} } from "../generated/session.ts"
import type { ${types.join(", ")} } from "../${name}Options.ts"
import { ${name}Session } from "../${name}Session.ts"

type Driver<C> = Effect.Effect<ServerDriver<${name}Session, C>, AuthError, HttpClient.HttpClient>

/** What requests carry of a session. */
export const secretOf = ({ token }: ${name}Session): Redacted.Redacted => token

${spec.methods.map((method) => driverOf(spec, method)).join("\n")}`
}

const object = (members: Call["members"]): string =>
  `{ ${Object.entries(members)
    .map(
      ([name, value]) => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: ${JSON.stringify(value)}`
    )
    .join(", ")} }`

/** The code that makes a call with a client. */
export const callCode = (client: string, call: Call): string => {
  const options = [
    ...(Object.keys(call.query).length === 0 ? [] : [`urlParams: ${object(call.query)}`]),
    ...(call.body === "json"
      ? [`body: HttpBody.jsonUnsafe(${object(call.members)})`]
      : call.body === "form"
        ? [`body: HttpBody.urlParams(${object(call.members)})`]
        : [])
  ]
  const given = options.length === 0 ? "" : `, { ${options.join(", ")} }`
  return `${client}.${call.method === "DELETE" ? "del" : call.method.toLowerCase()}(${JSON.stringify(call.target)}${given})`
}

export const needsBody = (...calls: ReadonlyArray<Call>): boolean => calls.some(({ body }) => body !== "none")

export const emulatorFile = ({ names: { label, name } }: VendorSpec): string => `/**
 * The emulated server of ${label}, made of its spec: it checks credentials, makes sessions that last as long as the spec
 * says, and refuses what the spec does not describe.
 *
${since}
import { type DerivedEmulator, type DerivedEmulatorOptions, emulatorFromSpec } from "@crm-auth/core/testing"
import type * as Effect from "effect/Effect"
import { emulatorSpec } from "../generated/emulator.ts"

/**
 * The emulated server of ${label}.
 *
 * @category models
${since}
export type ${name}Emulator = DerivedEmulator

/**
 * Makes emulated servers of ${label}.
 *
 * @category constructors
${since}
export const ${name}Emulator = {
  /** Makes one, with an account for each login method. */
  make: (options?: DerivedEmulatorOptions): Effect.Effect<${name}Emulator> => emulatorFromSpec(emulatorSpec, options)
}
`

export const fixtureFile = (spec: VendorSpec): string => {
  const { names, read, write } = spec
  return `/**
 * What is known of ${names.label}, for those that try it.
 *
${since}
import { fixtureFromSpec, type VendorFixture } from "@crm-auth/core/testing"
${needsBody(read, write) ? `import * as HttpBody from "effect/http/HttpBody"\n` : ""}import { emulatorSpec } from "../generated/emulator.ts"
import { vendor } from "../managers.ts"

/**
 * The vendor, its emulator, and how both are tried.
 *
 * @category fixtures
${since}
export const fixture: VendorFixture = fixtureFromSpec({
  vendor,
  spec: emulatorSpec,
  read: { operation: ${JSON.stringify(read.operation)}, run: (client) => ${callCode("client", read)} },
  write: { operation: ${JSON.stringify(write.operation)}, run: (client) => ${callCode("client", write)} }
})
`
}

export const testingFile = ({ names: { label, name } }: VendorSpec): string => `/**
 * The emulated server of ${label}, for tests.
 *
${since}
export { ${name}Emulator } from "./${name}Emulator.ts"
export { fixture } from "./fixture.ts"
// What programs need of core: they need not depend on it.
export type * from "@crm-auth/core/testing"
`

export const contractTest = (): string => `import { conformance } from "@crm-auth/core/testing"
import { it } from "@effect/vitest"
import { inspect } from "node:util"
import { fixture } from "../src/testing/index.ts"

const print = (value: unknown) => inspect(value, { depth: Infinity, showHidden: true })

for (const { name, run } of conformance(fixture, { print })) it.effect(name, () => run)
`

export const examplesTest = (): string => `import { describe, it } from "@effect/vitest"
import { replays } from "./generated/examples.ts"

describe("every example of the spec gives the success or the reason that it says", () => {
  for (const { name, run } of replays) it.effect(name, () => run)
})
`
