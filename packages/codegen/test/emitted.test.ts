/** What is generated from the fixtures: that it compiles, that the types agree, and that bundlers can drop it. */
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as ChildProcess from "effect/process/ChildProcess"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import ts from "typescript"
import { crossCheck } from "../dev/crossCheck.ts"
import { generate } from "../src/generate.ts"
import type { Workspace } from "../src/workspace.ts"
import { readText, writeText } from "../src/workspace.ts"
import { edit, fixture, generated, repositoryOf, services, tool } from "./support.ts"

const xmlStub = `import * as Effect from "effect/Effect"
import type { XmlShape } from "./shape.ts"
export const parseXml = (text: string, shape: XmlShape): unknown => (text === "" ? undefined : shape)
export const ready = Effect.void
`

const xmlShape = `export interface XmlShape {
  readonly root: string
  readonly elements: {
    readonly [name: string]: "text" | { readonly attributes: ReadonlyArray<string>; readonly text?: string }
  }
  readonly lists: ReadonlyArray<string>
}
`

const tsconfig = JSON.stringify({
  extends: "../../../../../tsconfig.base.json",
  include: ["packages"],
  compilerOptions: { noEmit: true, allowImportingTsExtensions: true, plugins: [] }
})

const write = Effect.fnUntraced(function* (name: string) {
  const specs = {
    acme: yield* fixture("acme"),
    acmeplus: yield* fixture("acmeplus"),
    desk: yield* fixture("desk"),
    ledger: yield* fixture("ledger")
  }
  const workspace = yield* repositoryOf(name, specs)
  for (const output of yield* generate(workspace, Object.keys(specs), crossCheck)) {
    for (const file of output.files) yield* writeText(workspace, file.path, file.code)
  }
  yield* writeText(workspace, "packages/desk/src/internal/xml.ts", xmlStub)
  yield* writeText(workspace, "packages/desk/src/internal/shape.ts", xmlShape)
  yield* writeText(workspace, "tsconfig.json", tsconfig)
  return workspace
})

/** What TypeScript 7, the one that packages are checked with, has to say. */
const compile = Effect.fnUntraced(function* ({ root }: Workspace) {
  const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
  const tsc = ChildProcess.make("../../node_modules/.bin/tsc", ["--pretty", "false", "-p", root], { cwd: tool })
  return (yield* spawner.string(tsc)).trim()
})

const isPure = (source: ts.SourceFile, node: ts.Node): boolean =>
  source.text.slice(node.pos, node.getStart(source)).includes("/*#__PURE__*/")

/** Calls that run when a module is loaded, without the comment that lets bundlers drop them. */
const impure = (name: string, code: string): ReadonlyArray<string> => {
  const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true)
  const found: Array<string> = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isNewExpression(node) || (ts.isCallExpression(node) && !isPure(source, node)))
      found.push(node.getText(source))
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

layer(services)((it) => {
  it.effect("compiles under the packages' compiler options, both generators agreeing on every type", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* compile(yield* write("compiles")), "")
    })
  )

  it.effect("the agreement is lost by an optional field that may be undefined, by a missing one and by any", () =>
    Effect.gen(function* () {
      const workspace = yield* write("disagrees")
      const path = "packages/acme/src/generated/schemas.ts"
      const code = yield* readText(workspace, path)
      const undefinable = edit(code, "remember: /*#__PURE__*/ Schema.optionalKey(", "remember: Schema.optional(")
      const missing = edit(undefinable, "  ttl: /*#__PURE__*/ lenient(Schema.Int)", "")
      yield* writeText(workspace, path, edit(missing, "challenge: Schema.String", "challenge: Schema.Any"))
      const errors = yield* compile(workspace)
      const lines = (yield* readText(workspace, "packages/acme/test/generated/types.ts")).split("\n")
      // An error stands on the line of the assertion's argument, which is on or right after that of its name.
      const accused = [...errors.matchAll(/acme\/test\/generated\/types\.ts\((\d+),/g)].map((match) =>
        lines.slice(Math.max(0, Number(match[1]) - 2), Number(match[1])).join(" ")
      )
      for (const name of ["LoginInput", "LoginData", "GetChallengeOutput"]) {
        assert.isTrue(
          accused.some((line) => line.includes(name)),
          `${name} in\n${errors}`
        )
      }
    })
  )

  it.effect("marks every call that runs on import as pure, and builds no RegExp", () =>
    Effect.gen(function* () {
      for (const vendor of ["acme", "desk", "ledger"]) {
        const files = yield* generated(`pure-${vendor}`, vendor, yield* fixture(vendor))
        for (const [path, code] of files) assert.deepStrictEqual(impure(path, code), [], path)
      }
    })
  )

  it.effect("imports effect by deep paths only", () =>
    Effect.gen(function* () {
      const files = yield* generated("deep", "acme", yield* fixture("acme"))
      for (const code of files.values()) assert.notMatch(code, /from "effect"|from "effect\/(http|crypto)"/)
    })
  )

  it.effect("writes only the schemas that operations reach", () =>
    Effect.gen(function* () {
      const files = yield* generated("reach", "acme", yield* fixture("acme"))
      const schemas = files.get("packages/acme/src/generated/schemas.ts") ?? ""
      assert.include(schemas, "export const LoginReply =")
      assert.notInclude(schemas, "Unused")
      assert.notInclude(schemas, "Failure")
    })
  )

  it.effect("a field has the spec's description, and every schema a type of its name", () =>
    Effect.gen(function* () {
      const text = edit(
        yield* fixture("acme"),
        "username: { type: string, minLength: 1 }",
        "username: { type: string, minLength: 1, description: Who logs in }"
      )
      const files = yield* generated("described", "acme", text)
      const schemas = files.get("packages/acme/src/generated/schemas.ts") ?? ""
      assert.include(schemas, "  /** Who logs in. */\n  username: ")
      assert.include(schemas, "export type LoginReply = typeof LoginReply.Type")
      const operations = files.get("packages/acme/src/generated/operations.ts") ?? ""
      assert.include(operations, "export const login: Operation<Schemas.LoginInput, Schemas.LoginReply> =")
    })
  )

  it.effect("an element of XML may have elements and lists of its own", () =>
    Effect.gen(function* () {
      const text = edit(
        yield* fixture("desk"),
        "name: { type: string, xml: { attribute: true } }",
        "name: { type: string, xml: { attribute: true } }\n        tag: { type: array, items: { type: string } }"
      )
      const files = yield* generated("nested", "desk", text)
      const operations = files.get("packages/desk/src/generated/operations.ts") ?? ""
      assert.match(
        operations,
        /option: \{\s*attributes: \["name"\],\s*text: "value",\s*elements: \{\s*tag: "text"\s*\},\s*lists: \["tag"\]\s*\}/
      )
    })
  )

  it.effect("no description can end its comment", () =>
    Effect.gen(function* () {
      const files = yield* generated("comment", "acme", yield* fixture("acme"))
      assert.include(
        files.get("packages/acme/src/generated/operations.ts") ?? "",
        "A comment can't be ended here: *\\/ alert(1)"
      )
    })
  )

  it.effect(
    "a call that keeps a session alive has the fields that are sent, and a document only for what it must have",
    () =>
      Effect.gen(function* () {
        const acme = yield* fixture("acme")
        const session = Effect.fnUntraced(function* (name: string, text: string) {
          return (yield* generated(name, "acme", text)).get("packages/acme/src/generated/session.ts") ?? ""
        })
        const whole = yield* session("alive", acme)
        assert.include(whole, 'inQuery(["q"])')
        assert.include(whole, "input: Schemas.SearchInput")
        assert.include(whole, "output: Schemas.SearchOutput")
        const lines = "\n                properties:\n                  ok: { type: boolean }"
        const told = yield* session("alive-told", edit(acme, `[ok, data]${lines}`, `[ok]${lines}`))
        assert.notInclude(told, "output: ")
        const optional = edit(acme, "{ name: q, in: query, required: true, ", "{ name: q, in: query, ")
        const bare = yield* session("alive-bare", edit(optional, "search, input: { q: x }", "search"))
        assert.include(bare, "input: /*#__PURE__*/ Schema.Struct({})")
        assert.notInclude(bare, "inQuery")
      })
  )
})
