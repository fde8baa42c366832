/** A page per vendor, made from its spec. What a person wrote about the vendor, its README and traps, is linked. */
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../readme/readmes.ts"
import { documentPage, type Page } from "./page.ts"
import { type Field, type Login, type Row, type Spec, specs } from "./specs.ts"

/** A text in a cell of a table. */
export const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim()

export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`).join("\n")

const code = (text: string): string => `\`${text}\``

const fieldRow = ({ description, label, name, required, secret, variable, where }: Field): ReadonlyArray<string> => [
  [label, ...(required === false ? ["optional"] : []), ...(secret === true ? ["secret"] : [])].join(", "),
  `${code(name)} or ${code(variable)}`,
  where,
  description
]

const fieldTable = (fields: ReadonlyArray<Field>): string =>
  table(["what", "option or variable", "where a person finds it", "meaning"], fields.map(fieldRow))

const durationText = (duration: string | { readonly at?: string; readonly unit?: string; readonly default?: string }) =>
  typeof duration === "string"
    ? duration === "unknown"
      ? "unknown"
      : duration
    : `what the reply says at \`${duration.at ?? ""}\`${duration.default === undefined ? "" : `, else ${duration.default}`}`

const lifetimeOf = ({ lifetime }: Login): string => {
  if (lifetime === undefined) return "The spec names no lifetime: a session is used until the vendor rejects it."
  const idle = lifetime.idle?.map(durationText).join(", else ")
  const absolute = lifetime.absolute?.map(durationText).join(", else ")
  return [
    idle === undefined ? "" : `An unused session ends after: ${idle}.`,
    absolute === undefined ? "" : `A session ends, used or not, after: ${absolute}.`,
    lifetime.slides === undefined
      ? ""
      : `What counts as use: ${lifetime.slides === "okReply" ? "requests that succeed" : "any reply"}.`
  ]
    .filter((part) => part !== "")
    .join(" ")
}

const places: { readonly [place: string]: string } = {
  header: "the header",
  query: "the query parameter",
  form: "the form field",
  json: "the JSON member"
}

const operationText = (name: string): string =>
  name === "*"
    ? "any request"
    : name === "@call"
      ? "a call"
      : name === "@login"
        ? "a login"
        : name === "@logout"
          ? "a logout"
          : code(name)

/** What has to be true of a reply for a row to apply, in words. */
export const conditionOf = ({ body, code: codes, network, operation, sent, status, text, where }: Row): string =>
  [
    operation.map(operationText).join(", "),
    codes === undefined
      ? ""
      : `code ${codes.map((one) => (one === null || one === "" ? "none" : code(one))).join(", ")}`,
    status === undefined ? "" : `HTTP ${status.join(", ")}`,
    body === undefined || body === "any" ? "" : `body: ${body}`,
    text === undefined ? "" : `text ${code(text)}`,
    where === undefined ? "" : `by what is at ${where.map(({ at }) => code(at)).join(", ")}`,
    ...Object.entries(sent ?? {}).map(([field, was]) => `${code(field)} ${was ? "sent" : "not sent"}`),
    network === true ? "no answer" : ""
  ]
    .filter((part) => part !== "")
    .join("; ")

/** What the engine does about a row, in words. */
export const reactionOf = ({ guard, rejectedBeforeWork, retry }: Row): string =>
  [
    typeof retry === "string"
      ? retry === "never"
        ? "not tried again"
        : "tried again, with pauses"
      : `a read is ${retry.safe === "never" ? "not tried again" : "tried again, with pauses"}, a write ${retry.unsafe === "never" ? "is not" : "too"}`,
    guard === undefined ? "" : `these credentials are not sent again for ${guard.replace("PT", "").toLowerCase()}`,
    rejectedBeforeWork === true ? "refused before any work is done" : ""
  ]
    .filter((part) => part !== "")
    .join("; ")

const trapsOf = (name: string): string => {
  const file = [name, "webservice"].find((each) => existsSync(join(root, "docs/traps", `${each}.md`)))
  return file === undefined
    ? ""
    : `What has broken other clients, each held by a test: [the traps](/vendors/${name}/traps/).`
}

const vendorPage = (spec: Spec): Page => {
  const { description, fields, label, logins, methods, name, places: where, rows } = spec
  const second = Object.entries(logins).filter(([, login]) => login.secondFactor !== undefined)
  return {
    slug: `vendors/${name}`,
    title: label,
    description: `Credentials, sessions and errors of ${label}, and where to find them.`,
    body: [
      description,
      `Install \`@crm-auth/${name}\`; [its guide](/vendors/${name}/guide/) has the programs.`,
      "## Credentials",
      "The server, whatever the login:",
      fieldTable(fields),
      ...methods.flatMap((method) => [`### ${method.label}`, method.description, fieldTable(method.fields)]),
      "## The session",
      `It travels in ${where.map((place) => `${places[place.in] ?? place.in} \`${place.name}\``).join(", or in ")}.`,
      ...Object.entries(logins).map(([operation, login]) => `\`${operation}\`: ${lifetimeOf(login)}`),
      second.length === 0 ? "" : "The server may ask for a second factor: see the guide.",
      "## Errors",
      "The first row that fits says what a reply means. `evidence` says how that is known: `seed` is the vendor's own page, `measured` and `server` a real server, `client` a public client, `inferred` a conclusion.",
      table(
        ["when", "reason", "what the engine does", "evidence"],
        rows.map((row) => [
          conditionOf(row),
          `[\`${row.reason}\`](/errors/#${row.reason.toLowerCase()})`,
          reactionOf(row),
          row.evidence
        ])
      ),
      "## Traps",
      trapsOf(name)
    ].join("\n\n")
  }
}

const read = (path: string): string => readFileSync(join(root, path), "utf8")

const pagesOf = (spec: Spec): ReadonlyArray<Page> => {
  const { label, name } = spec
  const traps = [name, "webservice"].find((each) => existsSync(join(root, "docs/traps", `${each}.md`)))
  const readme = `packages/${name}/README.md`
  return [
    vendorPage(spec),
    documentPage(`vendors/${name}/guide`, readme, read(readme), `${label}: guide`),
    ...(traps === undefined
      ? []
      : [
          {
            ...documentPage(`vendors/${name}/traps`, `docs/traps/${traps}.md`, read(`docs/traps/${traps}.md`)),
            title: `${label}: traps`
          }
        ])
  ]
}

export const vendorPages = (): ReadonlyArray<Page> => specs.flatMap(pagesOf)
