/** Writes `generated/session.ts`: the mechanical parts of a driver, so that a vendor's driver need not restate its spec. */
import type { Operation } from "../model/operation.ts"
import { logoutSession } from "../model/session.ts"
import { writesReply } from "../read/crm-auth.ts"
import { isObject, shapeOf } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { definition, partFunctions } from "./operations.ts"
import { call, doc, header, literal } from "./text.ts"
import { envelopeShape, xmlReaderImport } from "./xml-shape.ts"

const tags = ["@category sessions", "@since 0.1.0"]

const secretType = "Redacted.Redacted"

const ran = "Effect.Effect<void, AuthError, HttpClient.HttpClient>"

const signature = `(session: ${secretType}, server: Server): ${ran}`

/** Whether a reply has nothing that its reader must find beside what tells that the call succeeded. */
const isProvenByEnvelope = (spec: Spec, { output }: Operation): boolean => {
  const told = (spec.crm.envelope.ok ?? []).map(({ at }) => at)
  const document = output?.alternatives.length === 1 ? follow(spec, "schemas", output.alternatives[0]) : undefined
  return (
    document !== undefined &&
    isObject(document.value) &&
    shapeOf(spec, document).fields.every(({ name, required }) => !required || told.includes(`/${name}`))
  )
}

/** The call that keeps a session alive: it sends what the spec says and no other field, and its document is not read. */
const keepingAlive = (spec: Spec, called: Operation, input: object): string => {
  const inputs = called.inputs.filter(({ name }) => Object.hasOwn(input, name))
  const bare = { ...called, inputs, returns: called.returns && !isProvenByEnvelope(spec, called) }
  const takesNothing = inputs.length === 0 && called.inputs.length > 0
  return definition(spec, bare, takesNothing ? call("Schema.Struct", "{}") : undefined)
}

/** The operation is made anew: the one of `operations.ts` can be run by a manager, and no driver needs the code of that. */
const keepAlive = (spec: Spec, operations: ReadonlyArray<Operation>): ReadonlyArray<string> => {
  const rule = spec.crm.keepAlive
  const called = operations.find(({ id }) => id === rule?.operation)
  if (rule === undefined || called === undefined) return []
  const input = rule.input ?? {}
  return [
    `const keepingAlive = ${call("operation", "protocol", keepingAlive(spec, called, input))}\n`,
    doc(["Makes the cheapest call that uses a session, so that its idle time starts again."], tags),
    `export const keepAlive = ${signature} =>\n` +
      `Effect.asVoid(keepingAlive(${literal(input)}, { ...server, session }))\n`
  ]
}

const logout = (spec: Spec, operations: ReadonlyArray<Operation>): ReadonlyArray<string> => {
  const rule = spec.crm.logout
  if (rule === undefined) return []
  const field = logoutSession(spec, operations)
  const input = field === undefined ? "{}" : `{ ${literal(field)}: session }`
  const made = [
    doc(["Ends a session at the vendor."], tags),
    `export const logout = ${signature} =>\nOperations.${rule.operation}(${input}, { ...server, session })\n`
  ]
  if (rule.uselessFrom === undefined) return made
  return [
    ...made,
    doc(
      [`Whether a logout ends sessions of a server of this release; from ${rule.uselessFrom} on it has no effect.`],
      tags
    ),
    `export const endsAtLogout = (release: (typeof releases)[number]): boolean =>\n` +
      `releases.indexOf(release) < releases.indexOf(${literal(rule.uselessFrom)})\n`
  ]
}

const origin = ({ crm }: Spec): ReadonlyArray<string> =>
  Object.values(crm.logins).every((login) => login.origin === undefined)
    ? []
    : [
        doc(["The base URL of a session's requests, out of the reply of its login."], tags),
        `export const sessionOrigin = (login: LoginId, document: unknown, options?: { readonly allowInsecureHttp?: boolean | undefined }): Result.Result<string, AuthError> =>\n` +
          `protocolOrigin(protocol, login, document, options)\n`
      ]

/** An XML vendor whose package is generated has no reader of its own. */
const replies = (spec: Spec): ReadonlyArray<string> =>
  !writesReply(spec.crm) || spec.crm.envelope.body !== "xml"
    ? []
    : [
        doc(["Reads the envelope of a reply. `complete` says whether `text` is all of it."], tags),
        `export const parseReply = (text: string, complete: boolean): unknown =>\nparseXml(text, ${envelopeShape(spec)}, complete)\n`
      ]

export const sessionModule = (spec: Spec, operations: ReadonlyArray<Operation>): string => {
  const { crm } = spec
  const hasReleases = (crm.releases ?? []).length > 0
  const calls = [...keepAlive(spec, operations), ...logout(spec, operations)]
  const origins = origin(spec)
  const release = hasReleases ? ", release?: (typeof releases)[number]" : ""
  const body = [
    doc(["The operations that log in."], tags),
    `export type LoginId = ${Object.keys(crm.logins).map(literal).join(" | ")}\n`,
    doc(
      ["The session that a login's reply holds: the first of the spec's places with a text that is not empty."],
      tags
    ),
    `export const sessionSecret = (login: LoginId, document: unknown): ${secretType} | undefined =>\nprotocolSecret(protocol, login, document)\n`,
    doc(["How long a session lasts, out of the reply of its login."], tags),
    `export const sessionLifetime = (login: LoginId, document: unknown${release}): SessionLifetime =>\nprotocolLifetime(protocol, login, document${hasReleases ? ", release" : ""})\n`,
    ...origins,
    ...calls,
    ...replies(spec)
  ]
  const text = body.join("\n")
  const needs = (name: string): boolean => text.includes(name)
  const values = [
    ...partFunctions.filter((name) => needs(` ${name}(`)),
    ...(needs(" operation(") ? ["operation"] : []),
    "protocolLifetime",
    "protocolSecret"
  ]
  const types = [...(needs("Server)") || needs("Server,") || calls.length > 0 ? ["Server"] : []), "SessionLifetime"]
  const own = [...(hasReleases && needs("releases.") ? ["releases"] : []), "protocol"].sort()
  return [
    header(spec.file),
    ...(needs("AuthError") ? [`import type { AuthError } from "@crm-auth/core"`] : []),
    ...(origins.length > 0 ? [`import { protocolOrigin } from "@crm-auth/core/BaseUrl"`] : []),
    `import { ${[...values, ...types.map((type) => `type ${type}`)].join(", ")} } from "@crm-auth/core/Driver"`,
    ...(needs("Effect.asVoid")
      ? [`import * as Effect from "effect/Effect"`]
      : needs("Effect.")
        ? [`import type * as Effect from "effect/Effect"`]
        : []),
    ...(needs("HttpClient.") ? [`import type * as HttpClient from "effect/http/HttpClient"`] : []),
    `import type * as Redacted from "effect/Redacted"`,
    ...(needs(" Schema.") ? [`import * as Schema from "effect/Schema"`] : []),
    ...(needs("Result.") ? [`import type * as Result from "effect/Result"`] : []),
    ...(needs("parseXml(") ? [xmlReaderImport(spec)] : []),
    ...(needs("Operations.") ? [`import * as Operations from "./operations.ts"`] : []),
    `import { ${[...own, ...(hasReleases && !own.includes("releases") ? ["type releases"] : [])].join(", ")} } from "./protocol.ts"`,
    ...(needs("Schemas.") ? [`import * as Schemas from "./schemas.ts"`] : []),
    "",
    `export { protocol${hasReleases ? ", releases" : ""} } from "./protocol.ts"\n`,
    text
  ].join("\n")
}
