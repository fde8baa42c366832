/** Prints all that is generated from a fixture: run as a process of its own, to see what its environment changes. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { generate } from "../src/generate.ts"
import { fixture, repositoryOf, services } from "./support.ts"

Effect.gen(function* () {
  const workspace = yield* repositoryOf("print", { acme: yield* fixture("acme") })
  yield* Console.log(JSON.stringify(yield* generate(workspace, ["acme"])))
}).pipe(Effect.provide(services), NodeRuntime.runMain)
