/** How long the command line takes to start, beside a Node that does nothing. */
import { cannedServer } from "./cannedServer.ts"
import { interleaveProcesses, type Ratio, ratio } from "./measure.ts"
import { makeHome, programFile, timeNode } from "./program.ts"

const nothing = "node -e 0"

/** Answered from the store, before effect is loaded. */
const answered = [
  ["token", "kayako"],
  ["env", "kayako"]
]

/** Every other command, timed to its first output. */
const others = [
  ["--help"],
  ["check", "kayako"],
  ["completions", "bash"],
  ["doctor", "kayako"],
  ["emulate", "kayako", "--port", "0"],
  ["exec", "kayako", "--", process.execPath, "-e", "console.log(1)"],
  ["explain", "kayako", "InvalidCredentials"],
  ["log"],
  ["login", "kayako"],
  ["profiles", "list"],
  ["proxy", "kayako", "--port", "0"],
  ["request", "kayako", "POST", "/staffapi/index.php?/Core/Default/GetInfo"],
  ["status"],
  ["vendors"]
]

/** A command as the page shows it, without the place of Node on this machine. */
const named = (args: ReadonlyArray<string>): string =>
  args.map((part) => (part === process.execPath ? "node" : part)).join(" ")

export const commandLineRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer()
  const { environment, remove } = await makeHome(server.url)
  const run = (args: ReadonlyArray<string>, until: "firstOutput" | "end") =>
    timeNode([programFile, ...args], environment, until)
  try {
    await run(["login", "kayako"], "end")
    const series = await interleaveProcesses(rounds, {
      [nothing]: () => timeNode(["-e", "0"], environment, "end"),
      ...Object.fromEntries(answered.map((args) => [named(args), () => run(args, "end")])),
      ...Object.fromEntries(others.map((args) => [named(args), () => run(args, "firstOutput")]))
    })
    return [
      ...answered.map((args) => ratio(`crm-auth ${args.join(" ")}`, series, named(args), nothing, { goal: 2 })),
      ...others.map((args) =>
        ratio(`crm-auth ${args[0]}, to its first output`, series, named(args), nothing, { goal: 4 })
      )
    ]
  } finally {
    await remove()
    await server.stop()
  }
}
