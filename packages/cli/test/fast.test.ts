/** What is answered from the store at once, and what is left to the program. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, expect } from "vitest"
import { parsePlain } from "../src/plainCommand.ts"
import { type Home, makeHome, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

/** Runs the program, and says whether more than the entry point was loaded. */
const traced = async (
  home: Home,
  args: ReadonlyArray<string>,
  env: { readonly [name: string]: string | undefined }
) => {
  const hooks = join(home.path, "hooks.mjs")
  writeFileSync(
    hooks,
    `import { registerHooks } from "node:module"
registerHooks({ load: (url, context, next) => { if (/\\/program-/.test(url)) process.stderr.write("LOADED\\n"); return next(url, context) } })`
  )
  const ran = await run(home, args, { env: { ...env, NODE_OPTIONS: `--import=${pathToFileURL(hooks).href}` } })
  return { ...ran, isFast: !ran.stderr.includes("LOADED") }
}

it("token and env are answered from the store, exactly as the program answers them", async ({ desk }) => {
  const home = makeHome()
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
  const commands = [
    ["token", "kayako"],
    ["token", "kayako", "--as=curl"],
    ["token", "kayako", "--json"],
    ["env", "kayako"],
    ["env", "kayako", "--format", "dotenv"],
    ["env", "kayako", "--json"]
  ]
  for (const command of commands) {
    const fast = await traced(home, command, desk.account)
    // The program itself is made to answer by a flag that only it knows.
    const slow = await run(home, [...command, "--store", "file"], { env: desk.account })
    expect(fast).toMatchObject({ code: 0, isFast: true, stdout: slow.stdout })
  }
  expect(await traced(home, ["token", "kayako"], named)).toMatchObject({ code: 0, isFast: true })
  const { stdout: session } = await run(home, ["token", "kayako"], { env: desk.account })
  const show = ["--", "sh", "-c", 'echo "$KAYAKO_SESSION"; exit 7']
  const ran = await traced(home, ["exec", "kayako", ...show], desk.account)
  expect(ran).toMatchObject({ code: 7, isFast: true, stdout: session })
  // A command that cannot be run is left to the program, which says why.
  const missing = await traced(home, ["exec", "kayako", "--json", "--", "no-such-program"], desk.account)
  expect(missing).toMatchObject({ code: 127, isFast: false, stdout: "" })
  expect(missing.stderr).toContain('"message":"no-such-program: command not found"')
})

it("another password, another account, a new variable or an ended session is left to the program", async ({ desk }) => {
  const home = makeHome()
  await run(home, ["login", "kayako"], { env: desk.account })
  const token = ["token", "kayako", "--no-input"]
  const other = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  expect(await traced(home, token, other)).toMatchObject({ isFast: false, code: 4, stdout: "" })
  expect(await traced(home, token, { ...desk.account, SESSION_STORE_KEY: "e".repeat(64) })).toMatchObject({
    isFast: false
  })
  const wrong = await traced(home, token, { ...desk.account, KAYAKO_PASSWORD: "wrong" })
  expect(wrong).toMatchObject({ isFast: false, code: 4, stdout: "" })
  await run(home, ["login", "kayako"], { env: desk.account })
  await run(home, ["logout", "kayako"], { env: desk.account })
  expect(await traced(home, token, { KAYAKO_URL: desk.url })).toMatchObject({ isFast: false, code: 4 })
})

it("only arguments that it understands wholly", () => {
  expect(parsePlain(["token", "kayako", "--as", "form", "-q"])).toMatchObject({ vendor: "kayako", as: "form" })
  expect(parsePlain(["exec", "kayako", "-q", "--", "env", "--json"])).toMatchObject({
    json: false,
    child: ["env", "--json"]
  })
  expect(parsePlain(["env", "kayako", "--format=json", "--profile", "work"])).toMatchObject({ profile: "work" })
  for (const wrong of [
    ["status"],
    ["token"],
    ["token", "kayako", "extra"],
    ["token", "kayako", "--url", "x"],
    ["token", "kayako", "--as", "nonsense"],
    ["token", "kayako", "--as"],
    ["env", "kayako", "--as", "form"],
    ["token", "kayako", "--help"],
    ["token", "kayako", "--as", "curl", "--json"],
    ["env", "kayako", "--format", "posix", "--json"],
    ["exec", "kayako", "true"],
    ["exec", "kayako", "--"],
    ["exec", "kayako", "--store", "none", "--", "true"]
  ]) {
    expect(parsePlain(wrong)).toBeUndefined()
  }
})
