/** Reads what `crm-auth request` is to send, as far as no vendor is needed for it. */
import type { HttpMethod } from "effect/http/HttpMethod"
import * as Option from "effect/Option"

const methods: ReadonlyArray<string> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
const isMethod = (text: string): text is HttpMethod => methods.includes(text)

/** A method, if one was given, and a path. */
export interface RequestTarget {
  readonly method: HttpMethod | undefined
  readonly path: string
}

/** Reads `[METHOD] path`; a text says what is wrong. */
export const readTarget = (words: ReadonlyArray<string>): RequestTarget | string => {
  const path = words.at(-1) ?? ""
  const [given = ""] = words
  const named = words.length > 1 ? given.toUpperCase() : undefined
  if (named !== undefined && !isMethod(named)) {
    return isMethod(path.toUpperCase())
      ? `The method comes before the path: ${path.toUpperCase()} ${given}`
      : `"${given}" is not a method. There are: ${methods.join(", ")}.`
  }
  if (words.length === 1 && isMethod(path.toUpperCase())) {
    return `Give a path after ${path}, such as: crm-auth request vtiger ${path} '/webservice.php?operation=listtypes'`
  }
  if (!/^(\/|https?:\/\/)/i.test(path)) {
    return `"${path}" is not a path of the vendor: it begins with a slash, such as /webservice.php.`
  }
  return { method: named, path }
}

/** Whether a request of this method has no body, so that its fields go into the query. */
export const isBodiless = (method: HttpMethod | undefined): boolean => method === "GET" || method === "HEAD"

/** A path with more fields in its query. */
export const withQuery = (path: string, fields: ReadonlyArray<readonly [name: string, value: string]>): string => {
  if (fields.length === 0) return path
  const [before = "", ...fragment] = path.split("#")
  const separator = !before.includes("?") ? "?" : /[?&]$/.test(before) ? "" : "&"
  const query = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()
  return [before + separator + query, ...fragment].join("#")
}

/** A text in two at its first `by`; `undefined` if there is no such sign, or nothing before it. */
export const halves = (text: string, by: string): readonly [name: string, value: string] | undefined => {
  const at = text.indexOf(by)
  return at < 1 ? undefined : [text.slice(0, at), text.slice(at + 1)]
}

/** Why HTTP has no such header; `undefined` if it has. */
const headerProblem = (headers: ReadonlyArray<string>): string | undefined => {
  const wrong = headers
    .map((text) => halves(text, ":"))
    .find(
      (pair) =>
        pair !== undefined && (!/^[\w!#$%&'*+.^`|~-]+$/.test(pair[0]) || /[^\t\x20-\x7e\x80-\xff]/.test(pair[1]))
    )
  return wrong === undefined ? undefined : `The header "${wrong[0]}" has a name or a value that HTTP cannot carry.`
}

/** What is wrong with a request as it was given; `undefined` if nothing is. */
export const mistakeIn = (input: {
  readonly target: ReadonlyArray<string>
  readonly field: ReadonlyArray<string>
  readonly form: ReadonlyArray<string>
  readonly header: ReadonlyArray<string>
  readonly input: Option.Option<string>
}): string | undefined => {
  const target = readTarget(input.target)
  if (typeof target === "string") return target
  const body = input.form.length > 0 ? "--form" : Option.isSome(input.input) ? "--input" : undefined
  if (isBodiless(target.method) && body !== undefined) {
    return `A ${target.method} has no body, so ${body} does not fit. Put fields into the query with -f, or send a POST.`
  }
  const wrong = (texts: ReadonlyArray<string>, by: string, form: string) => {
    const found = texts.find((text) => halves(text, by) === undefined)
    return found === undefined ? undefined : `"${found}" is not of the form ${form}.`
  }
  return (
    wrong(input.field, "=", "name=value") ??
    wrong(input.form, "=", "name=value or name=@file") ??
    wrong(input.header, ":", "Name: value") ??
    headerProblem(input.header)
  )
}
