/**
 * A build in a process of its own, for the comparison of two builds: it prints the names of its logins and authorised
 * requests as a list, and for each name that it reads, one JSON text per line, what some of them take now, as `Took`.
 * A later build runs this file of an earlier one: its name and what it reads and prints stay as they are.
 */
import process from "node:process"
import { createInterface } from "node:readline"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { cannedServer } from "../ratios/cannedServer.ts"
import { timedLogins } from "../ratios/logins.ts"
import { timeOnce, type Timed } from "../ratios/measure.ts"
import { timedRequests } from "../ratios/requests.ts"

/** Operations of one turn. They take about 0.1 s, in which a machine hardly changes its speed. */
const logins = 100
const requests = 300
const fromMemory = 2_000

/** Turns that are not timed: the code of a program that has run for a while is compiled. */
const warmUp = 8

const { stop, url } = await cannedServer({ awake: true })
const runtime = ManagedRuntime.make(NodeHttpClient.layerUndici)
const { "authorised request from memory": memory, ...loopback } = await timedRequests(url, runtime)

const all = new Map<string, { readonly run: Timed; readonly operations: number }>([
  ...Object.entries(await timedLogins(url, runtime)).map(([what, run]) => [what, { run, operations: logins }] as const),
  ...Object.entries(loopback).map(([what, run]) => [what, { run, operations: requests }] as const),
  ["authorised request from memory", { run: memory, operations: fromMemory }]
])

for (let turn = 0; turn < warmUp; turn++) {
  for (const { operations, run } of all.values()) await run(operations)
}

console.log(JSON.stringify([...all.keys()]))
for await (const line of createInterface({ input: process.stdin })) {
  const what: unknown = JSON.parse(line)
  const asked = typeof what === "string" ? all.get(what) : undefined
  if (asked === undefined) throw new Error(`nothing here is called ${line}`)
  console.log(JSON.stringify(await timeOnce(asked.operations, asked.run)))
}
await stop()
process.exit(0)
