/** Runs other programs: a keychain's, or one that prints a secret. */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as ChildProcess from "effect/process/ChildProcess"
import { ChildProcessSpawner } from "effect/process/ChildProcessSpawner"
import * as Stream from "effect/Stream"

/** A program was not found, did not start or did not end in time. */
export class ProgramTrouble extends Data.TaggedError("ProgramTrouble")<{
  readonly because: "notFound" | "timeout" | "failed"
}> {}

/** What a program printed, and its exit code. */
export interface Ran {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** Runs a program to its end. Text for its input never shows in any list of processes. One that is late is killed. */
export const runProgram = (
  command: string,
  args: ReadonlyArray<string>,
  options: { readonly input?: string; readonly shell?: boolean; readonly timeout: Duration.Input }
): Effect.Effect<Ran, ProgramTrouble, ChildProcessSpawner> =>
  Effect.gen(function* () {
    const spawner = yield* ChildProcessSpawner
    const handle = yield* spawner.spawn(
      ChildProcess.make(command, args, {
        stdin: options.input === undefined ? "ignore" : Stream.make(new TextEncoder().encode(options.input)),
        stdout: "pipe",
        stderr: "pipe",
        extendEnv: true,
        killSignal: "SIGKILL",
        ...(options.shell === true ? { shell: true } : undefined)
      })
    )
    const text = (stream: typeof handle.stdout) => Stream.mkString(Stream.decodeText(stream))
    const [output, errors, code] = yield* Effect.all([text(handle.stdout), text(handle.stderr), handle.exitCode], {
      concurrency: "unbounded"
    })
    return { code, output, errors }
  }).pipe(
    Effect.scoped,
    Effect.mapError(
      ({ reason }) => new ProgramTrouble({ because: reason._tag === "NotFound" ? "notFound" : "failed" })
    ),
    Effect.timeoutOrElse({
      duration: options.timeout,
      orElse: () => Effect.fail(new ProgramTrouble({ because: "timeout" }))
    })
  )
