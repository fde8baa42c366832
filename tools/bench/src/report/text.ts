/** How figures are written. */
import { table } from "@crm-auth/packages/table"

export { table }

/** Three digits are all that a measurement has to say. */
export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

export const micros = (value: number): string => (value >= 1000 ? `${short(value / 1000)} ms` : `${short(value)} µs`)

export const verdict = (met: boolean): string => (met ? "met" : "**not met**")

export const count = (value: number): string => value.toLocaleString("en-GB")

/** A bar chart that GitHub draws. */
export const chart = (
  title: string,
  axis: string,
  labels: ReadonlyArray<string>,
  values: ReadonlyArray<number>
): string => {
  const most = Math.max(...values, 0)
  return [
    "```mermaid",
    "xychart-beta",
    `  title "${title}"`,
    `  x-axis [${labels.map((label) => `"${label}"`).join(", ")}]`,
    `  y-axis "${axis}" 0 --> ${most <= 5 ? (most * 1.1).toFixed(2) : Math.ceil(most * 1.1)}`,
    `  bar [${values.map((value) => Number(value.toFixed(2))).join(", ")}]`,
    "```"
  ].join("\n")
}
