/** Entry point of the bench. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { command } from "./cli.ts"

Command.run(command, { version: "0.0.0" }).pipe(
  Effect.provide(NodeServices.layer),
  Effect.tapDefect((defect) => Effect.sync(() => console.error(defect))),
  // What else is wrong was said already, in words.
  NodeRuntime.runMain({ disableErrorReporting: true })
)
