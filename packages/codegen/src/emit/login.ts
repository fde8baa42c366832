/** Writes `generated/login.ts`: for each login method whose inputs the spec says, the requests that log in. */
import { canLogIn, isRequired, loginRequests } from "../model/loginInputs.ts"
import type { LoginInput, LoginRequest } from "../model/loginInputs.ts"
import type { Operation } from "../model/operation.ts"
import { tokens } from "../pointer.ts"
import type { Credentials, Made } from "../read/crm-auth.ts"
import { alternatives, shapeOf, typesOf } from "../read/schema.ts"
import type { Found } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { outputName } from "./schemas.ts"
import { doc, header, literal, pascal, sorted } from "./text.ts"

const replyName = (operation: string): string => `${operation}Reply`

const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${literal(name)}]`)

/** Follows a pointer through required fields; says which of them may be missing. */
const obstacle = (spec: Spec, found: Found, path: ReadonlyArray<string>): string | undefined => {
  const [first, ...others] = path
  const target = follow(spec, "schemas", found)
  if (target === undefined || first === undefined) return undefined
  const branches = alternatives(target)
  if (branches !== undefined) {
    return branches.map((branch) => obstacle(spec, branch, path)).find((one) => one !== undefined)
  }
  const field = shapeOf(spec, target).fields.find((one) => one.name === first)
  if (field === undefined) return `has no ${first}`
  if (!field.required) return `may be without ${first}: list it in required, as the login cannot do without it`
  return obstacle(spec, field.schema, others)
}

/** Whether a function exists for everything that a value is made of. A driver makes the others by hand. */
const canMake = (made: Made): boolean => {
  const parts = [
    ...(made.md5 ?? made.sha1 ?? made.sha256 ?? made.base64 ?? made.list ?? made.of ?? []),
    made.key,
    made.totp
  ]
  const members = Object.values(made.object ?? {})
  return (
    (made.as === undefined || made.as === "hex") &&
    made.hmac !== "md5" &&
    made.join === undefined &&
    made.characters === undefined &&
    made.join === undefined &&
    (made.digits ?? 6) === 6 &&
    (made.period ?? 30) === 30 &&
    made.timestamp !== "iso" &&
    [...parts, ...members].every((part) => part === undefined || canMake(part))
  )
}

/** What values of one request are made in. */
interface Place {
  readonly spec: Spec
  readonly method: Credentials
  readonly request: LoginRequest
  readonly operations: ReadonlyArray<Operation>
}

/** The field that a value is, if it may be left out. */
const optionalField = ({ method }: Place, made: Made): string | undefined => {
  const field = method.fields.find(({ name }) => name === made.field)
  return field === undefined || isRequired(method, field) ? undefined : field.name
}

const replyCode = ({ method, operations, spec }: Place, { at = "", reply = "" }: Made): string => {
  const output = operations.find(({ id }) => id === reply)?.output
  for (const alternative of output?.alternatives ?? []) {
    const problem = obstacle(spec, alternative, tokens(at))
    if (problem !== undefined) {
      spec.report(
        `/x-crm-auth/logins/${method.login ?? ""}/inputs`,
        `points at ${at} in the reply of ${reply}, which ${problem}`
      )
    }
  }
  return replyName(reply) + tokens(at).map(property).join("")
}

/** The code of a value. `number` asks for a time as a number. */
const madeCode = (place: Place, made: Made, number = false): string => {
  const code = (part: Made): string => {
    const optional = optionalField(place, part)
    return optional === undefined ? madeCode(place, part) : `credentials.${optional} ?? ""`
  }
  const parts = (all: ReadonlyArray<Made>): string => all.map(code).join(", ")
  if (made.field !== undefined) return `credentials.${made.field}`
  if (made.reply !== undefined) return replyCode(place, made)
  if (made.text !== undefined) return literal(made.text)
  if (made.sent !== undefined) {
    const other = place.request.filled.find(({ input }) => input.name === made.sent)
    return other === undefined ? `""` : code(other.made)
  }
  for (const name of ["md5", "sha1", "sha256"] as const) {
    const all = made[name]
    if (all !== undefined) return `yield* ${name}(${parts(all)})`
  }
  if (made.hmac !== undefined) {
    const name = made.hmac === "sha1" ? "hmacSha1" : "hmacSha256"
    return `yield* ${name}(${parts([made.key ?? { text: "" }, ...(made.of ?? [])])})`
  }
  if (made.base64 !== undefined) return `base64(${parts(made.base64)})`
  if (made.list !== undefined) return `[${made.list.map(code).join(", ")}]`
  if (made.object !== undefined) return objectCode(place, Object.entries(made.object))
  if (made.totp !== undefined) {
    const field = made.totp.field === undefined ? "" : `, ${literal(made.totp.field)}`
    return `yield* Effect.mapError(totp(${code(made.totp)}${field}), failed)`
  }
  const time = `yield* timestamp(${literal(made.timestamp ?? "s")})`
  return number ? time : `String(${time})`
}

const memberCode = (place: Place, name: string, made: Made, number: boolean): string => {
  const optional = optionalField(place, made)
  const member = `${literal(name)}: ${madeCode(place, made, number)}`
  return optional === undefined ? member : `...(credentials.${optional} === undefined ? undefined : { ${member} })`
}

const objectCode = (place: Place, members: ReadonlyArray<readonly [name: string, made: Made]>): string =>
  `{ ${members.map(([name, made]) => memberCode(place, name, made, false)).join(", ")} }`

/** Whether an input takes a number. */
const isNumber = (spec: Spec, { schema }: LoginInput): boolean => {
  const types = typesOf(follow(spec, "schemas", schema)?.value ?? {})
  return types.includes("integer") || types.includes("number")
}

const inputCode = (place: Place): string =>
  `{ ${place.request.filled
    .filter(({ input }) => input.name !== place.request.factor)
    .map(({ input, made }) => memberCode(place, input.name, made, isNumber(place.spec, input)))
    .join(", ")} }`

const answererType = `(typeof SecondFactor)["Service"]`

/** The first field that is not secret names the account to the person who is asked. */
const accountCode = (method: Credentials): string => {
  const field = method.fields.find((one) => one.secret !== true && isRequired(method, one))
  if (field === undefined) return `""`
  return field.kind === "number" ? `String(credentials.${field.name})` : `credentials.${field.name}`
}

const lastCode = (place: Place): ReadonlyArray<string> => {
  const { method, request } = place
  const send = (input: string) => `Operations.${request.operation.id}(${input}, server)`
  if (request.factor === undefined) return [`return yield* ${send(inputCode(place))}`]
  return [
    `const input = ${inputCode(place)}`,
    `return yield* Effect.catchIf(${send("input")}, (error) => error.reason._tag === "SecondFactorRequired", (error) =>` +
      `withOneTimeKey(secondFactor, ${accountCode(method)}, error, (key) => ${send(`{ ...input, ${literal(request.factor)}: key }`)}))`
  ]
}

/** The name of the function that logs in with a method. */
const logInName = (method: string): string => `logInBy${pascal(method)}`

/** Whether the function takes what answers a second factor. */
const asksFactor = (requests: ReadonlyArray<LoginRequest>): boolean =>
  requests.some(({ factor }) => factor !== undefined)

const methodCode = (
  spec: Spec,
  id: string,
  method: Credentials,
  requests: ReadonlyArray<LoginRequest>,
  operations: ReadonlyArray<Operation>
): string => {
  const steps = requests.slice(0, -1)
  const place = (request: LoginRequest): Place => ({ spec, method, request, operations })
  const last = requests.at(-1)
  if (last === undefined) return ""
  const output = outputName(last.operation)
  const factor = asksFactor(requests)
  const lines = [
    ...steps.map(
      (step) =>
        `const ${replyName(step.operation.id)} = yield* Operations.${step.operation.id}(${inputCode(place(step))}, server)`
    ),
    ...lastCode(place(last))
  ]
  const used = lines.join("\n")
  const body = lines.map((line) => {
    const name = /^const (\w+Reply) = (.*)$/s.exec(line)
    return name?.[1] !== undefined && used.split(name[1]).length === 2 ? (name[2] ?? line) : line
  })
  const says = steps.length === 0 ? "" : ` after ${steps.map(({ operation }) => `\`${operation.id}\``).join(" and ")}`
  return (
    doc(
      [
        `Logs in with \`${method.type}\`: sends \`${last.operation.id}\`${says}.`,
        factor ? "When the vendor wants a one-time key, `secondFactor` is asked for it." : undefined
      ],
      ["@category sessions", "@since 0.1.0"]
    ) +
    `\nexport const ${logInName(id)} = Effect.fnUntraced(function* (credentials: ${method.type}, server: Server${factor ? `, secondFactor: ${answererType}` : ""})` +
    `: Effect.fn.Return<${output === undefined ? "void" : `Schemas.${output}`}, AuthError, HttpClient.HttpClient> {\n${body.join("\n")}\n})\n`
  )
}

/** `undefined` where the spec says of no method how it logs in. */
export const loginModule = (spec: Spec, operations: ReadonlyArray<Operation>): string | undefined => {
  const methods = Object.entries(spec.crm.credentials).flatMap(([id, method]) => {
    const requests = loginRequests(spec, method, operations)
    const makes = requests.every(({ filled }) => filled.every(({ made }) => canMake(made)))
    return canLogIn(requests) && makes ? [{ id, method, requests }] : []
  })
  if (methods.length === 0) return undefined
  const text = methods.map(({ id, method, requests }) => methodCode(spec, id, method, requests, operations)).join("\n")
  const functions = ["base64", "hmacSha1", "hmacSha256", "md5", "sha1", "sha256", "timestamp", "totp", "withOneTimeKey"]
  const used = functions.filter((name) => text.includes(`${name}(`))
  const fails = text.includes(", failed)")
  return [
    header(spec.file),
    `import { ${[fails ? "AuthError" : "type AuthError", ...(fails ? ["type Reason"] : []), ...(text.includes(answererType) ? ["type SecondFactor"] : [])].join(", ")} } from "@crm-auth/core"`,
    `import { ${[...used, "type Server"].join(", ")} } from "@crm-auth/core/Driver"`,
    `import * as Effect from "effect/Effect"`,
    `import type * as HttpClient from "effect/http/HttpClient"`,
    `import type { ${sorted(methods.map(({ method }) => method.type)).join(", ")} } from "./credentials.ts"`,
    `import * as Operations from "./operations.ts"`,
    ...(text.includes("Schemas.") ? [`import type * as Schemas from "./schemas.ts"`] : []),
    "",
    ...(fails
      ? [
          `const failed = (reason: Reason) => new AuthError({ vendor: ${literal(spec.crm.vendor)}, operation: "login", reason })\n`
        ]
      : []),
    text
  ].join("\n")
}
