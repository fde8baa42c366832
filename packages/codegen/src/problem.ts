/**
 * What is wrong with a spec, and where: every message of the generator names file, line, column and JSON pointer.
 */
import * as Data from "effect/Data"
import * as Runtime from "effect/Runtime"

/** One thing that is wrong with a spec. */
export interface Problem {
  /** The path of the spec, as the caller gave it. */
  readonly file: string
  /** The line in the file, from 1. */
  readonly line: number
  /** The column in the line, from 1. */
  readonly column: number
  /** RFC 6901; empty for the whole document. */
  readonly pointer: string
  /** What is wrong, and what to write instead. */
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
  /** Every problem, in the order in which they stand in the files, one a line. */
  override get message(): string {
    return renderAll(this.problems)
  }
}

/** Any other way the command can fail: said in one plain message, without a stack. */
export class CommandFailure extends Data.TaggedError("CommandFailure")<{ readonly message: string }> {
  /** Keeps Effect's runtime from printing the failure: the command has printed its message. */
  override readonly [Runtime.errorReported] = false
}
