/** Which folders a release is packed into, as that empties them. */
import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, assert, beforeAll, it } from "vitest"
import { destinationProblem } from "../src/release/destination.ts"

const scratch = realpathSync(mkdtempSync(join(tmpdir(), "destination-")))
const root = join(scratch, "checkout")

beforeAll(() => {
  mkdirSync(join(root, "packages/core"), { recursive: true })
  writeFileSync(join(root, "packages/core/index.ts"), "")
  execFileSync("git", ["init", "-q"], { cwd: root })
  execFileSync("git", ["add", "."], { cwd: root })
})

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

it("refuses the checkout, the folders around it, and those that git tracks", async () => {
  for (const folder of [
    root,
    scratch,
    "/",
    join(root, "packages"),
    join(root, "packages/core"),
    join(root, ".git/x")
  ]) {
    assert.isDefined(await destinationProblem(folder, root), folder)
  }
  symlinkSync(join(root, "packages"), join(scratch, "link"))
  assert.isDefined(await destinationProblem(join(scratch, "link"), root))
})

it("refuses a folder that holds anything but tarballs", async () => {
  const other = join(scratch, "other")
  mkdirSync(other)
  writeFileSync(join(other, "core-1.0.0.tgz"), "")
  assert.isUndefined(await destinationProblem(other, root))
  writeFileSync(join(other, "letter.txt"), "")
  assert.match((await destinationProblem(other, root)) ?? "", /letter\.txt/)
  assert.match((await destinationProblem(join(other, "letter.txt"), root)) ?? "", /no folder/)
})

it("takes a new folder, inside the checkout or anywhere else", async () => {
  assert.isUndefined(await destinationProblem(join(root, "release"), root))
  assert.isUndefined(await destinationProblem(join(scratch, "new/tarballs"), root))
})
