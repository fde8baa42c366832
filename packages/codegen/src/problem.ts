/**
 * What is wrong with a spec, and where: every message of the generator names file, line, column and JSON pointer.
 */
import * as Data from "effect/Data"
import * as Runtime from "effect/Runtime"

export interface Problem {
  readonly file: string
  readonly line: number
  readonly column: number
  /** RFC 6901; empty for the whole document. */
  readonly pointer: string
  readonly message: string
}

const render = (problem: Problem): string =>
  `${problem.file}:${problem.line}:${problem.column} ${problem.pointer || "/"} ${problem.message}`

const byPlace = (a: Problem, b: Problem): number =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column

/** The problems of one or more specs, in the order in which they stand in the files, each once. */
const renderAll = (problems: ReadonlyArray<Problem>): string =>
  [...new Set([...problems].sort(byPlace).map(render))].join("\n")

/** A spec that can't be generated from. Its message is all of its problems, one a line. */
export class SpecError extends Data.TaggedError("SpecError")<{ readonly problems: ReadonlyArray<Problem> }> {
  override get message(): string {
    return renderAll(this.problems)
  }
}

/** Any other way the command can fail: said in one plain message, without a stack. */
export class CommandFailure extends Data.TaggedError("CommandFailure")<{ readonly message: string }> {
  override readonly [Runtime.errorReported] = false
}
