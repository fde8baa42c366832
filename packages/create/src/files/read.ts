/** What the other files have to know of a spec: its login methods, and a call of each kind. */
import * as Predicate from "effect/Predicate"
import { parse } from "yaml"
import type { Names } from "../answers.ts"

/** A login method of the spec. */
export interface Method {
  readonly id: string
  /** The type of its credentials. */
  readonly type: string
  readonly label: string
  /** The operation that logs in; `undefined` for a token or a session that was made elsewhere. */
  readonly login: string | undefined
  /** Whether a one-time key may be asked for. */
  readonly factor: boolean
  /** Where the login's reply holds the session: `reply.data.token`. */
  readonly secret: string
  readonly fields: ReadonlyArray<Field>
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly secret: boolean
  readonly required: boolean
  readonly variable: string
  readonly where: string
}

/** A request that a program makes with a session. */
export interface Call {
  readonly operation: string
  readonly method: string
  readonly target: string
  readonly query: { readonly [name: string]: string | number | boolean }
  readonly body: "none" | "form" | "json"
  readonly members: { readonly [name: string]: string | number | boolean }
  /** Its input, as the operation takes it. */
  readonly input: { readonly [name: string]: string | number | boolean }
}

export interface VendorSpec {
  readonly names: Names
  readonly url: string
  readonly urlRequired: boolean
  readonly serverFields: ReadonlyArray<Field>
  readonly methods: readonly [Method, ...ReadonlyArray<Method>]
  readonly xml: boolean
  readonly keepAlive: boolean
  readonly logout: boolean
  /** How a session ends, in a sentence. */
  readonly ends: string
  readonly read: Call
  readonly write: Call
}

/** A spec that a package cannot be made of. The message says what to write. */
export class SpecProblem extends Error {
  override readonly name = "SpecProblem"
}

type Tree = { readonly [name: string]: unknown }

const tree = (value: unknown): Tree => (Predicate.isObject(value) && !Array.isArray(value) ? { ...value } : {})
const list = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | undefined => (Predicate.isString(value) ? value : undefined)

const decode = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~")

const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce((here: unknown, token) => tree(here)[decode(token)], value)

/** A value of the spec, its reference followed. */
const follow = (spec: Tree, value: unknown): Tree => {
  const reference = text(tree(value)["$ref"])
  return reference === undefined ? tree(value) : follow(spec, at(spec, reference.slice(1)))
}

/** The properties of an object schema, those of `allOf` included. */
const objectOf = (
  spec: Tree,
  value: unknown
): { readonly properties: Tree; readonly required: ReadonlyArray<string> } => {
  const schema = follow(spec, value)
  const parts = list(schema["allOf"]).map((part) => objectOf(spec, part))
  return {
    properties: Object.assign({}, ...parts.map(({ properties }) => properties), tree(schema["properties"])),
    required: [...parts.flatMap(({ required }) => required), ...list(schema["required"]).filter(Predicate.isString)]
  }
}

interface Found {
  readonly id: string
  readonly method: string
  readonly target: string
  readonly operation: Tree
  readonly session: boolean
  readonly safe: boolean
}

const operationsOf = (spec: Tree): ReadonlyArray<Found> =>
  Object.entries(tree(spec["paths"])).flatMap(([path, item]) =>
    Object.entries(tree(item)).flatMap(([method, value]): ReadonlyArray<Found> => {
      const operation = tree(value)
      const id = text(operation["operationId"])
      if (id === undefined) return []
      const security = operation["security"] ?? spec["security"]
      const session = list(security).some((one) => "session" in tree(one))
      const safe = method === "get" || operation["x-crm-safe"] === true
      return [{ id, method: method.toUpperCase(), target: path.replace(/#.*$/, ""), operation, session, safe }]
    })
  )

type Value = string | number | boolean

const isValue = (value: unknown): value is Value =>
  Predicate.isString(value) || Predicate.isNumber(value) || Predicate.isBoolean(value)

/** A value that a schema takes. */
const sampleOf = (spec: Tree, value: unknown): Value => {
  const schema = follow(spec, value)
  const [given] = [schema["const"], ...list(schema["enum"]), ...list(schema["examples"]), schema["default"]].filter(
    isValue
  )
  if (given !== undefined) return given
  const type = text(Array.isArray(schema["type"]) ? schema["type"][0] : schema["type"])
  return type === "integer" || type === "number"
    ? Number(schema["minimum"] ?? 1)
    : type === "boolean"
      ? true
      : "example"
}

const callOf = (spec: Tree, found: Found, given: Tree): Call => {
  const input: { [name: string]: Value } = {}
  const fill = (name: string, schema: unknown, required: boolean): Value | undefined => {
    const constant = follow(spec, schema)["const"]
    if (isValue(constant)) return required ? constant : undefined
    const value = given[name]
    const filled = isValue(value) ? value : required ? sampleOf(spec, schema) : undefined
    if (filled !== undefined) input[name] = filled
    return filled
  }
  const query: { [name: string]: Value } = {}
  for (const parameter of list(found.operation["parameters"]).map((one) => follow(spec, one))) {
    const name = text(parameter["name"]) ?? ""
    const value = fill(name, parameter["schema"], parameter["required"] === true)
    if (value !== undefined && parameter["in"] === "query") query[name] = value
  }
  const contents = Object.entries(tree(follow(spec, found.operation["requestBody"])["content"]))
  const [media, content] = contents[0] ?? ["", undefined]
  const { properties, required } = objectOf(spec, tree(content)["schema"])
  const members: { [name: string]: Value } = {}
  for (const [name, schema] of Object.entries(properties)) {
    const value = fill(name, schema, required.includes(name))
    if (value !== undefined) members[name] = value
  }
  const form = media.includes("form")
  return {
    operation: found.id,
    method: found.method,
    target: found.target,
    query,
    body: contents.length === 0 ? "none" : form ? "form" : "json",
    members,
    input
  }
}

const fieldOf = (value: unknown): Field => {
  const field = tree(value)
  return {
    name: text(field["name"]) ?? "",
    label: text(field["label"]) ?? "",
    secret: field["secret"] === true,
    required: field["required"] !== false,
    variable: text(field["variable"]) ?? "",
    where: text(field["where"]) ?? "unknown"
  }
}

/** The code that reads the session out of a login's reply, which must have it. */
const secretCode = (spec: Tree, operations: ReadonlyArray<Found>, login: string, pointer: string): string => {
  const operation = operations.find(({ id }) => id === login)?.operation
  const replies = Object.entries(tree(operation?.["responses"]))
  const [, success] = replies.find(([status]) => /^2|default/.test(status)) ?? []
  const [content] = Object.values(tree(follow(spec, success)["content"]))
  let code = "reply"
  let schemas = [tree(content)["schema"]]
  for (const token of pointer.split("/").slice(1).map(decode)) {
    const branches = schemas
      .map((schema) => follow(spec, schema))
      .flatMap((schema) =>
        list(schema["anyOf"] ?? schema["oneOf"]).concat("anyOf" in schema || "oneOf" in schema ? [] : [schema])
      )
      .map((schema) => follow(spec, schema))
      .filter((schema) => schema["x-crm-failure"] !== true)
    const objects = branches.map((schema) => objectOf(spec, schema))
    if (!objects.every(({ required }) => required.includes(token))) {
      throw new SpecProblem(
        `the session of ${login} is at ${pointer}, and ${token} may be missing there: list it in required`
      )
    }
    schemas = objects.map(({ properties }) => properties[token])
    code += /^[A-Za-z_$][\w$]*$/.test(token) ? `.${token}` : `[${JSON.stringify(token)}]`
  }
  return code
}

const methodsOf = (spec: Tree, crm: Tree, operations: ReadonlyArray<Found>): ReadonlyArray<Method> =>
  Object.entries(tree(crm["credentials"])).map(([id, value]) => {
    const method = tree(value)
    const login = text(method["login"])
    const rule = login === undefined ? {} : tree(tree(crm["logins"])[login])
    const [pointer] = list(rule["session"]).filter(Predicate.isString)
    const fields = list(method["fields"]).map(fieldOf)
    const [token] = fields.filter(({ secret }) => secret)
    return {
      id,
      type: text(method["type"]) ?? "",
      label: text(method["label"]) ?? id,
      login,
      factor: text(tree(rule["secondFactor"])["input"]) !== undefined,
      secret:
        login === undefined ? `credentials.${token?.name ?? ""}` : secretCode(spec, operations, login, pointer ?? ""),
      fields
    }
  })

const minutes = (duration: string): string => {
  const [, hours, rest] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? []
  const all = Number(hours ?? 0) * 60 + Number(rest ?? 0)
  return all === 0 ? duration : all % 60 === 0 ? (all === 60 ? "an hour" : `${all / 60} hours`) : `${all} minutes`
}

const endsOf = (crm: Tree): string => {
  const [login] = Object.values(tree(crm["logins"]))
  const lifetime = tree(tree(login)["lifetime"])
  const [idle] = list(lifetime["idle"])
  const [absolute] = list(lifetime["absolute"])
  if (Predicate.isString(absolute) && absolute !== "unknown")
    return `A session ends ${minutes(absolute)} after its login.`
  if (absolute !== undefined) return "A session ends at the time that its login told."
  if (Predicate.isString(idle) && idle !== "unknown") return `A session ends after ${minutes(idle)} without use.`
  return "How long a session lasts is not known: it is used until the server rejects it."
}

/** The names that a spec's `package` gives. */
export const namesIn = (source: string): Names | undefined => {
  const crm = tree(tree(parse(source))["x-crm-auth"])
  const given = tree(crm["package"])
  const [vendor, npm, name, label] = [crm["vendor"], given["npm"], given["name"], given["label"]].map(text)
  return vendor === undefined || npm === undefined || name === undefined || label === undefined
    ? undefined
    : { vendor, npm, name, label }
}

/** The vendor that a spec names. */
export const vendorIn = (source: string): string | undefined => text(tree(tree(parse(source))["x-crm-auth"])["vendor"])

/** A spec with these names as its `package`. */
export const withPackage = (source: string, { label, name, npm }: Names): string => {
  const lines = source.split("\n")
  const block = lines.findIndex((line) => /^x-crm-auth:\s*(#.*)?$/.test(line))
  if (block < 0)
    throw new SpecProblem("has no block x-crm-auth: see https://github.com/crm-auth/crm-auth/tree/main/specs")
  const names = `  package: { npm: ${JSON.stringify(npm)}, name: ${name}, label: ${JSON.stringify(label)} }`
  return [...lines.slice(0, block + 1), names, ...lines.slice(block + 1)].join("\n")
}

/** Reads what the other files need. The generator has found the spec good. */
export const readSpec = (source: string, names: Names): VendorSpec => {
  const spec = tree(parse(source))
  const crm = tree(spec["x-crm-auth"])
  const operations = operationsOf(spec)
  const rules = tree(crm["logins"])
  const managed = new Set([
    ...Object.entries(rules).flatMap(([id, rule]) => [id, ...list(tree(rule)["steps"])]),
    tree(crm["logout"])["operation"],
    crm["renew"]
  ])
  const calls = operations.filter(({ id, session }) => session && !managed.has(id))
  const keepAlive = tree(crm["keepAlive"])
  const read = calls.find(({ id }) => id === keepAlive["operation"]) ?? calls.find(({ safe }) => safe) ?? calls[0]
  if (read === undefined) {
    throw new SpecProblem("has no operation that carries the session: describe one, so that the package can be tried")
  }
  const write = calls.find(({ id, safe }) => !safe && id !== read.id) ?? calls.find(({ id }) => id !== read.id) ?? read
  const [first, ...others] = methodsOf(spec, crm, operations)
  if (first === undefined) throw new SpecProblem("has no credentials: say what a login asks for")
  const server = tree(crm["server"])
  const serverFields = list(server["fields"]).map(fieldOf)
  return {
    names,
    url: text(server["default"]) ?? `https://${names.vendor}.example`,
    urlRequired: server["default"] === undefined,
    serverFields,
    methods: [first, ...others],
    xml: tree(crm["envelope"])["body"] === "xml",
    keepAlive: keepAlive["operation"] !== undefined,
    logout: tree(crm["logout"])["operation"] !== undefined,
    ends: endsOf(crm),
    read: callOf(spec, read, tree(keepAlive["operation"] === read.id ? keepAlive["input"] : {})),
    write: callOf(spec, write, {})
  }
}
