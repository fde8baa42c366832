/** Prints a value in every way that a program may, and looks for secrets in what comes out. */
import type * as Cause from "effect/Cause"
import { pretty } from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import type * as Tracer from "effect/Tracer"
import { inspect } from "node:util"

/** All that a secret may look like in a text. */
export const formsOf = (secret: string): ReadonlyArray<string> => {
  const json = JSON.stringify(secret).slice(1, -1)
  const base64 = Buffer.from(secret).toString("base64")
  const forms = [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    new URLSearchParams([["", secret]]).toString().slice(1),
    json,
    // A JSON text inside another one.
    JSON.stringify(json).slice(1, -1),
    json.replaceAll("/", "\\/"),
    inspect(secret).slice(1, -1),
    // Padded or not.
    base64.replace(/=+$/, ""),
    Buffer.from(secret).toString("base64url"),
    Buffer.from(`${secret}:`).toString("base64"),
    Buffer.from(secret).toString("hex"),
    // A body that is printed as bytes.
    [...Buffer.from(secret)].join(", "),
    [...Buffer.from(secret)].join(",")
  ]
  return [...new Set(forms)]
}

const json = (value: unknown): string => {
  const seen = new Set<unknown>()
  return (
    JSON.stringify(value, (_key, inner: unknown) => {
      if (typeof inner === "bigint") return String(inner)
      if (typeof inner !== "object" || inner === null) return inner
      if (seen.has(inner)) return "…"
      seen.add(inner)
      return inner
    }) ?? ""
  )
}

const deep = { depth: Infinity, showHidden: true, maxArrayLength: Infinity, maxStringLength: Infinity } as const

const attempt = (print: () => string): string => {
  try {
    return print()
  } catch (error) {
    // What cannot be printed so says why: that is a print, too.
    return inspect(error, { depth: Infinity, showHidden: true })
  }
}

const isCause = (value: unknown): value is Cause.Cause<unknown> => Predicate.hasProperty(value, "reasons")

/** Every print of a value. */
export const printsOf = (value: unknown): ReadonlyArray<{ readonly how: string; readonly text: string }> => {
  const cause = Exit.isExit(value) && Exit.isFailure(value) ? value.cause : isCause(value) ? value : undefined
  const prints: ReadonlyArray<readonly [how: string, print: () => string]> = [
    ["inspect", () => inspect(value, deep)],
    ["inspect with getters", () => inspect(value, { ...deep, getters: true })],
    ["inspect of what is really there", () => inspect(value, { ...deep, customInspect: false })],
    ["JSON", () => json(value)],
    ["JSON.stringify", () => JSON.stringify(value) ?? ""],
    ["String", () => String(value)],
    ["template", () => `${value}`],
    ["structuredClone", () => inspect(structuredClone(value), deep)],
    ...(cause === undefined ? [] : [["Cause.pretty", () => pretty(cause)] as const]),
    ...(value instanceof Error
      ? [["stack", () => `${value.stack} ${value.message} ${inspect(value.cause, deep)}`] as const]
      : [])
  ]
  return prints.map(([how, print]) => ({ how, text: attempt(print) }))
}

/** The prints of a span, of which there are many: what exporters make of it is looked at as well. */
export const printsOfSpan = (span: Tracer.Span): ReadonlyArray<{ readonly how: string; readonly text: string }> => {
  const said = { name: span.name, status: span.status, attributes: [...span.attributes], links: span.links.length }
  return [
    { how: "inspect", text: inspect(said, deep) },
    { how: "inspect of what is really there", text: inspect(said, { ...deep, customInspect: false }) },
    { how: "JSON", text: json(said) }
  ]
}

/**
 * Every form of every secret, with the secret it is a form of. A form that contains another one is left out: wherever it
 * is, the other one is found.
 */
const formsOfAll = (secrets: Iterable<string>): ReadonlyMap<string, string> => {
  const all = new Map([...secrets].flatMap((secret) => formsOf(secret).map((form) => [form, secret] as const)))
  const shortestFirst = [...all].sort(([a], [b]) => a.length - b.length)
  const kept: Array<readonly [form: string, secret: string]> = []
  for (const entry of shortestFirst) {
    if (!kept.some(([form]) => entry[0].includes(form))) kept.push(entry)
  }
  return new Map(kept)
}

/** Looks for secrets in a text. What it returns is the first secret that the text holds, with what is around it. */
export const leakFinder = (secrets: Iterable<string>): ((text: string) => string | undefined) => {
  const forms = formsOfAll(secrets)
  if (forms.size === 0) return () => undefined
  // One pass for all forms: there are hundreds of them, and megabytes of text.
  const any = new RegExp([...forms.keys()].map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|"))
  return (text) => {
    const found = any.exec(text)
    if (found === null) return undefined
    const [form] = found
    const around = text.slice(Math.max(0, found.index - 300), found.index + form.length + 60)
    return `${forms.get(form)}: …${around}…`
  }
}
