/**
 * Runs the example that the frame is for, with the vendor's emulator behind `fetch`, and tells the page what happened:
 * requests, what the engine did, and what the program printed.
 */
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import { counts, countWords, eventWords, isEvent } from "../src/site/timeline.ts"

const examples = import.meta.glob("../examples/*.ts")

/** The vendors' fixtures, of which the one that the example names is loaded. */
const fixtures = import.meta.glob<{ readonly fixture: VendorFixture }>("../../../packages/*/src/testing/fixture.ts")

const began = performance.now()

const tell = (kind: string, text: string): void => {
  parent.postMessage({ kind, text, at: Math.round(performance.now() - began) }, location.origin)
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value))

/** Prints a value as the program's own, or as the engine's if it is an event. */
const print = (...values: ReadonlyArray<unknown>): void => {
  const [event] = values
  if (isEvent(event)) tell("engine", eventWords(event))
  else tell("program", values.map(textOf).join(" "))
}

/** Events that the program has not read when its last line has run come with the next task. */
const settled = () => new Promise<void>((resolve) => void setTimeout(resolve, 0))

/** Runs the example. */
export const run = async (): Promise<void> => {
  const { example = "" } = document.body.dataset
  const vendor = example.split(".")[0] ?? ""
  const load = fixtures[`../../../packages/${vendor}/src/testing/fixture.ts`]
  const program = examples[`../examples/${example}.ts`]
  if (load === undefined || program === undefined) return
  const { fixture } = await load()
  const emulator = await Effect.runPromise(fixture.emulator())
  const before = Effect.runSync(counts)
  let requests = 0
  let replays = before.crm_auth_replays
  Object.assign(globalThis, {
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init)
      requests++
      const { pathname, search } = new URL(request.url)
      // The engine counts a replay before it sends the request.
      const replayed = Effect.runSync(counts).crm_auth_replays
      if (replayed > replays) tell("engine", "sends the refused request again, with the new session")
      replays = replayed
      const response = await emulator.handler(request)
      tell("request", `${request.method} ${pathname}${search.replaceAll(/=[^&]{8,}/g, "=…")} → ${response.status}`)
      return response
    }
  })
  console.log = print
  console.warn = (...values: ReadonlyArray<unknown>) => tell("log", values.map(textOf).join(" "))
  try {
    await program()
  } catch (error) {
    tell("failure", error instanceof Error ? error.message : String(error))
  }
  await settled()
  tell("total", `${countWords(before, Effect.runSync(counts))} · ${requests} requests to the server`)
  tell("end", "")
}
