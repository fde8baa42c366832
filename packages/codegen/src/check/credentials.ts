/** What people have to enter: every login and token has its fields, and they agree with what the operations send. */
import type { Input, Operation } from "../model/operation.ts"
import * as Pointer from "../pointer.ts"
import type { CredentialField, Credentials } from "../read/crm-auth.ts"
import { secretField } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"

const root = "/x-crm-auth"

type Named = Pick<Input, "name"> & { readonly secret: boolean; readonly at: string }

/** The inputs of a login and of the steps before it, HTTP Basic's user name included. */
const inputsOf = (spec: Spec, login: string, operations: ReadonlyArray<Operation>): ReadonlyArray<Named> =>
  [...(spec.crm.logins[login]?.steps ?? []), login].flatMap((id) => {
    const operation = operations.find((one) => one.id === id)
    const basic = operation?.basic
    return [
      ...(operation?.inputs ?? []).map(({ name, schema }) => ({
        name,
        secret: secretField(spec, schema),
        at: schema.at
      })),
      ...(basic === undefined ? [] : [{ name: basic.name, secret: true, at: basic.at }])
    ]
  })

const checkInput = (spec: Spec, at: string, field: CredentialField, inputs: ReadonlyArray<Named>): void => {
  const named = inputs.filter((input) => input.name === (field.input ?? field.name))
  if (named.length === 0 && field.input !== undefined) {
    spec.report(
      Pointer.child(at, "input"),
      `names ${field.input}, which is no input of this login: one of ${inputs.map((input) => input.name).join(", ")}`
    )
  }
  for (const input of named) {
    if (field.secret === true && !input.secret) {
      spec.report(
        at,
        `is secret, and the input ${input.name} that carries it is not (${input.at}): say format: password there`
      )
    }
    if (field.secret !== true && input.secret) {
      spec.report(at, `is carried by the input ${input.name}, which is secret (${input.at}): say secret: true`)
    }
  }
}

/** Fields of one list: names and variables are used once, and a variable tells whose it is. */
const checkFields = (spec: Spec, at: string, fields: ReadonlyArray<CredentialField>): void => {
  const prefix = `${spec.crm.vendor.toUpperCase()}_`
  fields.forEach((field, index) => {
    const place = Pointer.child(at, index)
    const before = fields.slice(0, index)
    if (before.some((one) => one.name === field.name)) {
      spec.report(Pointer.child(place, "name"), `is the second field called ${field.name}: give each its own name`)
    }
    if (before.some((one) => one.variable === field.variable)) {
      spec.report(Pointer.child(place, "variable"), `is the variable of another field: give each its own`)
    }
    if (!field.variable.startsWith(prefix)) {
      spec.report(Pointer.child(place, "variable"), `must start with ${prefix}, so that vendors cannot share one`)
    }
  })
}

const checkVariants = (spec: Spec, at: string, { fields, variants = [] }: Credentials): void => {
  const names = fields.map((field) => field.name)
  variants.forEach((variant, index) => {
    const place = Pointer.child(at, "variants", index)
    const lists = { required: variant.required, optional: variant.optional ?? [] }
    for (const key of ["required", "optional"] as const) {
      lists[key].forEach((name, position) => {
        if (!names.includes(name)) {
          spec.report(
            Pointer.child(place, key, position),
            `names ${name}, which is no field: one of ${names.join(", ")}`
          )
        } else if (key === "optional" && variant.required.includes(name)) {
          spec.report(Pointer.child(place, key, position), `names ${name}, which is required already: take it out here`)
        }
      })
    }
  })
  if (variants.length === 0) return
  fields.forEach((field, index) => {
    const place = Pointer.child(at, "fields", index)
    if (field.required !== undefined) {
      spec.report(Pointer.child(place, "required"), "is said by the variants: take it out here")
    }
    if (!variants.some(({ optional = [], required }) => [...required, ...optional].includes(field.name))) {
      spec.report(place, "is in no variant: add it to one, or take it out")
    }
  })
}

const checkPurpose = (spec: Spec, at: string, method: Credentials): void => {
  const { login, session, token } = method
  if ([login, token, session].filter((one) => one !== undefined).length !== 1) {
    spec.report(at, "must say what it is for, once: login: <operation>, token: <id> or session: true")
  }
  if (login !== undefined && !(login in spec.crm.logins)) {
    spec.report(
      Pointer.child(at, "login"),
      `names ${login}, which is not in logins: one of ${Object.keys(spec.crm.logins).join(", ")}`
    )
  }
  const tokens = (spec.crm.tokens ?? []).map((one) => one.id)
  if (token !== undefined && !tokens.includes(token)) {
    spec.report(
      Pointer.child(at, "token"),
      `names ${token}, which is not in tokens: ${tokens.length === 0 ? "there are none" : `one of ${tokens.join(", ")}`}`
    )
  }
}

/** Two methods that share a variable must mean the same by it. */
const checkShared = (spec: Spec): void => {
  const known = new Map<string, { readonly method: string; readonly field: CredentialField }>()
  for (const { at, name: method, value } of Pointer.entries(`${root}/credentials`, spec.crm.credentials)) {
    value.fields.forEach((field, index) => {
      const before = known.get(field.variable)
      if (before === undefined) {
        known.set(field.variable, { method, field })
        return
      }
      const isSame = before.field.name === field.name && (before.field.secret ?? false) === (field.secret ?? false)
      if (before.method === method || isSame) return
      spec.report(
        Pointer.child(at, "fields", index, "variable"),
        `is the variable of the field ${before.field.name} of ${before.method}: fields that share one have the same name, and all or none are secret`
      )
    })
  }
}

export const checkCredentials = (spec: Spec, operations: ReadonlyArray<Operation>): void => {
  const { credentials, logins, server, tokens = [] } = spec.crm
  checkFields(spec, `${root}/server/fields`, server.fields)
  if (server.fields[0]?.name !== "url") {
    spec.report(`${root}/server/fields/0`, "must be the address of the server: say name: url")
  }
  const methods = Pointer.entries(`${root}/credentials`, credentials)
  const types = new Map<string, string>()
  for (const { at, value } of methods) {
    checkPurpose(spec, at, value)
    checkFields(spec, Pointer.child(at, "fields"), value.fields)
    checkVariants(spec, at, value)
    const { login } = value
    if (login !== undefined && login in logins) {
      const inputs = inputsOf(spec, login, operations)
      value.fields.forEach((field, index) => checkInput(spec, Pointer.child(at, "fields", index), field, inputs))
    }
    for (const type of [value.type, ...(value.variants ?? []).map((variant) => variant.type)]) {
      if (types.has(type)) spec.report(at, `makes a second type called ${type}: give each its own name`)
      types.set(type, at)
    }
  }
  checkShared(spec)
  for (const { at, name } of Pointer.entries(`${root}/logins`, logins)) {
    if (!methods.some(({ value }) => value.login === name)) {
      spec.report(at, `has no credentials: add a method with login: ${name} to x-crm-auth/credentials`)
    }
  }
  tokens.forEach((token, index) => {
    if (!methods.some(({ value }) => value.token === token.id)) {
      spec.report(
        Pointer.child(`${root}/tokens`, index),
        `has no credentials: add a method with token: ${token.id} to x-crm-auth/credentials`
      )
    }
  })
}
