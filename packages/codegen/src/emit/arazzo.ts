/**
 * Writes `test/generated/arazzo.json`: login, read, rejection and logout of each login method as Arazzo workflows, for a
 * reader that shares no code with this package. Arazzo cannot hash or pick characters: what a login request holds is an
 * input of the workflow, which its caller prepares.
 *
 * Operations of one method and target have keys in `paths` that only OpenAPI tells apart, so each operation is a source of
 * its own: `./<operation>.json`, the spec with that operation alone.
 */
import type { Operation } from "../model/operation.ts"
import type { Base } from "../model/base.ts"
import { logoutSession } from "../model/session.ts"
import { speaksOf } from "../model/roles.ts"
import type { Place } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import { sample } from "./sample.ts"
import { literal } from "./text.ts"

interface Sent {
  readonly parameters: ReadonlyArray<{ readonly name: string; readonly in: string; readonly value: unknown }>
  readonly payload: { readonly [name: string]: unknown }
}

const placeFor = (places: ReadonlyArray<Place>, operation: Operation): Place | undefined =>
  places.find(
    ({ when }) =>
      (when?.method === undefined || when.method.includes(operation.method)) &&
      (when?.body === undefined || when.body === operation.body)
  )

/** The session as a header has it, or alone. */
const carried = ({ in: where, scheme }: Place, session: string): string =>
  where === "header" && scheme !== undefined ? `${scheme} ${session}` : session

const sentBy = (operation: Operation, values: { readonly [name: string]: unknown }): Sent => {
  const fixed = operation.constants.map(({ in: where, name, value }) => ({ in: where, name, value }))
  const given = operation.inputs.flatMap(({ in: where, name }) =>
    name in values ? [{ in: where, name, value: values[name] }] : []
  )
  const all = [...fixed, ...given]
  const isBody = ({ in: where }: { readonly in: string }) => where === "form" || where === "json"
  return {
    parameters: all
      .filter((one) => !isBody(one))
      .map(({ in: where, name, value }) => ({
        name,
        in: where,
        value: typeof value === "string" ? value : String(value)
      })),
    payload: Object.fromEntries(all.filter(isBody).map(({ name, value }) => [name, value]))
  }
}

const withSession = (spec: Spec, operation: Operation, sent: Sent, session: string): Sent => {
  const place = operation.session ? placeFor(spec.crm.place, operation) : undefined
  if (place === undefined) return sent
  const value = carried(place, session)
  return place.in === "header" || place.in === "query"
    ? { ...sent, parameters: [...sent.parameters, { name: place.name, in: place.in, value }] }
    : { ...sent, payload: { ...sent.payload, [place.name]: value } }
}

const step = (
  id: string,
  operation: Operation,
  { parameters, payload }: Sent,
  criteria: ReadonlyArray<string>,
  outputs?: object
) => ({
  stepId: id,
  operationId: `$sourceDescriptions.${operation.id}.${operation.id}`,
  parameters: [...parameters, { name: "Accept", in: "header", value: "application/json" }],
  ...(operation.body === "none"
    ? {}
    : { requestBody: { contentType: operation.bodyMediaType ?? "application/json", payload } }),
  successCriteria: criteria.map((condition) => ({ condition })),
  ...(outputs === undefined ? {} : { outputs })
})

const quoted = (value: unknown): string => (typeof value === "string" ? `'${value}'` : String(value))

/** What tells a success of an operation. */
const succeeds = (base: Base, operation: Operation): ReadonlyArray<string> => {
  const good = operation.examples.find(({ value }) => value["x-reason"] === undefined)
  const tests = good?.kind === "json" ? (base.envelope.ok ?? []) : []
  return [
    "$statusCode < 300",
    ...tests.flatMap(({ at, is }) => (is === undefined ? [] : [`$response.body#${at} == ${quoted(is)}`]))
  ]
}

/** What tells that a session was rejected: its code, or at least that it is no success. */
const rejects = (spec: Spec, base: Base, operation: Operation): ReadonlyArray<string> => {
  const row = base.errors.find(
    (one) => one.reason === "SessionRejected" && one.code !== undefined && speaksOf(spec.crm, one, operation.id)
  )
  const codes = (row?.code ?? []).flatMap((code) => (code === null ? [] : [code]))
  const at = base.envelope.code
  if (codes.length > 0) return [codes.map((code) => `$response.body#${at} == '${code}'`).join(" || ")]
  const [ok] = base.envelope.ok ?? []
  return ok?.is === undefined ? ["$statusCode >= 400"] : [`$response.body#${ok.at} != ${quoted(ok.is)}`]
}

/** A call that reads: the keep-alive, else the first GET with a session. */
const readOf = (spec: Spec, operations: ReadonlyArray<Operation>): Operation | undefined =>
  operations.find(({ id }) => id === spec.crm.keepAlive?.operation) ??
  operations.find(({ method, session }) => session && method === "GET")

const readInput = (spec: Spec, read: Operation): { readonly [name: string]: unknown } => ({
  ...Object.fromEntries(
    read.inputs.filter(({ required }) => required).map(({ name, schema }) => [name, sample(spec, schema, name)])
  ),
  ...(read.id === spec.crm.keepAlive?.operation ? spec.crm.keepAlive.input : {})
})

const workflow = (
  spec: Spec,
  base: Base,
  id: string,
  login: Operation,
  read: Operation,
  operations: ReadonlyArray<Operation>
) => {
  const rule = spec.crm.logins[login.id]
  const names = login.inputs.filter(({ required }) => required).map(({ name }) => name)
  const values = Object.fromEntries(names.map((name) => [name, `$inputs.${name}`]))
  const sent = sentBy(login, values)
  const basic =
    login.basic === undefined ? [] : [{ name: "Authorization", in: "header", value: "$inputs.authorization" }]
  const session = "{$steps.login.outputs.session}"
  const reading = sentBy(read, readInput(spec, read))
  const logout = operations.find((one) => one.id === spec.crm.logout?.operation)
  const field = logoutSession(spec, operations)
  const ending = logout === undefined ? undefined : sentBy(logout, field === undefined ? {} : { [field]: session })
  return {
    workflowId: id,
    summary: `Log in, read, be refused with another session, log out`,
    inputs: {
      type: "object",
      properties: Object.fromEntries(
        [...names, ...(basic.length === 0 ? [] : ["authorization"])].map((name) => [name, {}])
      )
    },
    steps: [
      step("login", login, { ...sent, parameters: [...sent.parameters, ...basic] }, succeeds(base, login), {
        session: `$response.body#${rule?.session[0] ?? ""}`
      }),
      step("read", read, withSession(spec, read, reading, session), succeeds(base, read)),
      step("rejected", read, withSession(spec, read, reading, "another-session"), rejects(spec, base, read)),
      ...(logout === undefined || ending === undefined
        ? []
        : [
            step("logout", logout, withSession(spec, logout, ending, session), succeeds(base, logout)),
            step("gone", read, withSession(spec, read, reading, session), rejects(spec, base, read))
          ])
    ]
  }
}

/** The document; `undefined` for a vendor whose replies Arazzo cannot look into, or with nothing to read. */
export const arazzoModule = (spec: Spec, base: Base, operations: ReadonlyArray<Operation>): string | undefined => {
  const read = readOf(spec, operations)
  if (base.envelope.body !== "json" || read === undefined) return undefined
  const workflows = Object.entries(spec.crm.credentials).flatMap(([id, { login }]) => {
    const operation = operations.find((one) => one.id === login)
    // Respect sends no body in place of an empty object.
    const isEmpty = operation?.body !== "none" && operation?.inputs.every(({ required }) => !required) === true
    return operation === undefined || isEmpty ? [] : [workflow(spec, base, id, operation, read, operations)]
  })
  if (workflows.length === 0) return undefined
  const used = new Set([
    ...Object.keys(spec.crm.logins),
    read.id,
    ...(spec.crm.logout === undefined ? [] : [spec.crm.logout.operation])
  ])
  return `${literal({
    arazzo: "1.0.1",
    info: { title: `Sessions of ${spec.crm.vendor}`, version: "1" },
    sourceDescriptions: [...used].map((name) => ({ name, url: `./${name}.json`, type: "openapi" })),
    workflows
  })}\n`
}
