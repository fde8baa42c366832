/**
 * A project with two copies of effect, as a duplicate in a lock file leaves it: what a secret of the wrong copy does. The
 * copies are real, of two versions and of one, and so is the message that their owner reads.
 */
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Packed } from "@crm-auth/packages/pack"
import { run } from "@crm-auth/packages/run"
import { npmInstall, tool } from "@crm-auth/packages/tool"
import { versionIn } from "./project.ts"
import type { Row } from "./row.ts"

/** The program of the second copy's owner: their secrets come from `other`, all else from the copy that the package has. */
const program = `
import { Kayako, makeKayakoMap } from "@crm-auth/kayako"
import { connect } from "@crm-auth/kayako/promise"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Own from "effect/Redacted"
import * as OtherEffect from "other/Effect"
import * as Other from "other/Redacted"

if (Own === Other) throw new Error("there is one copy only")

const account = (desk, password) => ({ url: desk.url, username: "jane@desk.example", password })

const refused = async (what, effect) => {
  const error = await Effect.runPromise(Effect.scoped(Effect.flip(effect)))
  const { field, _tag } = error.reason
  if (_tag !== "InvalidConfiguration" || field !== "password") throw new Error(what + ": " + _tag + " of " + field)
  if (!/another copy of effect/.test(error.message) || !/install effect once/.test(error.message)) {
    throw new Error(what + " says " + error.message)
  }
  if (/p%ss/.test(JSON.stringify(error) + String(error.stack))) throw new Error(what + " shows the secret")
}

const main = Effect.gen(function* () {
  const desk = yield* KayakoEmulator.make()
  const good = account(desk, Own.make("p%ss+w"))
  const foreign = account(desk, Other.make("p%ss+w"))
  const use = (options) =>
    Effect.flatMap(Kayako, ({ session }) => session).pipe(
      Effect.provide(Kayako.layer(options).pipe(Layer.provide(desk.layer)))
    )
  // The emulator and this copy work, so that what is refused below is refused for the copy.
  yield* use(good)
  const logins = yield* desk.logins
  if (logins !== 1) throw new Error(logins + " logins with a secret of the right copy")
  yield* Effect.promise(() => refused("a secret", use(foreign)))
  yield* Effect.promise(() => refused("a read secret", use({ url: desk.url, credentials: Effect.succeed(foreign) })))
  const map = Effect.gen(function* () {
    const accounts = yield* makeKayakoMap(() => Effect.succeed(foreign))
    return yield* accounts.session("jane")
  }).pipe(Effect.provide(desk.layer))
  yield* Effect.promise(() => refused("an account of a map", map))
  // An effect of the other copy is not an effect of this one, and is named as such or runs; it is never a crash.
  const read = yield* Effect.exit(
    Effect.scoped(use({ url: desk.url, credentials: OtherEffect.succeed(good) }))
  )
  if (read._tag === "Failure") {
    const found = read.cause.reasons.find((each) => each._tag === "Fail")
    if (found?.error.reason?._tag !== "InvalidConfiguration") throw new Error("an effect of the other copy: " + read.cause)
  }
  const before = read._tag === "Success" ? 2 : 1
  if ((yield* desk.logins) !== before) throw new Error("something was sent for a secret of the other copy")
  // Programs without Effect give plain texts, and no copy matters.
  yield* Effect.promise(async () => {
    const { username } = account(desk)
    await using plain = await connect({ url: desk.url, username, password: "p%ss+w", fetch: (input, init) => desk.handler(new Request(input, init)) })
    await plain.session()
  })
})

await Effect.runPromise(main)
console.log("both copies were told apart")
`

const copies: ReadonlyArray<readonly [own: string, other: string]> = [
  ["4.1.0", "4.0.6"],
  ["4.1.0", "4.1.0"]
]

/** One row for each pair of copies. */
export const tryTwoEffects = async (scratch: string, packed: ReadonlyArray<Packed>): Promise<ReadonlyArray<Row>> => {
  const node = join(await tool("node", "24.21.0"), "node_modules/node/bin/node")
  const rows: Array<Row> = []
  for (const [own, other] of copies) {
    const folder = join(scratch, `two-effects-${other}`)
    await mkdir(folder, { recursive: true })
    const wanted = ["@crm-auth/core", "@crm-auth/kayako"]
    const tarballs = packed.flatMap(({ name, tarball }) => (wanted.includes(name) ? [[name, `file:${tarball}`]] : []))
    const dependencies = { ...Object.fromEntries(tarballs), effect: own, other: `npm:effect@${other}` }
    await writeFile(
      join(folder, "package.json"),
      JSON.stringify({ name: "two", private: true, type: "module", dependencies })
    )
    await npmInstall(folder)
    await writeFile(join(folder, "main.js"), program)
    const { code, output } = await run(node, ["main.js"], { cwd: folder, timeoutMillis: 60_000 })
    const passed = code === 0 && output.includes("both copies were told apart")
    rows.push({
      what: `Node 24.21.0, a second effect ${other}`,
      effect: await versionIn(folder, "effect"),
      outcome: passed ? "passed" : "failed",
      detail: passed ? "InvalidConfiguration, with the field and the remedy" : output.slice(0, 400)
    })
  }
  return rows
}
