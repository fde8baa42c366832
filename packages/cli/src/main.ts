/** Entry point. It looks at the arguments before anything large is loaded. */
import process from "node:process"
import { answerFast } from "./fast.ts"
import { watchStreams } from "./streams.ts"

const streams = watchStreams()
const argv = process.argv.slice(2)
const text = answerFast(argv)
if (text === undefined) {
  const { main } = await import("./program.ts")
  main(argv, streams)
} else {
  process.stdout.write(`${text}\n`, () => {
    const problem = streams.outputProblem()
    if (problem === undefined) return
    process.stderr.write(`crm-auth: ${problem}\n`)
    process.exitCode = 1
  })
}
