import { assert, it } from "@effect/vitest"
import { readdirSync, readFileSync } from "node:fs"

it("all that core loads on demand is in one list, which tests load first", () => {
  const src = new URL("../../src/", import.meta.url)
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"))
  const loaders = files.flatMap((path) => {
    const text = readFileSync(new URL(path, src), "utf8")
    return [...text.matchAll(/const (\w+) = (?:\/\*#__PURE__\*\/ )?lazy(Module)?\(/g)].map(([, name, module]) =>
      // A module is loaded by the effect that is made of it in the same file.
      module === undefined ? name : new RegExp(`export const (\\w+)[^=]*= [^\\n]*${name}\\.load\\b`).exec(text)?.[1]
    )
  })
  const list = readFileSync(new URL("internal/onDemand.ts", src), "utf8")
  assert.isAbove(loaders.length, 5)
  assert.deepStrictEqual(
    loaders.filter((name) => name === undefined || !new RegExp(`^    ${name},?$`, "m").test(list)),
    []
  )
})
