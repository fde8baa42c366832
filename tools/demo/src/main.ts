/** Entry point of the demo. */
import { loadFixtures } from "@crm-auth/packages/vendors"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { command } from "./cli.ts"
import { textReporter } from "./report.ts"
import { terminal } from "./terminal.ts"

Command.run(command(await loadFixtures(), textReporter(terminal)), { version: "0.0.0" }).pipe(
  Effect.provide(NodeServices.layer),
  // What is wrong was said already, in words.
  NodeRuntime.runMain({ disableErrorReporting: true })
)
