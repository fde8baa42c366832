/** When the XML parser is loaded, in a process that has loaded nothing before. */
import { assert, it } from "@effect/vitest"
import { execFileSync } from "node:child_process"

const program = `
import { registerHooks } from "node:module"
const seen = []
registerHooks({ load: (url, context, next) => { if (/\\/fast-xml-parser\\//.test(url)) seen.push(url); return next(url, context) } })
const { makeKayako } = await import("./src/index.ts")
const { KayakoEmulator } = await import("./src/testing/index.ts")
const Effect = await import("effect/Effect")
const Redacted = await import("effect/Redacted")
const afterImport = seen.length
const afterLogin = await Effect.runPromise(Effect.scoped(Effect.gen(function* () {
  const server = yield* KayakoEmulator.make()
  const manager = yield* Effect.provide(
    makeKayako({ url: server.url, username: "demo", password: Redacted.make("wrong") }),
    server.layer
  )
  const made = seen.length
  yield* Effect.exit(manager.session)
  return [made, seen.length > 0]
})))
console.log(JSON.stringify([afterImport, ...afterLogin]))
`

it("the parser is loaded with the first reply, and neither with the package nor with a manager", () => {
  const arguments_ = ["--conditions=@crm-auth/source", "--no-warnings", "--input-type=module", "--eval", program]
  const printed = execFileSync(process.execPath, arguments_, { cwd: new URL("..", import.meta.url), encoding: "utf8" })
  assert.strictEqual(printed.trim().split("\n").at(-1), "[0,0,true]")
})
