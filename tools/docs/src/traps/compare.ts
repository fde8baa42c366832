/** Compares what the pages list with what tests are named after. */
import type { Page } from "./page.ts"

/** A package, the pages that concern it, and the traps that its tests are named after, each with a file. */
export interface Subject {
  readonly name: string
  readonly pages: ReadonlyArray<string>
  readonly named: ReadonlyMap<string, string>
}

export interface Finding {
  readonly package: string
  readonly id: string
  readonly page: string
  readonly title: string
}

export interface Comparison {
  readonly traps: number
  readonly missing: ReadonlyArray<Finding>
  readonly problems: ReadonlyArray<string>
}

export const compare = (pages: ReadonlyArray<Page>, subjects: ReadonlyArray<Subject>): Comparison => {
  const missing: Array<Finding> = []
  const problems = pages.flatMap((page) => page.problems.map((problem) => `docs/traps/${page.name}.md ${problem}`))
  let traps = 0
  for (const subject of subjects) {
    const known = new Set<string>()
    for (const name of subject.pages) {
      const page = pages.find((candidate) => candidate.name === name)
      if (page === undefined) {
        problems.push(`docs/traps/${name}.md is missing; it is to list the traps of packages/${subject.name}`)
        continue
      }
      for (const { id, title } of page.traps) {
        traps++
        known.add(id)
        if (!subject.named.has(id)) missing.push({ package: subject.name, id, page: name, title })
      }
    }
    // Other letters number other things: R12 is a release.
    const letters = new Set([...known].map((id) => id.charAt(0)))
    for (const [id, file] of subject.named) {
      if (letters.has(id.charAt(0)) && !known.has(id))
        problems.push(`${file} names ${id}, which no page lists for packages/${subject.name}`)
    }
  }
  for (const { name } of pages) {
    if (!subjects.some((subject) => subject.pages.includes(name))) {
      problems.push(`docs/traps/${name}.md belongs to no package`)
    }
  }
  return { traps, missing, problems }
}
