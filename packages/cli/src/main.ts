/** Entry point. It looks at the arguments before anything large is loaded. */
import process from "node:process"
import { answerFast } from "./fast.ts"

// A reader that has seen enough, such as `head`, closes the pipe. That is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error) => {
    if ("code" in error && error.code === "EPIPE") process.exit(0)
    throw error
  })
}

const argv = process.argv.slice(2)
if (!answerFast(argv)) {
  const { main } = await import("./program.ts")
  main(argv)
}
