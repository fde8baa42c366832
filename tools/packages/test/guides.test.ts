import { existsSync } from "node:fs"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { assert, it } from "vitest"
import { guides, guideText, writeGuides } from "../src/guides.ts"
import { root } from "../src/pack.ts"

it("links of the guides in the tarball lead to files beside them, or to the repository", async () => {
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-guides-"))
  try {
    await writeGuides(folder)
    for (const path of guides.filter((name) => name.endsWith(".md"))) {
      const text = await readFile(join(folder, path), "utf8")
      for (const [, target = ""] of text.matchAll(/\]\(([^)#\s]+)/g)) {
        const [, inRepository] =
          /^https:\/\/github\.com\/crm-auth\/crm-auth\/(?:blob|tree)\/main\/(.*)$/.exec(target) ?? []
        if (inRepository !== undefined) assert.isTrue(existsSync(join(root, inRepository)), `${path}: ${target}`)
        else if (!/^[a-z]+:/.test(target))
          assert.isTrue(existsSync(join(folder, dirname(path), target)), `${path}: ${target}`)
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

it("a link to what is not copied is made one to the repository, and others stay", () => {
  const repository = "https://github.com/crm-auth/crm-auth/blob/main"
  assert.strictEqual(
    guideText("recipes/x.md", "[a](../observability.md#b) [c](d.md)"),
    `[a](../observability.md#b) [c](${repository}/docs/recipes/d.md)`
  )
  assert.strictEqual(
    guideText("x.md", "[a](../packages/core/README.md#b) [c](#d) [e](https://f)"),
    `[a](${repository}/packages/core/README.md#b) [c](#d) [e](https://f)`
  )
})
