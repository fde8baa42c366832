/** Standard output and standard error, whose readers may go away. It owns what went wrong with standard output. */
import process from "node:process"

/** What became of standard output. */
export interface Streams {
  /** Standard output takes no more. */
  readonly isEnded: () => boolean
  /** Why standard output did not take everything; `undefined` if it did, or if its reader had seen enough. */
  readonly outputProblem: () => string | undefined
}

/**
 * Watches both streams. When standard output takes no more, the command is cancelled, so that it ends what it began: a
 * session of its own is logged out. A reader that has seen enough, such as `head`, closes the pipe, and that is no error.
 * Notes that cannot be shown are dropped.
 */
export const watchStreams = (): Streams => {
  let failed: string | undefined
  const note = (error: Error) => {
    failed ??= "code" in error ? String(error.code) : error.name
  }
  process.stdout.on("error", (error) => {
    note(error)
    process.emit("SIGINT", "SIGINT")
  })
  process.stderr.on("error", () => {})
  return {
    isEnded: () => failed !== undefined || process.stdout.errored !== null,
    outputProblem: () => {
      const { errored } = process.stdout
      if (errored !== null) note(errored)
      return failed === undefined || failed === "EPIPE" ? undefined : `Standard output cannot be written (${failed}).`
    }
  }
}
