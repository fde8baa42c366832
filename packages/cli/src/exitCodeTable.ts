/** The table of exit codes with the reasons that end with each. */
import { type ExitCode, exitCodeOf, exitCodes } from "./exitCodes.ts"
import { reasonKinds } from "./reasonKinds.ts"

/** Every reason by its tag, with the exit code that it ends with. */
export const exitCodesOfReasons: ReadonlyMap<string, number> = new Map(
  reasonKinds.map(([tag, kind]) => [tag, exitCodeOf({ _tag: tag, kind })])
)

/** The table, as the program prints it. */
export const exitCodeRows = Object.entries<ExitCode>(exitCodes).map(([name, { code, meaning }]) => ({
  name,
  code,
  meaning,
  reasons: [...exitCodesOfReasons].flatMap(([reason, own]) => (own === code ? [reason] : []))
}))

/** The table as text, for `help exit-codes`. */
export const exitCodeTable = (): string =>
  exitCodeRows
    .map(({ code, meaning, reasons }) => {
      const names = reasons.length === 0 ? "" : `\n     ${reasons.join(", ")}`
      return `${String(code).padStart(3)}  ${meaning}${names}`
    })
    .join("\n")
