/** Reads the arguments of commands that may be answered from the store, before anything large is loaded. */
import { type Format, formats } from "./sessionVariables.ts"
import { type Form, forms } from "./written.ts"

/** A command that may be answered at once. */
export interface PlainCommand {
  readonly command: "token" | "env" | "exec"
  readonly vendor: string
  readonly profile: string
  /** Whether the profile was named with `--profile`. */
  readonly isNamed: boolean
  readonly json: boolean
  readonly as: Form
  readonly format: Format
  /** What `exec` runs. */
  readonly child: ReadonlyArray<string>
}

const isForm = (text: string): text is Form => forms.some((form) => form === text)
const isFormat = (text: string): text is Format => formats.some((format) => format === text)

/** Reads the arguments; `undefined` for what only the program itself understands. */
export const parsePlain = (argv: ReadonlyArray<string>): PlainCommand | undefined => {
  const [command, ...all] = argv
  if (command !== "token" && command !== "env" && command !== "exec") return undefined
  // `exec` without `--` may have flags of either among its words.
  const end = command === "exec" ? all.indexOf("--") : all.length
  const rest = all.slice(0, end)
  const child = all.slice(end + 1)
  if (end === -1 || (command === "exec" && child.length === 0)) return undefined
  let vendor: string | undefined
  let profile: string | undefined
  let json = false
  let as: Form = "value"
  let format: Format | undefined
  for (let index = 0; index < rest.length; index++) {
    const text = rest[index] ?? ""
    if (text === "--json") json = true
    else if (text === "--quiet" || text === "-q" || text === "--no-input") continue
    else if (text.startsWith("-")) {
      const [name, ...given] = text.split("=")
      const value = given.length > 0 ? given.join("=") : rest[++index]
      if (value === undefined || value === "") return undefined
      if (name === "--profile") profile = value
      else if (name === "--as" && command === "token" && isForm(value)) as = value
      else if (name === "--format" && command === "env" && isFormat(value)) format = value
      else return undefined
    } else if (vendor === undefined) vendor = text
    else return undefined
  }
  // What contradicts itself is refused by the program.
  if (vendor === undefined || (json && (as === "curl" || (format ?? "json") !== "json"))) return undefined
  return {
    command,
    vendor,
    profile: profile ?? vendor,
    isNamed: profile !== undefined,
    json,
    as,
    format: format ?? "posix",
    child
  }
}
