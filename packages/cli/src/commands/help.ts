/** `crm-auth help exit-codes`. */
import * as Effect from "effect/Effect"
import { exitCodes, exitCodeTable } from "../exitCodes.ts"
import { answer } from "../output.ts"

/** Prints the table of exit codes. */
export const runExitCodes = Effect.suspend(() =>
  answer(exitCodeTable(), {
    version: 1,
    exitCodes: Object.entries(exitCodes).map(([name, { code, meaning, reasons }]) => ({ name, code, meaning, reasons }))
  })
)
