/** Pieces of TypeScript text. Layout is left to the formatter. */

/**
 * A call that bundlers may drop when its value is unused. Every call of generated code is written by this function:
 * one without the comment keeps all schemas in an application that imports one operation.
 */
export const call = (name: string, ...args: ReadonlyArray<string>): string =>
  `/*#__PURE__*/ ${name}(${args.join(", ")})`

export const literal = (value: unknown): string => JSON.stringify(value)

/** A piece of code among plain values. */
export class Code {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** A value that may hold code. */
export const valueCode = (value: unknown): string => {
  if (value instanceof Code) return value.text
  if (Array.isArray(value)) return list(value.map(valueCode))
  return typeof value === "object" && value !== null
    ? `{ ${Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${literal(name)}: ${valueCode(one)}`)
        .join(", ")} }`
    : literal(value)
}

export const list = (items: ReadonlyArray<string>): string => `[${items.join(", ")}]`

/** An object literal. An entry's third part is the doc comment that stands before it. */
export const record = (
  entries: ReadonlyArray<readonly [name: string, code: string, comment?: string | undefined]>
): string => {
  const member = ([name, code, comment]: (typeof entries)[number]): string =>
    `${comment === undefined ? "" : `${comment}\n`}${literal(name)}: ${code}`
  return entries.length === 0 ? "{}" : `{\n${entries.map(member).join(",\n")}\n}`
}

/** JavaScript's own escaping: a literal, as `new RegExp` would stay in every bundle. */
export const regex = (pattern: string): string => new RegExp(pattern, "u").toString()

export const pascal = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1)

const wrap = (paragraph: string): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of paragraph.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + word.length > 115) {
      lines.push(line)
      line = word
    } else {
      line = line === "" ? word : `${line} ${word}`
    }
  }
  return line === "" ? lines : [...lines, line]
}

/** A doc comment of paragraphs and tags. Nothing in them can end it. */
export const doc = (paragraphs: ReadonlyArray<string | undefined>, tags: ReadonlyArray<string> = []): string => {
  const blocks = paragraphs
    .filter((paragraph) => paragraph !== undefined)
    .flatMap((paragraph) => paragraph.split(/\n\s*\n/))
    .map(wrap)
    .filter((block) => block.length > 0)
  const lines = [...blocks, tags.flatMap(wrap)]
    .filter((block) => block.length > 0)
    .flatMap((block) => ["", ...block])
    .slice(1)
    .map((line) => line.replaceAll("*/", "*\\/"))
  const [only = ""] = lines
  return lines.length === 1
    ? `/** ${only} */`
    : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n")
}

/** How the first line of a generated file starts. */
export const generatedMark = "// Generated from "

/** The first line of a generated file. Folders are left out: it is the same wherever the command is run. */
export const header = (file: string): string =>
  `${generatedMark}${file.replace(/^.*[\\/]/, "")} by @crm-auth/codegen. Do not edit: change the spec and generate again.\n`

/** Stands before what an entry exports of core, so that the types that its functions return can be named. */
export const ofCore = "// What programs need of core: they need not depend on it."

/** Code unit order, whatever the machine's language. */
export const sorted = (items: Iterable<string>): ReadonlyArray<string> => [...new Set(items)].sort()

/** A text that ends like a sentence. */
export const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
