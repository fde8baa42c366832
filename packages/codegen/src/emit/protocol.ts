/** Writes `generated/protocol.ts`: what the spec says about sessions, as plain data. */
import type { Base } from "../model/base.ts"
import type { Operation } from "../model/operation.ts"
import { secretNames } from "../model/secrets.ts"
import type { CrmAuth, Envelope, Lifetime, Login, Row } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import { header, literal, sorted } from "./text.ts"

/** Picks by name, so that what only people read (evidence, notes) stays out of bundles. Order is the order asked for. */
const pick = <A extends object, K extends keyof A>(value: A, ...keys: ReadonlyArray<K>): Partial<Pick<A, K>> => {
  const picked: Partial<Pick<A, K>> = {}
  for (const key of keys) if (value[key] !== undefined) picked[key] = value[key]
  return picked
}

const mapValues = <A, B>(record: { readonly [name: string]: A }, f: (value: A) => B): { readonly [name: string]: B } =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, f(value)]))

const lifetime = (rule: Lifetime): object => ({
  ...pick(rule, "idle", "absolute", "slides"),
  ...(rule.from === undefined ? {} : { from: mapValues(rule.from, lifetime) })
})

const login = (rule: Login): object => ({
  ...pick(rule, "steps", "session", "origin"),
  ...(rule.secondFactor === undefined ? {} : { secondFactor: pick(rule.secondFactor, "kind") }),
  lifetime: lifetime(rule.lifetime)
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
  Object.fromEntries((crm.tokens ?? []).map((token) => [token.id, pick(token, "place")]))

/** The name of the root is only for the reader of XML, which is generated with it. */
const envelope = (value: Envelope): object =>
  pick(value, "body", "types", "cutTo", "present", "ok", "code", "message", "success")

const serverPath = (spec: Spec): string => (spec.api.servers[0]?.url ?? "").replace("{baseUrl}", "")

const protocolOf = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): object => {
  const { crm } = spec
  return {
    vendor: crm.vendor,
    server: { path: serverPath(spec), ...pick(crm.server, "strip", "default") },
    userAgent: crm.userAgent ?? "any",
    releases: crm.releases ?? [],
    envelope: envelope(base.envelope),
    logins: mapValues(crm.logins, login),
    tokens: tokens(crm),
    ...pick(crm, "renew"),
    ...(crm.logout === undefined ? {} : { logout: pick(crm.logout, "operation") }),
    place: crm.place,
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

export const protocolModule = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): string =>
  [
    header(spec.file),
    `import type { Protocol } from "@crm-auth/core/Driver"\n`,
    releases(spec.crm),
    `/**\n * The vendor's protocol, as its spec states it.\n *\n * @category protocol\n * @since 0.1.0\n */`,
    `export const protocol: Protocol = ${literal(protocolOf(spec, base, operations))}\n`
  ].join("\n")
