/** The parts of an operation's request. Generated code names those that an operation has. */
import * as Base64 from "effect/encoding/Base64"
import * as HttpBody from "effect/http/HttpBody"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { RequestPart } from "../../OperationDefinition.ts"
import { InvalidConfiguration } from "../../Reason.ts"
import { mayClimb } from "../http/mayClimb.ts"

/** Names of inputs. */
type Names = ReadonlyArray<string>

/** What is always sent, by name. */
interface Constants<A> {
  /** The value that is sent under the name. */
  readonly [name: string]: A
}

/** Values that would leave their segment of a path, encoded or not. */
const badSegment = (value: string): boolean => value === "" || value === "." || mayClimb(encodeURIComponent(value))

/** JSON without an ampersand: some servers decode HTML entities before they read it. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll("&", String.raw`\u0026`)

/** A value as a URL or a form carries it. An object or list goes into a form as JSON. */
const scalar = (value: unknown): string =>
  Predicate.isString(value) ? value : Predicate.isObjectOrArray(value) ? json(value) : String(value)

/** What is always sent, then the named fields that the input has. */
const pick = (
  constants: Constants<unknown> | undefined,
  names: Names,
  field: (name: string) => unknown
): Array<[name: string, value: unknown]> => {
  const picked: Array<[string, unknown]> = constants === undefined ? [] : Object.entries(constants)
  for (const name of names) {
    const value = field(name)
    if (value !== undefined) picked.push([name, value])
  }
  return picked
}

/**
 * Fields that are segments of the target.
 *
 * @category request parts
 * @since 0.1.0
 */
export const inPath =
  (names: Names): RequestPart =>
  (pieces, field) => {
    let { target } = pieces
    for (const name of names) {
      const value = scalar(field(name))
      if (badSegment(value)) {
        const detail = "must not be empty, a dot or two dots: it is a segment of the URL"
        return Result.fail(new InvalidConfiguration({ field: name, detail }))
      }
      target = target.replace(`{${name}}`, encodeURIComponent(value))
    }
    return Result.succeed({ ...pieces, target })
  }

/**
 * Fields of the query, and what it always holds.
 *
 * @category request parts
 * @since 0.1.0
 */
export const inQuery =
  (names: Names, constants?: Constants<string>): RequestPart =>
  (pieces, field, redact) =>
    Result.succeed({
      ...pieces,
      params: pick(constants, names, field).map(([name, value]): [string, string | Redacted.Redacted] => {
        const text = scalar(value)
        return [name, redact.has(name) ? Redacted.make(text) : text]
      })
    })

/**
 * Fields of a form, and what it always holds; an object or list is sent as JSON.
 *
 * @category request parts
 * @since 0.1.0
 */
export const inForm =
  (names: Names, constants?: Constants<string>): RequestPart =>
  (pieces, field) => {
    const form = pick(constants, names, field).map(([name, value]): [string, string] => [name, scalar(value)])
    const text = new URLSearchParams(form).toString()
    return Result.succeed({ ...pieces, body: HttpBody.text(text, "application/x-www-form-urlencoded") })
  }

/**
 * Members of a JSON body, and what it always holds.
 *
 * @category request parts
 * @since 0.1.0
 */
export const inJson =
  (names: Names, constants?: Constants<string | number | boolean>): RequestPart =>
  (pieces, field) =>
    Result.succeed({
      ...pieces,
      body: HttpBody.jsonUnsafe(Object.fromEntries(pick(constants, names, field)))
    })

/**
 * The field that goes out as the user of HTTP Basic, with an empty password.
 *
 * @category request parts
 * @since 0.1.0
 */
export const asBasicUser =
  (name: string): RequestPart =>
  (pieces, field) => {
    const user = field(name)
    if (user === undefined) return Result.succeed(pieces)
    const authorization = `Basic ${Base64.encode(`${scalar(user)}:`)}`
    return Result.succeed({ ...pieces, headers: { ...pieces.headers, authorization } })
  }
