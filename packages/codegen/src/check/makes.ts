/** How logins get their inputs: each value is made in one way, of things that are there, and no required input is left. */
import { loginRequests } from "../model/loginInputs.ts"
import { loginOperations, partsOf, sentBy, ways } from "../model/made.ts"
import type { Operation } from "../model/operation.ts"
import * as Pointer from "../pointer.ts"
import type { Login, Made } from "../read/crm-auth.ts"
import { secretField, walk } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"

interface Known {
  readonly fields: ReadonlyArray<string>
  readonly steps: ReadonlyArray<string>
  readonly inputs: ReadonlyArray<string>
  readonly operations: ReadonlyArray<Operation>
}

const needs: { readonly [way: string]: ReadonlyArray<keyof Made> } = {
  reply: ["at"],
  hmac: ["key", "of"],
  characters: ["positions"]
}

const checkWay = (spec: Spec, at: string, made: Made): void => {
  const names = Object.keys(made)
  const [way, ...others] = names.filter((name) => name in ways)
  if (way === undefined || others.length > 0) {
    spec.report(at, `must be made in exactly one way: one of ${Object.keys(ways).join(", ")}`)
    return
  }
  for (const name of names) {
    if (name !== way && !ways[way]?.some((one) => one === name)) {
      spec.report(Pointer.child(at, name), `does not go with ${way}: take it out`)
    }
  }
  for (const name of needs[way] ?? []) {
    if (made[name] === undefined) spec.report(at, `needs ${name} beside ${way}`)
  }
  if ((made.position === undefined) !== (made.value === undefined)) {
    spec.report(at, "gives one of position and value: give both, or neither")
  }
}

const oneOf = (names: ReadonlyArray<string>): string =>
  names.length === 0 ? "there are none" : `one of ${names.join(", ")}`

const checkMade = (spec: Spec, at: string, made: Made, known: Known): void => {
  checkWay(spec, at, made)
  if (made.field !== undefined && !known.fields.includes(made.field)) {
    spec.report(
      Pointer.child(at, "field"),
      `names ${made.field}, which is no field of this login's credentials: ${oneOf(known.fields)}`
    )
  }
  if (made.sent !== undefined && !known.inputs.includes(made.sent)) {
    spec.report(
      Pointer.child(at, "sent"),
      `names ${made.sent}, which is no input of this login: ${oneOf(known.inputs)}`
    )
  }
  const { at: pointer, reply } = made
  if (reply !== undefined && !known.steps.includes(reply)) {
    spec.report(Pointer.child(at, "reply"), `names ${reply}, which is no step of this login: ${oneOf(known.steps)}`)
  } else if (reply !== undefined && pointer !== undefined) {
    const replies = known.operations.find(({ id }) => id === reply)?.output?.alternatives ?? []
    if (!replies.some((schema) => walk(spec, schema, Pointer.tokens(pointer)).length > 0)) {
      spec.report(
        Pointer.child(at, "at"),
        `points at ${pointer}, which no reply of ${reply} has: add the field to its schema`
      )
    }
  }
  for (const part of partsOf(at, made)) checkMade(spec, part.at, part.value, known)
}

/** Whether a value holds a secret field as it is, or as its characters. */
const holdsSecret = (made: Made, secrets: ReadonlyArray<string>): boolean =>
  (made.field !== undefined && secrets.includes(made.field)) ||
  partsOf("", made).some((part) => holdsSecret(part.value, secrets))

const checkFactor = (spec: Spec, at: string, { secondFactor }: Login, inputs: ReadonlyArray<string>): void => {
  const input = secondFactor?.input
  if (secondFactor === undefined) return
  if (secondFactor.kind === "oneTimeKey" && input === undefined) {
    spec.report(Pointer.child(at, "secondFactor"), `must say which input carries the key: add input, ${oneOf(inputs)}`)
  }
  if (input !== undefined && !inputs.includes(input)) {
    spec.report(
      Pointer.child(at, "secondFactor", "input"),
      `names ${input}, which is no input of this login: ${oneOf(inputs)}`
    )
  }
}

/** Every required input comes from somewhere: a field, a way to make it, or a person who is asked. */
const checkSources = (spec: Spec, login: string, operations: ReadonlyArray<Operation>): void => {
  for (const method of Pointer.entries("/x-crm-auth/credentials", spec.crm.credentials)) {
    if (method.value.login !== login) continue
    for (const { factor, missing, operation } of loginRequests(spec, method.value, operations)) {
      for (const name of missing.filter((one) => one !== factor)) {
        spec.report(
          method.at,
          `gives no ${name}, which ${operation.id} requires: add a field with input: ${name}, or say in x-crm-auth/logins/${login}/inputs how it is made`
        )
      }
    }
  }
}

const checkLogin = (spec: Spec, at: string, login: string, rule: Login, operations: ReadonlyArray<Operation>): void => {
  const own = loginOperations(spec, login, operations)
  const inputs = own.flatMap(sentBy).map(({ name }) => name)
  const fields = Object.values(spec.crm.credentials).filter((method) => method.login === login)
  const all = fields.flatMap((method) => method.fields)
  const known: Known = {
    fields: [...new Set(all.map(({ name }) => name))],
    steps: rule.steps ?? [],
    inputs: [...new Set(inputs)],
    operations
  }
  const secrets = all.filter(({ secret }) => secret === true).map(({ name }) => name)
  for (const made of Pointer.entries(Pointer.child(at, "inputs"), rule.inputs)) {
    if (!inputs.includes(made.name)) {
      spec.report(made.at, `is no input of this login: ${oneOf(known.inputs)}`)
      continue
    }
    checkMade(spec, made.at, made.value, known)
    const input = own.flatMap((one) => one.inputs).find((one) => one.name === made.name)
    const isPlain =
      input !== undefined &&
      made.value.object === undefined &&
      made.value.list === undefined &&
      made.value.characters === undefined &&
      !secretField(spec, input.schema)
    if (isPlain && holdsSecret(made.value, secrets)) {
      spec.report(made.at, `is made of a secret, and the input is not secret (${input.at}): say format: password there`)
    }
  }
  checkFactor(spec, at, rule, known.inputs)
  checkSources(spec, login, operations)
}

export const checkMakes = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  for (const { at, name, value } of Pointer.entries("/x-crm-auth/logins", spec.crm.logins)) {
    checkLogin(spec, at, name, value, operations)
  }
}
