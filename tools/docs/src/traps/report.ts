/** Says what was found. */
import type { Comparison } from "./compare.ts"

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`

export const report = ({ missing, problems, traps }: Comparison): string => {
  if (missing.length === 0 && problems.length === 0) return `All ${count(traps, "trap")} have a test named after them.`
  const lines: Array<string> = []
  for (const name of new Set(missing.map((finding) => finding.package))) {
    const own = missing.filter((finding) => finding.package === name).sort((a, b) => (a.id < b.id ? -1 : 1))
    lines.push(`${count(own.length, "trap")} without a test in packages/${name}/test:`)
    for (const { id, page, title } of own) lines.push(`  ${id} ${title} (docs/traps/${page}.md)`)
    lines.push("")
  }
  for (const problem of problems) lines.push(problem)
  if (missing.length > 0) {
    lines.push(
      `${missing.length} of ${count(traps, "trap")} are without a test. Write one that fails without its cure, and start`,
      'its name with the number: it.effect("T07 …"). Tests in emulator*.test.ts do not count: they test the emulator.'
    )
  }
  return lines.join("\n")
}
