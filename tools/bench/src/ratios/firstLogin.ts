/** The first login of a fresh process, what it imports included, beside the same requests by Effect's client alone. */
import * as Struct from "effect/Struct"
import { cannedServer } from "./cannedServer.ts"
import { runChild } from "../child.ts"
import { exchanges } from "./exchanges.ts"
import { interleaveProcesses, type Ratio, ratio, type Took } from "./measure.ts"

const once = async (kind: "ours" | "bare", vendor: string, url: string): Promise<Took> => {
  const child = runChild(new URL("firstLoginChild.ts", import.meta.url), [kind, vendor, url], { sources: false })
  const took = await child.next()
  await child.stop()
  if (
    typeof took !== "object" ||
    took === null ||
    !("millis" in took) ||
    typeof took.millis !== "number" ||
    !("cpu" in took) ||
    typeof took.cpu !== "number"
  ) {
    throw new Error(`the first login of ${vendor} gave no times; has it been built?`)
  }
  return { wall: took.millis * 1000, cpu: took.cpu }
}

export const firstLoginRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer()
  const ratios: Array<Ratio> = []
  try {
    for (const vendor of Struct.keys(exchanges)) {
      const series = await interleaveProcesses(rounds, {
        ours: () => once("ours", vendor, server.url),
        bare: () => once("bare", vendor, server.url)
      })
      ratios.push(
        ratio(`${vendor}, first login of a process, imports included`, series, "ours", "bare", {
          theirs: "Effect's client alone",
          goal: 1.2
        })
      )
    }
  } finally {
    await server.stop()
  }
  return ratios
}
