/** A mutable state has one owner: no class or interface of the inside shows a field that others could write. */
import { assert, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"

const inside = new URL("../../src/internal/", import.meta.url)

/** Members of classes and interfaces are indented by two blanks; those of objects and of types within are not looked at. */
const openFields = (source: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  let owner: string | undefined
  for (const line of source.split("\n")) {
    const head = /^(?:export )?(?:abstract )?(class|interface) (\w+)/.exec(line)
    if (head !== null) owner = line.endsWith("}") ? undefined : head[2]
    else if (line.startsWith("}")) owner = undefined
    const field = /^ {2}((?:(?:override|protected|public|static|declare) )*)(\w+)[?!]?(?::| =)/.exec(line)
    if (owner !== undefined && field !== null) found.push(`${owner}.${field[2]}`)
  }
  return found
}

it("the check sees an open field", () => {
  const source =
    "export class A {\n  readonly a = 1\n  private b = 2\n  protected c: number\n  d = 3\n  e(): void {\n    let f = 1\n  }\n}"
  assert.deepStrictEqual(openFields(source), ["A.c", "A.d"])
  assert.deepStrictEqual(openFields("interface B {\n  readonly a: number\n  b?: number\n}\nconst x = {\n  c: 1\n}"), [
    "B.b"
  ])
})

for (const folder of ["account", "client", "map", "renewAhead"]) {
  it(`every mutable field in internal/${folder} is private to its class`, () => {
    const files = readdirSync(new URL(folder, inside)).filter((name) => name.endsWith(".ts"))
    assert.isAbove(files.length, 2)
    for (const name of files) {
      assert.deepStrictEqual(openFields(readFileSync(new URL(`${folder}/${name}`, inside), "utf8")), [], name)
    }
  })
}
