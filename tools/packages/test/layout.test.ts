/** The packages of all vendors look the same: who knows one knows all. */
import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "vitest"
import { layoutProblems } from "../src/layout.ts"
import { root } from "../src/pack.ts"
import { vendorNames } from "../src/vendors.ts"

describe("outside of their own folders, vendors have the same files, drivers and types under the same names", () => {
  it.each(vendorNames)("%s", (vendor) => assert.deepEqual(layoutProblems(root, vendor), []))
})

it("a file that one vendor alone has or lacks, a driver and a type under another name are named", async () => {
  const scratch = await mkdtemp(join(tmpdir(), "crm-auth-layout-"))
  try {
    const sources = join(scratch, "packages/kayako/src")
    await cp(join(root, "packages/kayako/src"), sources, { recursive: true })
    await cp(join(root, "specs/kayako.yaml"), join(scratch, "specs/kayako.yaml"))
    assert.deepEqual(layoutProblems(scratch, "kayako"), [])
    await rename(join(sources, "reply.ts"), join(sources, "replies.ts"))
    await rm(join(sources, "testing/fixture.ts"))
    await writeFile(join(sources, "internal/driver.ts"), "export const makeDriver = () => undefined\n")
    assert.deepEqual(layoutProblems(scratch, "kayako"), [
      "packages/kayako/src: there is no reply.ts",
      "packages/kayako/src: there is no testing/fixture.ts",
      "packages/kayako/src: no other vendor has replies.ts: move it to internal/, or add it to every vendor",
      "packages/kayako/src: internal/driver.ts exports no makePasswordDriver"
    ])
    const spec = await readFile(join(scratch, "specs/kayako.yaml"), "utf8")
    await cp(join(root, "packages/kayako/src"), sources, { recursive: true })
    await rm(join(sources, "replies.ts"))
    await writeFile(join(scratch, "specs/kayako.yaml"), spec.replace("type: KayakoCredentials", "type: KayakoUser"))
    assert.deepEqual(layoutProblems(scratch, "kayako"), [
      "packages/kayako/src: the credentials of password are called KayakoUser, not KayakoCredentials"
    ])
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
})
