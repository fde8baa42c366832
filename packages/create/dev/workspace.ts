/**
 * Entry point of `pnpm new-vendor NAME`: a vendor of this workspace, in `packages/NAME` with its spec in `specs`. It is
 * installed, its types are read by a second generator, and the tables of its README are written.
 */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Command from "effect/cli/Command"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import manifest from "../package.json" with { type: "json" }
import workspace from "../../../package.json" with { type: "json" }
import { command } from "../src/cli.ts"
import { output } from "../src/output.ts"
import { CreateFailure } from "../src/scaffold.ts"

const root = fileURLToPath(new URL("../../..", import.meta.url))

const run = (program: string, ...args: ReadonlyArray<string>): Effect.Effect<void, CreateFailure> =>
  Effect.suspend(() => {
    const { status } = spawnSync(program, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] })
    return status === 0
      ? Effect.void
      : new CreateFailure({ message: `${[program, ...args].join(" ")} failed in ${root}` })
  })

const node = (...args: ReadonlyArray<string>) => run(process.execPath, "--conditions=@crm-auth/source", ...args)

const here = command({
  usage: "pnpm new-vendor acme",
  npm: (vendor) => `@crm-auth/${vendor}`,
  folder: ({ vendor }) => join(root, "packages", vendor),
  workspace: root,
  next: ({ vendor }, folder) =>
    Effect.gen(function* () {
      yield* run("npx", "--yes", workspace.packageManager, "install", "--no-frozen-lockfile", "--prefer-offline")
      yield* node("packages/codegen/dev/main.ts", vendor)
      yield* node("tools/docs/src/options/main.ts")
      yield* run(process.execPath, "node_modules/oxfmt/bin/oxfmt", `packages/${vendor}`, `specs/${vendor}.yaml`)
      yield* Console.log(
        `\nThe spec is specs/${vendor}.yaml. Try it with: pnpm vitest run --project @crm-auth/${vendor}`
      )
      yield* Console.log("After an earlier `pnpm build`, build again before `crm-auth` knows the vendor.")
      yield* Console.log(
        `Files to write: ${folder}/src/internal/driver.ts, ${folder}/src/*Session.ts, ${folder}/README.md`
      )
    })
})

Command.run(here, { version: manifest.version }).pipe(
  Effect.provide(Layer.merge(NodeServices.layer, output)),
  NodeRuntime.runMain
)
