/** One line of the table. */
import { vendorNames } from "@crm-auth/packages/vendors"

export interface Row {
  readonly what: string
  readonly effect: string
  readonly outcome: "passed" | "failed" | "skipped"
  readonly detail: string
}

/** A place where the program can be run. */
export interface Host {
  readonly what: string
  /** Resolves to what the program said; `skipped` when this machine has no such host. */
  readonly run: (project: string, base: string) => Promise<string | { readonly skipped: string }>
}

const said = `${vendorNames.length} vendors passed`

/** The program's own line, out of what a runtime printed around it. */
export const judge = (output: string): Pick<Row, "outcome" | "detail"> => {
  const lines = output.split("\n").map((line) => line.trim())
  if (lines.includes(said)) return { outcome: "passed", detail: said }
  const failed = lines.find((line) => line.startsWith("failed: "))
  return {
    outcome: "failed",
    detail:
      failed ??
      lines
        .filter((line) => line !== "")
        .slice(-3)
        .join(" · ")
        .slice(0, 300)
  }
}
