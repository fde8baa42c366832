/** Entry point: the command `npm create @crm-auth`, on Node, in the working directory. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import manifest from "../package.json" with { type: "json" }
import { command } from "./cli.ts"
import { output } from "./output.ts"

Command.run(command(), { version: manifest.version }).pipe(
  Effect.provide(Layer.merge(NodeServices.layer, output)),
  NodeRuntime.runMain
)
