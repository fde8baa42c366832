/** Pages of reference, from API Extractor's model: one for each entry point. */

/** An item of the model, as far as pages show it. */
export interface ApiItem {
  readonly kind: string
  readonly name?: string
  readonly canonicalReference?: string
  readonly docComment?: string
  readonly isOptional?: boolean
  readonly excerptTokens?: ReadonlyArray<{
    readonly kind: string
    readonly text: string
    readonly canonicalReference?: string
  }>
  readonly members?: ReadonlyArray<ApiItem>
}

/** What a page needs beside the model. */
export interface Entry {
  /** What programs import, such as `@crm-auth/kayako/promise`. */
  readonly specifier: string
  /** The source file, from the repository's root, that declares a name. */
  readonly sourceOf: (name: string) => string | undefined
  /** The address of the source of a module of Effect. */
  readonly effectUrl: (module: string) => string | undefined
}

/** A doc comment without its frame. */
const unframed = (comment: string): string =>
  comment
    .trim()
    .replaceAll(/^\/\*\*|\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .replaceAll("\\@", "@")

/** A doc comment's text, without its frame and its tags. */
const textOf = (comment: string): string =>
  unframed(comment)
    .replace(/^@(?!default)\w+[^]*$/m, "")
    .trim()

const tagOf = (comment: string, tag: string): string | undefined =>
  new RegExp(`@${tag} (.*)`).exec(comment.replaceAll("\\@", "@"))?.[1]?.trim()

/** Why an item should not be used, where its comment says so. */
const warningOf = (comment: string): string => {
  const [, reason] = /^@deprecated\s+([^]*?)(?=\n@|\s*$(?![^]))/m.exec(unframed(comment)) ?? []
  return reason === undefined ? "" : `**Deprecated.** ${reason.replaceAll(/\s+/g, " ").trim()}`
}

const signatureOf = ({ excerptTokens = [] }: ApiItem): string =>
  excerptTokens
    .map(({ text }) => text)
    .join("")
    .trim()

/** Modules of Effect that a signature names. */
const effectModules = ({ excerptTokens = [] }: ApiItem): ReadonlyArray<string> =>
  [
    ...new Set(
      excerptTokens.flatMap(({ canonicalReference = "", text }) => {
        const [, module] = /^(\w+)\./.exec(text) ?? []
        return canonicalReference.startsWith("effect!") && module !== undefined ? [module] : []
      })
    )
  ].sort()

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").trim()

const memberRow = (member: ApiItem): string => {
  const comment = member.docComment ?? ""
  const preset = tagOf(comment, "default")
  const said = [textOf(comment).replace(/@default[^]*/, ""), warningOf(comment)].join(" ")
  const name = member.name ?? (member.kind === "Constructor" ? "constructor" : "")
  const type = signatureOf(member).replace(/^(readonly |static |get )*/, "")
  return `| \`${name}\` | \`${cell(type)}\` | ${cell(said)}${preset === undefined ? "" : ` Default: ${cell(preset)}.`} |`
}

const membersOf = ({ members = [] }: ApiItem): ReadonlyArray<string> =>
  members.length === 0
    ? []
    : [["| member | type | meaning |", "| --- | --- | --- |", ...members.map(memberRow)].join("\n")]

const itemText = (item: ApiItem, { effectUrl, sourceOf }: Entry): string => {
  const { docComment = "", name = "" } = item
  const modules = effectModules(item)
  const source = sourceOf(name)
  return [
    `### ${name}`,
    textOf(docComment),
    warningOf(docComment),
    `\`\`\`ts\n${signatureOf(item)}\n\`\`\``,
    ...membersOf(item),
    [
      ...(source === undefined ? [] : [`[Source](../../../../${source})`]),
      ...modules.flatMap((module) => {
        const url = effectUrl(module)
        return url === undefined ? [] : [`[${module}](${url})`]
      })
    ].join(" · ")
  ]
    .filter((part) => part !== "")
    .join("\n\n")
}

const pascal = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The page of an entry point: its exports by category, each with its signature, its text and its members. */
export const referencePage = (model: ApiItem, entry: Entry): string => {
  const [point] = model.members ?? []
  const byCategory = new Map<string, Array<ApiItem>>()
  for (const item of point?.members ?? []) {
    const category = tagOf(item.docComment ?? "", "category") ?? "others"
    byCategory.set(category, [...(byCategory.get(category) ?? []), item])
  }
  const sections = [...byCategory]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([category, items]) => [`## ${pascal(category)}`, ...items.map((item) => itemText(item, entry))])
  return `${[`# ${entry.specifier}`, `What \`${entry.specifier}\` exports.`, ...sections].join("\n\n")}\n`
}
