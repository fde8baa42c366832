/** The repository's address is written once, and everything that repeats it says the same. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { assert, it } from "vitest"
import { folders, readJson, root } from "../src/pack.ts"
import { committed, repositoryUrl } from "../src/release/address.ts"

it("each manifest has the repository's address, and the folder that it is in", async () => {
  const url = await repositoryUrl()
  for (const folder of await folders()) {
    const { repository } = await readJson<{ readonly repository: object }>(
      join(root, "packages", folder, "package.json")
    )
    assert.deepStrictEqual(repository, { type: "git", url: `git+${url}.git`, directory: `packages/${folder}` }, folder)
  }
})

it("no document links to another address of the repository", async () => {
  const url = await repositoryUrl()
  const name = url.split("/").at(-1) ?? ""
  for (const file of committed().filter((each) => each.endsWith(".md") && !each.startsWith("tools/docs/reference/"))) {
    const text = await readFile(join(root, file), "utf8").catch(() => "")
    for (const [link] of text.matchAll(new RegExp(`https://[\\w.-]+/[\\w-]+/${name}(?=[/)#])`, "g"))) {
      assert.strictEqual(link, url, file)
    }
  }
})
