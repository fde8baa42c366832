// What the command writes works for every answer: in `pnpm test` every answer is given once, with ALL=1 all combinations are.
import type { ConformancePromise, ReplayedExample, VendorFixture } from "@crm-auth/core/testing"
import { conformance } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"
import { assert, beforeAll } from "vitest"
import { acme, everyCombination, everyAnswer, folderOf, here, nameOf, written } from "./support.ts"

const combinations = process.env["ALL"] === undefined ? everyAnswer : everyCombination

/** A login method that sends nothing. */
const ticket = `    ticket:
      session: true
      type: GlobexTicket
      label: Ticket
      description: A ticket that was made elsewhere.
      fields:
        - { name: ticket, label: Ticket, description: The ticket, secret: true, variable: GLOBEX_TICKET, where: Settings }
`

interface Written {
  readonly promises: ReadonlyArray<ConformancePromise>
  readonly replays: ReadonlyArray<ReplayedExample>
}

const packages = new Map<string, Written>()

const load = async (name: string): Promise<Written> => {
  const { fixture }: { readonly fixture: VendorFixture } = await import(
    /* @vite-ignore */ join(folderOf(name), "src/testing/index.ts")
  )
  const { replays }: { readonly replays: ReadonlyArray<ReplayedExample> } = await import(
    /* @vite-ignore */ join(folderOf(name), "test/generated/examples.ts")
  )
  return { promises: conformance(fixture), replays }
}

beforeAll(async () => {
  for (const answers of combinations) {
    const name = nameOf(answers)
    await written(name, acme(answers))
    packages.set(name, await load(name))
  }
}, 300_000)

describe("the package of every combination of answers", () => {
  for (const answers of combinations) {
    const name = nameOf(answers)

    it(`${name}: keeps the promises of a vendor package, and its examples hold`, async () => {
      const { promises, replays } = packages.get(name) ?? { promises: [], replays: [] }
      assert.isAbove(promises.length, 10)
      assert.isAbove(replays.length, 5)
      for (const promise of promises) {
        await promise.test().catch((error: unknown) => assert.fail(`${promise.name}: ${String(error)}`))
      }
    })
  }

  it("a spec with several login methods has a driver for each", async () => {
    const text = await readFile(new URL("fixtures/globex.yaml", import.meta.url), "utf8")
    const spec = join(folderOf("specs"), "globex.yaml")
    await mkdir(folderOf("specs"), { recursive: true })
    await writeFile(spec, text.replace("\n  logins:\n", `\n${ticket}  logins:\n`))
    await written("tickets", { spec })
    const { promises, replays } = await load("tickets")
    assert.isAbove(promises.length, 10)
    assert.isAbove(replays.length, 5)
    const driver = await readFile(join(folderOf("tickets"), "src/internal/driver.ts"), "utf8")
    assert.include(driver, "export const makeUserDriver")
    assert.include(driver, "export const makeTicketDriver")
  })

  it("has no type errors, with the compiler options of a package outside this workspace", async () => {
    const folders = [...combinations.map(nameOf), "tickets"].map(folderOf)
    const own: { readonly compilerOptions: object } = JSON.parse(
      await readFile(join(folders[0] ?? "", "tsconfig.json"), "utf8")
    )
    const configuration = {
      compilerOptions: { ...own.compilerOptions, customConditions: ["@crm-auth/source"] },
      include: folders.flatMap((folder) => [
        join(folder, "src"),
        join(folder, "test/contract.test.ts"),
        join(folder, "test/generated")
      ])
    }
    const file = join(here, ".cache/test/tsconfig.combinations.json")
    await writeFile(file, JSON.stringify(configuration))
    const compiler = join(here, "node_modules/.bin/tsc")
    const { stdout } = await promisify(execFile)(compiler, ["--noEmit", "-p", file]).catch(
      (error: { stdout: string }) => error
    )
    assert.strictEqual(stdout, "")
  }, 300_000)
})
