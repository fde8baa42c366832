/** Entry point of `pnpm generate`, on Node, in the repository that this file is in. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { fileURLToPath } from "node:url"
import { generateCommand } from "./cli.ts"
import { crossCheck } from "./crossCheck.ts"
import { withDescriptions } from "./descriptions.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

Command.run(generateCommand(root, withDescriptions(crossCheck)), { version: "0.0.0" }).pipe(
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain
)
