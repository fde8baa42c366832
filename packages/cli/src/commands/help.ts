/** `crm-auth help exit-codes`. */
import * as Effect from "effect/Effect"
import { exitCodeRows, exitCodeTable } from "../exitCodeTable.ts"
import { answer } from "../output.ts"

/** Prints the table of exit codes. */
export const runExitCodes = Effect.suspend(() => answer(exitCodeTable(), { version: 1, exitCodes: exitCodeRows }))
