/** The ways to make a value of a login request, and what each is made of. */
import * as Pointer from "../pointer.ts"
import type { Credentials, Made } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import { loginRequests } from "./loginInputs.ts"
import type { Operation } from "./operation.ts"

/** The ways to make a value, each with the members that it may have beside itself. */
export const ways: { readonly [way: string]: ReadonlyArray<keyof Made> } = {
  field: [],
  reply: ["at"],
  sent: [],
  text: [],
  join: [],
  md5: ["as"],
  sha1: ["as"],
  sha256: ["as"],
  hmac: ["key", "of", "as"],
  base64: [],
  object: [],
  list: [],
  characters: ["positions", "position", "value"],
  totp: ["digits", "period"],
  timestamp: []
}

/** The values that a value is made of, with their places. */
export const partsOf = (at: string, made: Made): ReadonlyArray<Pointer.At<Made>> => {
  const list = (name: string, parts: ReadonlyArray<Made> | undefined) =>
    (parts ?? []).map((value, index) => ({ at: Pointer.child(at, name, index), value }))
  const one = (name: string, part: Made | undefined) =>
    part === undefined ? [] : [{ at: Pointer.child(at, name), value: part }]
  return [
    ...list("join", made.join),
    ...list("md5", made.md5),
    ...list("sha1", made.sha1),
    ...list("sha256", made.sha256),
    ...list("of", made.of),
    ...list("base64", made.base64),
    ...list("list", made.list),
    ...one("key", made.key),
    ...one("characters", made.characters),
    ...one("positions", made.positions),
    ...one("totp", made.totp),
    ...Pointer.entries(Pointer.child(at, "object"), made.object)
  ]
}

/** The operations of a login, in the order in which they are sent. */
export const loginOperations = (
  spec: Spec,
  login: string,
  operations: ReadonlyArray<Operation>
): ReadonlyArray<Operation> =>
  [...(spec.crm.logins[login]?.steps ?? []), login].flatMap((id) => operations.filter((one) => one.id === id))

/** The names of what an operation sends, HTTP Basic's user name included, and whether each is required. */
export const sentBy = ({
  basic,
  inputs
}: Operation): ReadonlyArray<{ readonly name: string; readonly required: boolean; readonly at: string }> => [
  ...inputs,
  ...(basic === undefined ? [] : [basic])
]

/** The inputs of a method's login and of its steps, each with how it is made. */
export const makesOf = (
  spec: Spec,
  method: Credentials,
  operations: ReadonlyArray<Operation>
): { readonly [input: string]: Made } =>
  Object.fromEntries(
    loginRequests(spec, method, operations).flatMap(({ filled }) => filled.map(({ input, made }) => [input.name, made]))
  )
