/** A page of the site, before it is written. */
export interface Page {
  /** Where it stands, without slashes at its ends: `vendors/kayako`. The first page's is empty. */
  readonly slug: string
  readonly title: string
  readonly description: string
  /** Markdown without the title. */
  readonly body: string
  /**
   * The file of the repository that the body comes from: its relative links start there.
   *
   * @default the body was made: it has links to pages only, from the site's root
   */
  readonly source?: string
  /** Lines of front matter beside title and description. */
  readonly front?: ReadonlyArray<string>
}

/**
 * Puts each table into a region that the keyboard can scroll, with a name of its own, and gives a column without a
 * heading one.
 */
const withRegions = (body: string): string => {
  const lines: Array<string> = []
  let isCode = false
  let inTable = false
  let tables = 0
  for (const line of body.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode
    const isRow = !isCode && line.startsWith("|")
    if (isRow && !inTable) {
      lines.push(`<div class="table" role="region" tabindex="0" aria-label="Table ${++tables}">`, "")
      lines.push(line.replaceAll(/\|\s+(?=\|)/g, "| row "))
    } else {
      if (!isRow && inTable) lines.push("", "</div>", "")
      lines.push(line)
    }
    inTable = isRow
  }
  if (inTable) lines.push("", "</div>")
  return lines.join("\n")
}

/** The page as its Markdown file, front matter included. */
export const fileOf = ({ body, description, front = [], title }: Page): string =>
  [
    "---",
    `title: ${JSON.stringify(title)}`,
    `description: ${JSON.stringify(description)}`,
    ...front,
    "---",
    "",
    withRegions(body.trim()),
    ""
  ].join("\n")

const firstSentence = (text: string): string => {
  const paragraph = text.split(/\n\n/).find((part) => /^[A-Z`@[]/.test(part.trim())) ?? ""
  const plain = paragraph
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .replaceAll("\n", " ")
    .trim()
  return /^.*?[.:](?=\s|$)/.exec(plain)?.[0].replace(/:$/, ".") ?? plain
}

/** A document of the repository as a page: its heading is the title, its first sentence the description. */
export const documentPage = (slug: string, source: string, text: string, title?: string): Page => {
  const found = /^# (.*)\n/m.exec(text)
  if (found === null) throw new Error(`${source} has no heading`)
  const body = text.slice(found.index + found[0].length)
  return {
    slug,
    source,
    body,
    title: title ?? (found[1] ?? "").replaceAll("`", ""),
    description: firstSentence(body) || `About ${title ?? found[1] ?? ""}.`
  }
}

/** A hand-written page, which has front matter of its own. */
export const writtenPage = (slug: string, source: string, text: string): Page => {
  const [, front = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? []
  const valueOf = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(front)?.[1]
  const title = valueOf("title")
  const description = valueOf("description")
  if (title === undefined || description === undefined) throw new Error(`${source} needs a title and a description`)
  const others = front.split("\n").filter((line) => !/^(title|description): /.test(line))
  return { slug, source, title, description, body, front: others }
}
