/** Writes `generated/protocol.ts`: what the spec says about sessions, as data and calls of the functions that it needs. */
import type { Base } from "../model/base.ts"
import type { Operation } from "../model/operation.ts"
import { secretNames } from "../model/secrets.ts"
import { isGeneratedWhole } from "../read/crm-auth.ts"
import type { CrmAuth, Envelope, Lifetime, Limit, Login, Place, Row } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import { call, Code, header, literal, sorted, valueCode } from "./text.ts"
import { envelopeShape, protocolReaderImport } from "./xml-shape.ts"

/** Picks by name, so that what only people read (evidence, notes) stays out of bundles. Order is the order asked for. */
const pick = <A extends object, K extends keyof A>(value: A, ...keys: ReadonlyArray<K>): Partial<Pick<A, K>> => {
  const picked: Partial<Pick<A, K>> = {}
  for (const key of keys) if (value[key] !== undefined) picked[key] = value[key]
  return picked
}

const mapValues = <A, B>(record: { readonly [name: string]: A }, f: (value: A) => B): { readonly [name: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]))

/** Calls of functions of core: what a protocol does not call, no bundle holds. */
const made = (name: string, ...args: ReadonlyArray<unknown>): Code =>
  new Code(call(name, ...args.filter((arg) => arg !== undefined).map(valueCode)))

const limit = (value: Limit): unknown =>
  typeof value === "string" || value.jwt === undefined ? value : made("jwtSpan", value.jwt, value.default)

const place = (value: Place): Code => {
  const { in: part, json, name, scheme, when } = value
  const bare = json === undefined ? made(`${part}Place`, name, scheme) : made("jsonFieldPlace", name, json)
  return when === undefined ? bare : made("placeWhen", when, bare)
}

/** Whether the spec knows how long a limit is. */
const isKnown = (value: Limit): boolean => value !== "unknown"

const known = (name: string, values: ReadonlyArray<Limit> = []): object =>
  values.some(isKnown) ? { [name]: values.filter(isKnown).map(limit) } : {}

const fixedLifetime = (rule: Lifetime): unknown => {
  const found = { ...known("idle", rule.idle), ...known("absolute", rule.absolute) }
  const slides = pick(rule, "slides")
  return Object.keys(found).length === 0 ? slides : made("limits", { ...found, ...slides })
}

const lifetime = (rule: Lifetime, releases: ReadonlyArray<string>): unknown =>
  rule.from === undefined
    ? fixedLifetime(rule)
    : made("limitsSince", fixedLifetime(rule), releases, mapValues(rule.from, fixedLifetime))

const login = (rule: Login, releases: ReadonlyArray<string>): object => ({
  ...pick(rule, "steps", "session", "origin"),
  ...(rule.secondFactor === undefined ? {} : { secondFactor: pick(rule.secondFactor, "kind") }),
  lifetime: lifetime(rule.lifetime, releases)
})

const row = (value: Row): object =>
  pick(
    value,
    "operation",
    "status",
    "body",
    "text",
    "location",
    "code",
    "where",
    "sent",
    "credential",
    "network",
    "reason",
    "retry",
    "tries",
    "rejectedBeforeWork",
    "guard"
  )

const tokens = (crm: CrmAuth): object =>
  Object.fromEntries((crm.tokens ?? []).map((token) => [token.id, { place: place(token.place) }]))

/** The reader of replies. XML is read by what tells the envelope. */
const envelope = (spec: Spec, value: Envelope): object => ({
  ...pick(value, "body"),
  parse:
    value.body === "xml"
      ? new Code(`(text) => ${call("parseXml", "text", envelopeShape(spec))}`)
      : new Code("firstJson"),
  ...(value.body === "xml" && !isGeneratedWhole(spec.crm) ? { ready: new Code("ready") } : {}),
  ...pick(value, "types", "cutTo", "present", "ok", "code", "message", "success")
})

const serverPath = (spec: Spec): string => (spec.api.servers[0]?.url ?? "").replace("{baseUrl}", "")

const protocolOf = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): object => {
  const { crm } = spec
  return {
    vendor: crm.vendor,
    server: { path: serverPath(spec), ...pick(crm.server, "strip", "default") },
    userAgent: crm.userAgent ?? "any",
    releases: crm.releases ?? [],
    envelope: envelope(spec, base.envelope),
    logins: mapValues(crm.logins, (rule) => login(rule, crm.releases ?? [])),
    tokens: tokens(crm),
    ...pick(crm, "renew"),
    ...(crm.logout === undefined ? {} : { logout: pick(crm.logout, "operation") }),
    place: crm.place.map(place),
    errors: base.errors.map(row),
    safe: sorted(operations.filter((one) => one.safe).map((one) => `${one.method} ${one.target}`)),
    redact: sorted(secretNames(spec, operations))
  }
}

/** A constant of its own, so that an application's release can be typed and checked by it. */
const releases = ({ releases: names = [] }: CrmAuth): string =>
  names.length === 0
    ? ""
    : `/**\n * The releases between which something differs, oldest first.\n *\n * @category protocol\n * @since 0.1.0\n */\n` +
      `export const releases = ${literal(names)} as const\n`

/** The functions of core that a protocol may call. */
const functions = [
  "firstJson",
  "formPlace",
  "headerPlace",
  "jsonFieldPlace",
  "jsonPlace",
  "jwtSpan",
  "limits",
  "limitsSince",
  "placeWhen",
  "queryPlace"
]

export const protocolModule = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): string => {
  const code = valueCode(protocolOf(spec, base, operations))
  const used = functions.filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  const isXml = base.envelope.body === "xml"
  return [
    header(spec.file),
    `import { ${[...used, "type Protocol"].join(", ")} } from "@crm-auth/core/Driver"`,
    ...(isXml ? [protocolReaderImport(spec)] : []),
    "",
    releases(spec.crm),
    `/**\n * The vendor's protocol, as its spec states it.\n *\n * @category protocol\n * @since 0.1.0\n */`,
    `export const protocol: Protocol = ${code}\n`
  ].join("\n")
}
