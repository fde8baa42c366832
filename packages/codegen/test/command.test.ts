/** The command: what it writes, what it says, and when it fails. */
import { assert, layer } from "@effect/vitest"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as TestConsole from "effect/testing/TestConsole"
import { generateCommand } from "../dev/cli.ts"
import type { Workspace } from "../src/workspace.ts"
import { generatedFiles, readText, writeText } from "../src/workspace.ts"
import { edit, fixture, repositoryOf, services } from "./support.ts"

/** Runs the command; gives what it printed, and whether it failed. */
const run = Effect.fnUntraced(function* (workspace: Workspace, ...args: ReadonlyArray<string>) {
  const before = { out: (yield* TestConsole.logLines).length, errors: (yield* TestConsole.errorLines).length }
  const failed = yield* Command.runWith(generateCommand(workspace.root), { version: "0.0.0" })(args).pipe(
    Effect.as(false),
    Effect.orElseSucceed(() => true)
  )
  return {
    failed,
    out: (yield* TestConsole.logLines).slice(before.out).join("\n"),
    errors: (yield* TestConsole.errorLines).slice(before.errors).join("\n")
  }
})

const repository = Effect.fnUntraced(function* (name: string) {
  return yield* repositoryOf(name, { acme: yield* fixture("acme"), acmeplus: yield* fixture("acmeplus") })
})

layer(services)((it) => {
  it.effect("writes every vendor's files and says so in a line each", () =>
    Effect.gen(function* () {
      const workspace = yield* repository("writes")
      const { failed, out } = yield* run(workspace)
      assert.isFalse(failed)
      assert.strictEqual(out, "acme: 10 files, 10 changed\nacmeplus: 9 files, 9 changed")
      assert.deepStrictEqual(yield* generatedFiles(workspace, "acme"), [
        "packages/acme/src/generated/credentials.ts",
        "packages/acme/src/generated/emulator.ts",
        "packages/acme/src/generated/operations.ts",
        "packages/acme/src/generated/protocol.ts",
        "packages/acme/src/generated/schemas.ts",
        "packages/acme/src/generated/session.ts",
        "packages/acme/test/generated/arazzo.json",
        "packages/acme/test/generated/examples.ts",
        "packages/acme/test/generated/openapi.ts",
        "packages/acme/test/generated/types.ts"
      ])
      const session = yield* readText(workspace, "packages/acme/src/generated/session.ts")
      assert.isTrue(session.startsWith("// Generated from acme.yaml by @crm-auth/codegen. Do not edit"))
    })
  )

  it.effect("writes one vendor when one is asked for", () =>
    Effect.gen(function* () {
      const workspace = yield* repository("one")
      assert.strictEqual((yield* run(workspace, "acme")).out, "acme: 10 files, 10 changed")
      assert.deepStrictEqual(yield* generatedFiles(workspace, "acmeplus"), [])
    })
  )

  it.effect("names the vendors that there are when it is asked for another", () =>
    Effect.gen(function* () {
      const { errors, failed } = yield* run(yield* repository("unknown"), "acne")
      assert.isTrue(failed)
      assert.strictEqual(errors, "no spec for acne; known vendors: acme, acmeplus")
    })
  )

  it.effect("--check passes on what was generated, and writes nothing", () =>
    Effect.gen(function* () {
      const workspace = yield* repository("fresh")
      yield* run(workspace)
      const { failed, out } = yield* run(workspace, "--check")
      assert.isFalse(failed)
      assert.strictEqual(out, "acme: 10 files, 0 to change\nacmeplus: 9 files, 0 to change")
    })
  )

  it.effect("--check names edited, missing and stale files and the command; without it they are put right", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const workspace = yield* repository("stale")
      yield* run(workspace)
      yield* writeText(workspace, "packages/acme/src/generated/schemas.ts", "// edited\n")
      yield* writeText(workspace, "packages/acme/src/generated/old.ts", "// of an earlier generator\n")
      yield* fs.remove(`${workspace.root}/packages/acme/test/generated/types.ts`)
      const checked = yield* run(workspace, "acme", "--check")
      assert.isTrue(checked.failed)
      assert.strictEqual(
        checked.errors,
        [
          "packages/acme/src/generated/schemas.ts is not what the spec gives",
          "packages/acme/test/generated/types.ts is missing",
          "packages/acme/src/generated/old.ts comes from no spec",
          "run: pnpm generate acme"
        ].join("\n")
      )
      assert.strictEqual(yield* readText(workspace, "packages/acme/src/generated/schemas.ts"), "// edited\n")

      assert.strictEqual((yield* run(workspace, "acme")).out, "acme: 10 files, 3 changed")
      assert.isFalse((yield* run(workspace, "acme", "--check")).failed)
      assert.isFalse(yield* fs.exists(`${workspace.root}/packages/acme/src/generated/old.ts`))
    })
  )

  it.effect("one bad spec keeps every file as it was", () =>
    Effect.gen(function* () {
      const workspace = yield* repository("bad")
      const bad = edit(yield* fixture("acmeplus"), "session: [/token]", "session: [/nothing]")
      yield* writeText(workspace, "specs/acmeplus.yaml", bad)
      const { errors, failed, out } = yield* run(workspace)
      assert.isTrue(failed)
      assert.strictEqual(out, "")
      assert.match(errors, /^specs\/acmeplus.yaml:26:32 \/x-crm-auth\/logins\/login\/session\/0 points at \/nothing/)
      assert.deepStrictEqual(yield* generatedFiles(workspace, "acme"), [])
    })
  )

  it.effect("says what it does when asked for help", () =>
    Effect.gen(function* () {
      const { failed, out } = yield* run(yield* repository("help"), "--help")
      assert.isFalse(failed)
      assert.include(out, "--check")
      assert.include(out, "Writes each vendor package's generated code from specs/*.yaml")
    })
  )
})
