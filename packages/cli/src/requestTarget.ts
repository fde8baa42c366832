/** Reads what `crm-auth request` is to send, as far as no vendor is needed for it. */
import type { HttpMethod } from "effect/http/HttpMethod"

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
  const named = words.length > 1 ? (words[0] ?? "").toUpperCase() : undefined
  if (named !== undefined && !isMethod(named)) {
    return `"${named}" is not a method. There are: ${methods.join(", ")}.`
  }
  if (words.length === 1 && isMethod(path.toUpperCase())) {
    return `Give a path after ${path}, such as: crm-auth request vtiger ${path} '/webservice.php?operation=listtypes'`
  }
  if (!/^(\/|https?:\/\/)/i.test(path)) {
    return `"${path}" is not a path of the vendor: it begins with a slash, such as /webservice.php.`
  }
  return { method: named, path }
}

/** A text in two at its first `by`; `undefined` if there is no such sign, or nothing before it. */
export const halves = (text: string, by: string): readonly [name: string, value: string] | undefined => {
  const at = text.indexOf(by)
  return at < 1 ? undefined : [text.slice(0, at), text.slice(at + 1)]
}

/** What is wrong with a request as it was given; `undefined` if nothing is. */
export const mistakeIn = (input: {
  readonly target: ReadonlyArray<string>
  readonly field: ReadonlyArray<string>
  readonly form: ReadonlyArray<string>
  readonly header: ReadonlyArray<string>
}): string | undefined => {
  const target = readTarget(input.target)
  if (typeof target === "string") return target
  const wrong = (texts: ReadonlyArray<string>, by: string, form: string) => {
    const found = texts.find((text) => halves(text, by) === undefined)
    return found === undefined ? undefined : `"${found}" is not of the form ${form}.`
  }
  return (
    wrong(input.field, "=", "name=value") ??
    wrong(input.form, "=", "name=value or name=@file") ??
    wrong(input.header, ":", "Name: value")
  )
}
