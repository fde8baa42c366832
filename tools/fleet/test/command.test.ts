/** What `pnpm fleet` says when it is asked for help, or wrongly. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"
import process from "node:process"
import { assert, it } from "vitest"

const run = (...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["--conditions=@crm-auth/source", join(import.meta.dirname, "../src/main.ts"), ...args], {
    encoding: "utf8"
  })

it("prints its flags with --help, and with a mistake what is wrong, without a stack trace", () => {
  const help = run("--help")
  assert.deepStrictEqual([help.status, help.stdout.split("\n").length], [0, 2])
  for (const [args, says] of [
    [["--runs", "abc"], "--runs takes a whole number"],
    [["--nope"], "Unknown option '--nope'"]
  ] as const) {
    const { status, stderr, stdout } = run(...args)
    assert.deepStrictEqual([status, stdout], [2, ""])
    assert.include(stderr, says)
    assert.include(stderr, "pnpm fleet [--runs N]")
    assert.notInclude(stderr, "    at ")
  }
})
