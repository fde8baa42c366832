/** Tables of options, from their docstrings, and of a vendor's variables, from the spec's fields. */
import type { CredentialField, LoginCredentials, Vendor } from "@crm-auth/core/Driver"
import type { Member } from "./members.ts"

type Rows = ReadonlyArray<ReadonlyArray<string>>

const cell = (text: string): string => text.replaceAll("|", "\\|")

/** A table as the formatter writes it. */
export const table = ([head = [], ...rows]: Rows): string => {
  const all = [head, ...rows].map((row) => row.map(cell))
  const widths = head.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)))
  const line = (row: ReadonlyArray<string>, fill = " ") =>
    `| ${widths.map((width, column) => (row[column] ?? "").padEnd(width, fill)).join(" | ")} |`
  const [first = [], ...others] = all
  return [line(first), line([], "-"), ...others.map((row) => line(row))].join("\n")
}

/** Starts a text small, unless it starts with a name of several words. */
export const lower = (text: string): string =>
  /^[A-Z][a-z]*\b(?! [A-Z][a-z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

const addressOf = ({ protocol }: Vendor, name: string): ReadonlyArray<string> => {
  if (name !== "url") return []
  const [longest] = protocol.server.strip
  return longest === undefined ? [] : [`\`${longest}\` at its end is cut off`]
}

const code = (standard: string): string => (/^("[^"]*"|\d+|true|false)$/.test(standard) ? `\`${standard}\`` : standard)

const whereOf = ({ where }: CredentialField): ReadonlyArray<string> =>
  where === "unknown" ? [] : [lower(where).replace(/\.$/, "")]

/** What a field of the server is, as the docstring of its option says, and where a person finds it. */
const serverMeaning = (vendor: Vendor, field: CredentialField, members: ReadonlyArray<Member>): string => {
  const option = members.find(({ name }) => name === field.name)
  const said = option === undefined ? field.label : lower(option.text).replace(/\.$/, "")
  const standard = option?.standard === undefined ? [] : [`default: ${code(option.standard)}`]
  return [said, ...whereOf(field), ...standard, ...addressOf(vendor, field.name)].join("; ")
}

/** What a credential is, whether a login needs it, and where a person finds it. */
const credentialMeaning = (field: CredentialField, variants: LoginCredentials["variants"]): string => {
  const isNeeded = variants?.some(({ required }) => required.includes(field.name)) === true
  const need = field.required ? "" : isNeeded ? " (with some sets of fields)" : " (optional)"
  return [lower(field.label) + need, ...whereOf(field)].join("; ")
}

/** The variables of a vendor. Where there are several login methods, those of each are named. */
export const variablesTable = (vendor: Vendor, members: ReadonlyArray<Member>): string => {
  const { methods, serverFields } = vendor
  const rows = [
    ...serverFields.map((field) => ({
      field,
      login: "all",
      meaning: serverMeaning(vendor, field, members)
    })),
    ...methods.flatMap(({ credentials }) =>
      credentials.fields.map((field) => ({
        field,
        login: lower(credentials.label),
        meaning: credentialMeaning(field, credentials.variants)
      }))
    )
  ]
  const variables = [...new Set(rows.map(({ field }) => field.variable))]
  const isOne = methods.length === 1
  return table([
    ["variable", "option", ...(isOne ? [] : ["login"]), "meaning"],
    ...variables.flatMap((variable) => {
      const uses = rows.filter(({ field }) => field.variable === variable)
      const [first] = uses
      if (first === undefined) return []
      const logins = [...new Set(uses.map(({ login }) => login))].join(", ")
      return [[`\`${variable}\``, `\`${first.field.name}\``, ...(isOne ? [] : [logins]), first.meaning]]
    })
  ])
}

/** Members of an interface of options. */
export const membersTable = (column: string, members: ReadonlyArray<Member>): string =>
  table([
    [column, "default", "meaning"],
    ...members.map(({ name, standard, text }) => [
      `\`${name}\``,
      standard === undefined ? "none" : code(standard),
      text
    ])
  ])

/** The options of a vendor beside those that have a variable. */
export const optionsTable = (vendor: Vendor, members: ReadonlyArray<Member>): string => {
  const variables = new Set(vendor.serverFields.map(({ name }) => name))
  const rows = members.filter(({ name }) => !variables.has(name))
  return membersTable("further option", rows)
}

const tableOf = (column: string): RegExp => new RegExp(`^\\| ${column} +\\|.*\\n(?:\\|.*\\n)*`, "m")

/** The rows of the table whose first column has a name, its head included and its ruler left out. */
export const readRows = (markdown: string, column: string): Rows => {
  const [found = ""] = tableOf(column).exec(markdown) ?? []
  return found
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("| -"))
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((text) => text.trim().replaceAll("\\|", "|"))
    )
}

/** Puts a table in place of the one whose first column has the same name. A text without one is an error. */
export const withTable = (markdown: string, made: string): string => {
  const [, column = ""] = /^\| ([a-z ]+?) +\|/.exec(made) ?? []
  const old = tableOf(column)
  if (!old.test(markdown)) throw new Error(`there is no table of "${column}"`)
  return markdown.replace(old, () => `${made}\n`)
}
