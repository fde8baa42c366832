/** The one way in which a command fails. */
import * as Data from "effect/Data"
import { exitCodes, type ExitName } from "./exitCodes.ts"

/** A command failed. The message says what to do next, and nothing secret. */
export class CliFailure extends Data.TaggedError("CliFailure")<{
  /** The process ends with it. */
  readonly exitCode: number
  /** What happened and what to do. */
  readonly message: string
  /** The tag of the reason, where the engine gave one. */
  readonly reason?: string
  /** The vendor it is about. */
  readonly vendor?: string
  /** The vendor's own code. */
  readonly code?: string
  /** The variables of the values that are missing. */
  readonly missing?: ReadonlyArray<string>
  /** When to try again, in seconds. */
  readonly retryAfter?: number
}> {}

/** A failure with the exit code of that name. */
export const failure = (exit: ExitName, message: string): CliFailure =>
  new CliFailure({ exitCode: exitCodes[exit].code, message })

/** A mistake in a setting. */
export const misconfigured = (message: string): CliFailure => failure("configuration", message)
