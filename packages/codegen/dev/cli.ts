/** The command `pnpm generate`: all specs of a repository, each read a second time by openapi-typescript (docs/decisions/0002). */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import { runAndReport } from "../src/cli.ts"
import type { Extra } from "../src/generate.ts"
import { CommandFailure } from "../src/problem.ts"
import { crossCheck } from "./crossCheck.ts"
import { repository } from "./repository.ts"

const vendors = Argument.String("vendor").pipe(
  Argument.withDescription("Vendors to generate, by the names of their specs. Default: all"),
  Argument.variadic()
)

const check = Flag.Boolean("check").pipe(
  Flag.withDescription("Write nothing; fail when a committed file is not what its spec gives"),
  Flag.withDefault(false)
)

/** `extra` is what is generated and asked beyond what the generator does. */
export const generateCommand = (root: string, extra: Extra = crossCheck) =>
  Command.make("generate", { check, vendors }, (options) =>
    Effect.gen(function* () {
      const workspace = yield* repository(root)
      const unknown = options.vendors.filter((vendor) => !workspace.specs.has(vendor))
      if (unknown.length > 0) {
        const known = [...workspace.specs.keys()].join(", ")
        const message = `no spec for ${unknown.join(", ")}; known vendors: ${known}`
        yield* Console.error(message)
        return yield* new CommandFailure({ message })
      }
      const wanted = options.vendors.length === 0 ? [...workspace.specs.keys()] : [...new Set(options.vendors)].sort()
      const command = ["pnpm generate", ...options.vendors].join(" ")
      yield* runAndReport(workspace, { vendors: wanted, check: options.check, command, extra })
    })
  ).pipe(Command.withDescription("Writes each vendor package's generated code from specs/*.yaml"))
