/** A page per command of `crm-auth`, from the data that its own help is printed of. */
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import type { ArgDoc, FlagDoc, HelpDoc } from "effect/cli/HelpDoc"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { layer, root } from "../../../../packages/cli/src/program.ts"
import type { Page } from "./page.ts"
import { table } from "./vendors.ts"

/** What `--help` of a command would print, as data. */
const helpOf = Effect.fnUntraced(function* (path: ReadonlyArray<string>) {
  const shown: Array<HelpDoc> = []
  const presenter = CliOutput.layerPresenter({
    present: (event) => Effect.sync(() => (event._tag === "Help" ? void shown.push(event.helpDoc) : undefined))
  })
  yield* Effect.exit(
    Effect.provide(Command.runWith(root, { version: "0.0.0" })([...path, "--help"]), Layer.merge(layer, presenter))
  )
  const [help] = shown
  if (help === undefined) return yield* Effect.die(`crm-auth ${path.join(" ")} has no help`)
  return help
})

const textOf = (value: unknown): string =>
  typeof value === "string"
    ? value
    : typeof value === "object" && value !== null && "value" in value && typeof value.value === "string"
      ? value.value
      : ""

const flagRow = ({ aliases, description, name, required, type }: FlagDoc): ReadonlyArray<string> => [
  [`--${name}`, ...aliases].map((flag) => `\`${flag}\``).join(", "),
  type,
  required ? "yes" : "no",
  textOf(description)
]

const argumentRow = ({ description, name, required, type }: ArgDoc): ReadonlyArray<string> => [
  `\`${name}\``,
  type,
  required ? "yes" : "no",
  textOf(description)
]

const section = (title: string, rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  rows.length === 0 ? [] : [`## ${title}`, table(["name", "type", "required", "meaning"], rows)]

const pageOf = (path: ReadonlyArray<string>, help: HelpDoc): Page => ({
  slug: `commands/${path.join("-")}`,
  title: `crm-auth ${path.join(" ")}`,
  description: `${help.description}.`,
  body: [
    `${help.description}.`,
    `\`\`\`text\n${help.usage}\n\`\`\``,
    ...section("Arguments", (help.args ?? []).map(argumentRow)),
    ...section("Flags", help.flags.map(flagRow)),
    ...section("Flags of every command", (help.globalFlags ?? []).map(flagRow))
  ].join("\n\n")
})

/** The names of the commands below a command. */
const below = (help: HelpDoc): ReadonlyArray<string> =>
  (help.subcommands ?? []).flatMap(({ commands }) => commands.map(({ name }) => name))

/** Pages of all commands. */
export const commandPages: Effect.Effect<ReadonlyArray<Page>> = Effect.gen(function* () {
  const pages: Array<Page> = []
  for (const name of below(yield* helpOf([]))) {
    const help = yield* helpOf([name])
    pages.push(pageOf([name], help))
    for (const inner of below(help)) pages.push(pageOf([name, inner], yield* helpOf([name, inner])))
  }
  return pages
})
