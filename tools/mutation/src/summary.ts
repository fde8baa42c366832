/** What is kept of a report of Stryker: how many mutants of each file were killed, and which ones were not. */

interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly status: string
  /** Whether it is in code that runs when its module is loaded. */
  readonly static?: boolean
  readonly location: { readonly start: { readonly line: number; readonly column: number } }
}

interface Report {
  readonly files: { readonly [name: string]: { readonly source: string; readonly mutants: ReadonlyArray<Mutant> } }
}

export interface FileSummary {
  readonly killed: number
  /** Mutants that keep a test from ending; they count as killed. */
  readonly timedOut: number
  readonly survived: number
  /** Mutants that no test reaches; they count as alive. */
  readonly unreached: number
  /** Mutants of code that runs when its module is loaded; they do not count. */
  readonly leftOut: number
  /** The share of those that count, in percent. */
  readonly score: number
  /** Each mutant that is alive: line, code, and what it was replaced with. */
  readonly alive: ReadonlyArray<string>
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim()
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10)

const fileSummary = (source: string, mutants: ReadonlyArray<Mutant>): FileSummary => {
  const lines = source.split("\n")
  // A module is loaded once, so such a mutant is never in force while tests run.
  const counted = mutants.filter((mutant) => mutant.static !== true || mutant.status !== "Survived")
  const count = (status: string) => counted.filter((mutant) => mutant.status === status).length
  const [killed, timedOut, survived, unreached] = ["Killed", "Timeout", "Survived", "NoCoverage"].map(count)
  const dead = (killed ?? 0) + (timedOut ?? 0)
  const alive = (survived ?? 0) + (unreached ?? 0)
  return {
    killed: killed ?? 0,
    timedOut: timedOut ?? 0,
    survived: survived ?? 0,
    unreached: unreached ?? 0,
    leftOut: mutants.length - dead - alive,
    score: percent(dead, dead + alive),
    alive: counted
      .filter(({ status }) => status === "Survived" || status === "NoCoverage")
      .map(({ location, mutatorName, replacement = "" }) => {
        const { line } = location.start
        return `${line}: ${shortened(lines[line - 1] ?? "")} | ${mutatorName} → ${shortened(replacement)}`
      })
  }
}

export const summaryOf = (text: string): unknown => {
  const report: Report = JSON.parse(text)
  const files = Object.fromEntries(
    Object.entries(report.files)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { mutants, source }]) => [name, fileSummary(source, mutants)])
  )
  const all = Object.values(files)
  const sum = (of: (file: FileSummary) => number) => all.reduce((total, file) => total + of(file), 0)
  const dead = sum(({ killed, timedOut }) => killed + timedOut)
  const alive = sum(({ survived, unreached }) => survived + unreached)
  return { score: percent(dead, dead + alive), dead, alive, files }
}
