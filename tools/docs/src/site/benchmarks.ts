/** The page of figures: what was measured, with a chart of each table of ratios. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../readme/readmes.ts"
import { documentPage, type Page } from "./page.ts"

export interface Bar {
  readonly label: string
  readonly value: number
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

/** Bars beside each other, with their figures, as a picture that needs no script. */
export const chart = (caption: string, bars: ReadonlyArray<Bar>): string => {
  const most = Math.max(...bars.map(({ value }) => value))
  const lines = bars.map(({ label, value }, index) => {
    const y = index * 24
    const width = Math.max(1, Math.round((value / most) * 260))
    return `<text x="0" y="${y + 15}">${escape(label)}</text><rect x="260" y="${y + 3}" width="${width}" height="16" rx="2"/><text x="${266 + width}" y="${y + 15}">${value}</text>`
  })
  return [
    `<figure class="chart"><svg role="img" aria-label="${escape(caption)}" viewBox="0 0 600 ${bars.length * 24}" width="600" height="${bars.length * 24}">${lines.join("")}</svg>`,
    `<figcaption>${escape(caption)}</figcaption></figure>`
  ].join("")
}

/** Rows of a figure file that say what was compared and how it came out, whatever the table they are in. */
const ratiosIn = (value: unknown): ReadonlyArray<Bar> => {
  if (typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap(ratiosIn)
  const row: { readonly what?: unknown; readonly ratio?: unknown } = value
  const { ratio, what } = row
  const own =
    typeof what === "string" && typeof ratio === "number" ? [{ label: what, value: Number(ratio.toFixed(2)) }] : []
  return [...own, ...Object.values(value).flatMap(ratiosIn)]
}

export const benchmarkPage = (): Page => {
  const page = documentPage("benchmarks", "docs/benchmarks.md", readFileSync(join(root, "docs/benchmarks.md"), "utf8"))
  const figures: { readonly [part: string]: unknown } = JSON.parse(
    readFileSync(join(root, "docs/benchmarks.json"), "utf8")
  )
  const charts = Object.entries(figures).flatMap(([part, value]) => {
    const bars = ratiosIn(value)
    return bars.length < 2
      ? []
      : [chart(`${part}: this library's time, divided by that of what it is compared with`, bars)]
  })
  return { ...page, body: [page.body.replaceAll(/```mermaid[^]*?```/g, ""), "## Charts", ...charts].join("\n\n") }
}
