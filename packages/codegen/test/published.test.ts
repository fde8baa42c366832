/** The published command and function, as they are used outside this repository. */
import { assert, it, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import * as ChildProcess from "effect/process/ChildProcess"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import * as Stream from "effect/Stream"
import { readFile } from "node:fs/promises"
import { generateFiles } from "../src/index.ts"
import { readIfThere, readText, remove, writeText } from "../src/workspace.ts"
import { edit, fixture, services, tool } from "./support.ts"

/** An empty folder with these files. */
const folderOf = Effect.fnUntraced(function* (name: string, files: { readonly [file: string]: string }) {
  const path = yield* Path.Path
  const root = path.join(tool, ".cache", "test", `published-${name}`)
  yield* remove({ root }, ".").pipe(Effect.ignore)
  for (const [file, text] of Object.entries(files)) yield* writeText({ root }, file, text)
  return { root }
})

/** Runs the command in a folder, as a process of its own. */
const run = Effect.fnUntraced(function* ({ root }: { readonly root: string }, ...args: ReadonlyArray<string>) {
  const path = yield* Path.Path
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const child = yield* spawner.spawn(
    ChildProcess.make(process.execPath, [path.join(tool, "src/main.ts"), ...args], { cwd: root })
  )
  const [code, out, errors] = yield* Effect.all(
    [
      child.exitCode,
      Stream.mkString(Stream.decodeText(child.stdout)),
      Stream.mkString(Stream.decodeText(child.stderr))
    ],
    { concurrency: "unbounded" }
  )
  return { code: Number(code), out, errors }
}, Effect.scoped)

layer(services)((it) => {
  it.effect("writes into the working directory, and --check passes then and fails after an edit", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("here", { "acme.yaml": yield* fixture("acme") })
      const written = yield* run(folder, "acme.yaml")
      assert.deepStrictEqual([written.code, written.errors, written.out.trim()], [0, "", "acme: 8 files, 8 changed"])
      assert.include(yield* readText(folder, "src/generated/operations.ts"), "export const login")
      assert.isUndefined(yield* readIfThere(folder, "test/generated/openapi.ts"))
      assert.strictEqual((yield* run(folder, "acme.yaml", "--check")).code, 0)
      yield* writeText(folder, "src/generated/session.ts", "")
      const checked = yield* run(folder, "acme.yaml", "--check")
      assert.strictEqual(checked.code, 1)
      assert.include(checked.errors, "src/generated/session.ts is not what the spec gives")
      assert.include(checked.errors, "run: crm-auth-codegen acme.yaml")
    })
  )

  it.effect("writes several packages, of which one extends another that is not asked for", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("several", {
        "specs/acme.yaml": yield* fixture("acme"),
        "specs/acmeplus.yaml": yield* fixture("acmeplus"),
        "specs/desk.yaml": yield* fixture("desk")
      })
      const refused = yield* run(folder, "specs/acmeplus.yaml", "specs/desk.yaml")
      assert.strictEqual(refused.code, 1)
      assert.include(refused.errors, "--out must contain {vendor}")
      const { code, errors } = yield* run(folder, "specs/acmeplus.yaml", "specs/desk.yaml", "--out", "made/{vendor}")
      assert.deepStrictEqual([code, errors], [0, ""])
      assert.isDefined(yield* readIfThere(folder, "made/acmeplus/src/generated/operations.ts"))
      assert.isDefined(yield* readIfThere(folder, "made/desk/src/generated/operations.ts"))
      assert.isUndefined(yield* readIfThere(folder, "made/acme/src/generated/operations.ts"))
    })
  )

  it.effect("is the same wherever it is run", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("anywhere", { "specs/acme.yaml": yield* fixture("acme") })
      yield* run(folder, "specs/acme.yaml", "--out", "one")
      yield* run({ root: `${folder.root}/specs` }, "acme.yaml", "--out", "../two")
      for (const file of ["operations", "schemas", "protocol", "session", "credentials"]) {
        const path = `src/generated/${file}.ts`
        assert.strictEqual(yield* readText(folder, `two/${path}`), yield* readText(folder, `one/${path}`))
      }
    })
  )

  it.effect("names file, line and pointer of every mistake, says what to write, and exits with 1", () =>
    Effect.gen(function* () {
      const text = edit(yield* fixture("acme"), "keepAlive: { operation: search", "keepAlive: { operation: serch")
      const folder = yield* folderOf("mistake", { "acme.yaml": text })
      const { code, errors } = yield* run(folder, "acme.yaml")
      assert.strictEqual(code, 1)
      assert.match(
        errors,
        /^acme\.yaml:\d+:\d+ \/x-crm-auth\/keepAlive\/operation names the operation serch, which is not in paths/m
      )
      assert.notInclude(errors, "    at ")
    })
  )

  it.effect("a file that is no spec, and one that is not there, are said in a line", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("nothing", { "acme.json": "{}" })
      assert.include((yield* run(folder, "acme.json")).errors, "a spec is a .yaml file named after its vendor")
      const { code, errors } = yield* run(folder, "acme.yaml")
      assert.strictEqual(code, 1)
      assert.include(errors, "can't read acme.yaml")
    })
  )

  it.effect("the function gives the same text and writes nothing", () =>
    Effect.gen(function* () {
      const folder = yield* folderOf("function", { "acme.yaml": yield* fixture("acme") })
      const [made] = yield* generateFiles({ specs: ["acme.yaml"], cwd: folder.root, out: "there" })
      assert.strictEqual(made?.vendor, "acme")
      assert.deepStrictEqual(
        made?.files.map((file) => file.path),
        [
          "there/src/generated/schemas.ts",
          "there/src/generated/operations.ts",
          "there/src/generated/credentials.ts",
          "there/src/generated/protocol.ts",
          "there/src/generated/session.ts",
          "there/src/generated/emulator.ts",
          "there/test/generated/examples.ts",
          "there/test/generated/arazzo.json"
        ]
      )
      assert.isUndefined(yield* readIfThere(folder, "there/src/generated/schemas.ts"))
    })
  )
})

it.live("--watch generates again when the spec changes, and goes on after a mistake", () =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const text = yield* fixture("desk")
    const folder = yield* folderOf("watch", { "desk.yaml": text })
    const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
    const args = [path.join(tool, "src/main.ts"), "desk.yaml", "--watch"]
    yield* spawner.spawn(ChildProcess.make(process.execPath, args, { cwd: folder.root }))
    const made = () => readFile(`${folder.root}/src/generated/protocol.ts`, "utf8").catch(() => "")
    const until = (what: string) =>
      Effect.gen(function* () {
        for (let tries = 0; tries < 300; tries++) {
          if ((yield* Effect.promise(made)).includes(what)) return
          yield* Effect.sleep("100 millis")
        }
        assert.fail(`never generated: ${what}`)
      })
    yield* until('"-1"')
    yield* Effect.sleep("500 millis")
    yield* writeText(folder, "desk.yaml", "openapi: 3.1.0\n")
    yield* Effect.sleep("1 second")
    yield* writeText(folder, "desk.yaml", edit(text, 'code: ["-1"]', 'code: ["-7"]'))
    yield* until('"-7"')
  }).pipe(Effect.scoped, Effect.provide(services))
)
