/** Runs the example that the frame is for, with every vendor's emulator behind `fetch`, and tells the page about it. */
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"

const examples = import.meta.glob("../examples/*.ts")

/** The vendors' fixtures, of which the one that the example names is loaded. */
const fixtures = import.meta.glob<{ readonly fixture: VendorFixture }>("../../../packages/*/src/testing/fixture.ts")

const began = performance.now()

const tell = (kind: string, text: string): void => {
  parent.postMessage({ kind, text, at: Math.round(performance.now() - began) }, location.origin)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

/** Runs the example and tells of each request to the server and of each line that the program prints. */
export const run = async (): Promise<void> => {
  const { example = "" } = document.body.dataset
  const vendor = example.split(".")[0] ?? ""
  const load = fixtures[`../../../packages/${vendor}/src/testing/fixture.ts`]
  const program = examples[`../examples/${example}.ts`]
  if (load === undefined || program === undefined) return
  const { fixture } = await load()
  const emulator = await Effect.runPromise(fixture.emulator())
  Object.assign(globalThis, {
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init)
      const { pathname, search } = new URL(request.url)
      const response = await emulator.handler(request)
      tell("request", `${request.method} ${pathname}${search.replaceAll(/=[^&]{8,}/g, "=…")} → ${response.status}`)
      return response
    }
  })
  console.log = (...values: ReadonlyArray<unknown>) => {
    const text = values.map(textOf).join(" ")
    const event = /^engine: (.*)$/.exec(text)?.[1]
    tell(event === undefined ? "program" : "engine", event ?? text)
  }
  console.warn = (...values: ReadonlyArray<unknown>) => tell("log", values.map(textOf).join(" "))
  try {
    await program()
  } catch (error) {
    tell("failure", error instanceof Error ? error.message : String(error))
  }
  tell("end", "")
}
