/** Entry point. It looks at the arguments before anything large is loaded. */
import process from "node:process"
import { keepCompiled } from "./compiled.ts"
import type { Fast } from "./fast.ts"
import { foldersOf } from "./paths.ts"
import { parsePlain } from "./plainCommand.ts"
import { watchStreams } from "./streams.ts"

const streams = watchStreams()
const argv = process.argv.slice(2)
const folders = foldersOf()

const runProgram = async (): Promise<void> => {
  keepCompiled(folders)
  const { main } = await import("./program.ts")
  main(argv, streams)
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`, () => {
    const problem = streams.outputProblem()
    if (problem === undefined) return
    process.stderr.write(`crm-auth: ${problem}\n`)
    process.exitCode = 1
  })
}

const run = async ({ args, command, variables, withheld }: Extract<Fast, { readonly _tag: "run" }>): Promise<void> => {
  const { runChild } = await import("./child.ts")
  runChild(command, args, variables, withheld, ({ code }) => {
    // The program says why a command was not started.
    if (code === undefined) void runProgram()
    else process.exit(code)
  })
}

const findFast = async (): Promise<Fast | undefined> => {
  const plain = parsePlain(argv)
  if (plain === undefined) return undefined
  const { answerFast } = await import("./fast.ts")
  return answerFast(plain, folders)
}

const fast = await findFast()
if (fast === undefined) await runProgram()
else if (fast._tag === "print") print(fast.text)
else await run(fast)
