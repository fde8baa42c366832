/** What the process that tries mutants tells, line by line, in a file that outlives it. */

/** Where the file is. */
export const progressVariable = "MUTATION_PROGRESS"

/** How often each mutant is reached: by each test, and outside of tests. */
export interface Coverage {
  readonly static: Record<string, number>
  readonly perTest: Record<string, Record<string, number>>
}

/** A test without mutants. */
export interface TestRun {
  readonly id: string
  readonly name: string
  readonly file: string
  readonly line: number
  readonly millis: number
  /** Why it failed. */
  readonly message?: string
}

export interface Finished {
  readonly kind: "finished"
  readonly coverage: Coverage
  readonly tests: ReadonlyArray<TestRun>
}

interface Attempt {
  readonly mutant: string
  readonly test: string
}

export type Line =
  /** A test is about to run without a mutant. */
  | { readonly kind: "baseline"; readonly test: string }
  | ({ readonly kind: "trying" } & Attempt)
  /** The test passes with the mutant. */
  | ({ readonly kind: "passed" } & Attempt)
  | ({ readonly kind: "killed"; readonly message: string } & Attempt)
  | ({ readonly kind: "timeout" } & Attempt)
  /** The test fails with the mutant, and from then on without it, too: the process has to be started again. */
  | ({ readonly kind: "damaged"; readonly message: string } & Attempt)
  /** The test fails without a mutant. In a process that has tried mutants before, one of them may be why. */
  | { readonly kind: "broken"; readonly test: string; readonly message: string }
  /** Nothing is left to do with the test: how often it reaches each mutant. */
  | { readonly kind: "done"; readonly run: TestRun; readonly reached: Record<string, number> }
  | Finished
