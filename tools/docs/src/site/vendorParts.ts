/** The parts that the pages of every vendor have. */
import { vendorNames } from "@crm-auth/packages/vendors"
import type { Page } from "./page.ts"

/** Sections of a vendor's own page, and what each must hold. */
const sections: ReadonlyArray<readonly [heading: string, holds: RegExp]> = [
  ["Credentials", /\| where a person finds it \|[^]*\| `\w+` or `\w+` \|/],
  ["The session", /^It travels in the [^]*(ends?|lifetime|unknown|rejects it)/m],
  ["Errors", /\]\([^)]*errors\/#[a-z]+\)/],
  ["Traps", /\/traps\/\)/]
]

/** Sections of a vendor's guide, which a person writes. */
const guideSections = [
  "Install",
  "Use",
  "Without Effect",
  "Configuration",
  "Lifetimes",
  "Errors",
  "Second factor",
  "Testing"
]

const sectionOf = ({ body }: Page, heading: string): string | undefined =>
  body.split(/^(?=## )/m).find((section) => section.startsWith(`## ${heading}\n`))

/** Rows of tables in which a person would look for a value and find nothing. */
const emptyCells = (section: string): ReadonlyArray<string> =>
  section.split("\n").filter((line) => line.startsWith("|") && /\|\s*\|/.test(line))

/** What is not there, page by page. */
export const missingParts = (
  pages: ReadonlyArray<Page>,
  vendors: ReadonlyArray<string> = vendorNames
): ReadonlyArray<string> => {
  const bySlug = new Map(pages.map((page) => [page.slug, page]))
  return vendors.flatMap((name) => {
    const slug = `vendors/${name}`
    const [own, guide, traps] = [slug, `${slug}/guide`, `${slug}/traps`].map((each) => bySlug.get(each))
    if (own === undefined || guide === undefined || traps === undefined) {
      return [`${slug} lacks its page, its guide or its traps`]
    }
    return [
      ...sections.flatMap(([heading, holds]) => {
        const section = sectionOf(own, heading)
        if (section === undefined || !holds.test(section)) return [`${slug} says nothing under ${heading}`]
        return heading === "Credentials" ? emptyCells(section).map((row) => `${slug} leaves a cell empty: ${row}`) : []
      }),
      ...guideSections
        .filter((heading) => (sectionOf(guide, heading)?.trim().split("\n").length ?? 0) < 3)
        .map((heading) => `${slug}/guide says nothing under ${heading}`),
      ...(/\*\*[A-Z]+\d+\*\*/.test(traps.body) ? [] : [`${slug}/traps numbers no trap`])
    ]
  })
}
