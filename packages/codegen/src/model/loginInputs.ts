/** Where the inputs of a login and of its steps come from: credentials, and functions of credentials and replies. */
import type { CredentialField, Credentials, Made } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import type { Input, Operation } from "./operation.ts"

/** An input as an operation takes it; HTTP Basic's user name is one too. */
export type LoginInput = Pick<Input, "name" | "required" | "schema">

/** One request of a login. */
export interface LoginRequest {
  readonly operation: Operation
  readonly filled: ReadonlyArray<{ readonly input: LoginInput; readonly made: Made }>
  /** The input that carries the answer to a second factor. */
  readonly factor: string | undefined
  /** Required inputs that nothing fills. */
  readonly missing: ReadonlyArray<string>
}

const inputsOf = (operation: Operation): ReadonlyArray<LoginInput> => [
  ...operation.inputs,
  ...(operation.basic === undefined
    ? []
    : [
        {
          name: operation.basic.name,
          required: operation.basic.required,
          schema: { at: operation.basic.at, value: { type: "string" as const, "x-secret": true } }
        }
      ])
]

/** The requests of a login method, its steps first. Empty for a method that sends none. */
export const loginRequests = (
  { crm }: Spec,
  method: Credentials,
  operations: ReadonlyArray<Operation>
): ReadonlyArray<LoginRequest> => {
  const login = method.login === undefined ? undefined : crm.logins[method.login]
  if (method.login === undefined || login === undefined) return []
  const factor = login.secondFactor?.kind === "oneTimeKey" ? login.secondFactor.input : undefined
  return [...(login.steps ?? []), method.login].flatMap((id): ReadonlyArray<LoginRequest> => {
    const operation = operations.find((one) => one.id === id)
    if (operation === undefined) return []
    const filled: Array<LoginRequest["filled"][number]> = []
    const missing: Array<string> = []
    for (const input of inputsOf(operation)) {
      const made = login.inputs?.[input.name]
      const field = method.fields.find((one) => (one.input ?? one.name) === input.name)
      if (made !== undefined) filled.push({ input, made })
      else if (field !== undefined) filled.push({ input, made: { field: field.name } })
      else if (input.required) missing.push(input.name)
    }
    const asked = id === method.login ? operation.inputs.find(({ name }) => name === factor) : undefined
    return [{ operation, filled, factor: asked?.name, missing }]
  })
}

/** Whether generated code can log in with a method: whether every required input is filled. */
export const canLogIn = (requests: ReadonlyArray<LoginRequest>): boolean =>
  requests.length > 0 && requests.every(({ missing }) => missing.length === 0)

/** Whether a field has to be given. */
export const isRequired = (method: Credentials, field: CredentialField): boolean =>
  method.variants?.every(({ required }) => required.includes(field.name)) ?? field.required ?? true
