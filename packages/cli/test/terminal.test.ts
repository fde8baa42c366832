/** The program at a terminal: what it asks, what it shows, and how Ctrl-C ends it. */
import { existsSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect } from "vitest"
import { password } from "./fixtures/desk.ts"
import { atTerminal, makeHome, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

const ctrlC = "\u0003"

it("login asks for what is missing; nothing of the password shows", async ({ desk }) => {
  const home = makeHome()
  const terminal = atTerminal(home, ["login", "kayako"])
  await terminal.until(/Kayako Classic: Address of the desk/)
  terminal.type(`${desk.url}\r`)
  await terminal.until(/Kayako Classic: User name/)
  terminal.type("jane@desk.example\r")
  await terminal.until(/Kayako Classic: Password/)
  terminal.type(`${password}\r`)
  await terminal.until(/Logged in to Kayako Classic as jane@desk\.example/)
  expect(await terminal.code).toBe(0)
  expect(terminal.screen()).not.toContain(password)
  // What was asked for is known from now on, and the session needs no password.
  expect((await run(home, ["token", "kayako"])).code).toBe(0)
})

it("questions go to the terminal although standard output leads into a file, which holds the answer alone", async ({
  desk
}) => {
  const home = makeHome()
  const file = join(home.path, "answer")
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  const terminal = atTerminal(home, ["token", "kayako"], { env: named, stdout: file })
  await terminal.until(/Kayako Classic: Password/)
  terminal.type(`${password}\r`)
  expect(await terminal.code).toBe(0)
  expect(readFileSync(file, "utf8")).toMatch(/^\w{20,}\n$/)
})

it("asks for a second factor when the vendor wants one", async ({ desk }) => {
  const home = makeHome()
  const env = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  const terminal = atTerminal(home, ["login", "kayako"], { env })
  await terminal.until(/Kayako Classic: One-time key/)
  terminal.type("123456\r")
  await terminal.until(/Logged in/)
  expect(await terminal.code).toBe(0)
  expect(terminal.screen()).not.toContain("123456")
})

it("nothing overwrites the question of a login that has shown its progress, until it is answered", async ({ desk }) => {
  const sam = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  await desk.fault("login", { delayMillis: 700 })
  const moving = atTerminal(makeHome(), ["check", "kayako"], { env: sam })
  await desk.fault("login", { delayMillis: 700 })
  const plain = atTerminal(makeHome(), ["check", "kayako"], { env: { ...sam, NO_COLOR: "1" } })
  await Promise.all([moving, plain].map((terminal) => terminal.until(/Kayako Classic: One-time key/)))
  // Longer than progress waits before it shows, and longer than between two of its signs.
  await new Promise((resolve) => setTimeout(resolve, 800))
  for (const terminal of [moving, plain]) {
    expect(terminal.raw().split("One-time key").at(-1)).not.toContain("Checking")
    terminal.type("123456\r")
    expect(await terminal.code).toBe(0)
    expect(terminal.screen()).toMatch(/accepts the session of sam@desk\.example/)
  }
  expect(moving.raw()).toMatch(/[⠋⠙⠹] Checking/)
})

it("an answer is checked when it is given, and a line says where the value is found", async ({ desk }) => {
  const terminal = atTerminal(makeHome(), ["login", "kayako"])
  await terminal.until(/The address of the desk in the browser, without [^]*Kayako Classic: Address of the desk/)
  terminal.type("desk.example\r")
  await terminal.until(/The address is not an absolute URL/)
  terminal.type(`\u0015${"\u007f".repeat(20)}${desk.url}\r`)
  await terminal.until(/Kayako Classic: User name/)
  terminal.type("jane@desk.example\r")
  await terminal.until(/Kayako Classic: Password/)
  terminal.type(` ${password}\r`)
  await terminal.until(/It starts or ends with a space/)
  terminal.type(ctrlC)
  expect(await terminal.code).toBe(130)
  expect(await desk.attempts()).toBe(0)
})

it("without any key it asks once for a key file, and says where it is", async ({ desk }) => {
  const home = makeHome({ key: false })
  const terminal = atTerminal(home, ["login", "kayako"], { env: desk.account })
  await terminal.until(/Keep a key in \S+\/\.config\/crm-auth\/store\.key/)
  terminal.type("y")
  await terminal.until(/Logged in/)
  expect(await terminal.code).toBe(0)
  expect(statSync(join(home.path, ".config/crm-auth/store.key")).mode & 0o777).toBe(0o600)
  const again = atTerminal(home, ["token", "kayako"], { env: desk.account })
  expect(await again.code).toBe(0)
  expect(again.screen()).not.toContain("Keep a key")
})

it("130: Ctrl-C at each question and during a login, with nothing kept", async ({ desk }) => {
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  const factor = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  const cases = [
    { env: {}, at: /Address of the desk/ },
    { env: { KAYAKO_URL: desk.url }, at: /User name/ },
    { env: named, at: /Password/ },
    { env: factor, at: /One-time key/ }
  ]
  for (const { at, env } of cases) {
    const home = makeHome()
    const terminal = atTerminal(home, ["login", "kayako"], { env })
    await terminal.until(at)
    terminal.type(ctrlC)
    expect(await terminal.code).toBe(130)
    expect(existsSync(join(home.path, ".config/crm-auth/profiles.json"))).toBe(false)
  }
  const keyless = makeHome({ key: false })
  const question = atTerminal(keyless, ["login", "kayako"], { env: desk.account })
  await question.until(/Keep a key/)
  question.type(ctrlC)
  expect(await question.code).toBe(130)
  expect(existsSync(join(keyless.path, ".config/crm-auth/store.key"))).toBe(false)

  await desk.fault("login", { delayMillis: 30_000 })
  const slow = atTerminal(makeHome(), ["login", "kayako"], { env: desk.account })
  // The sign that moves: the login has begun.
  await slow.until(/[⠋⠙⠹] Logging in to Kayako Classic/)
  slow.type(ctrlC)
  expect(await slow.code).toBe(130)
}, 60_000)

it("--no-input, and a dumb terminal, ask nothing", async ({ desk }) => {
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  const noInput = atTerminal(makeHome(), ["token", "kayako", "--no-input"], { env: named })
  expect(await noInput.code).toBe(4)
  const dumb = atTerminal(makeHome(), ["token", "kayako"], { env: { ...named, TERM: "dumb" } })
  expect(await dumb.code).toBe(4)
})

it("progress moves on a terminal, and is plain with NO_COLOR", async ({ desk }) => {
  await desk.fault("login", { delayMillis: 1000 })
  const moving = atTerminal(makeHome(), ["token", "kayako"], { env: desk.account })
  await moving.until(/⠋|⠙/)
  expect(await moving.code).toBe(0)
  await desk.fault("login", { delayMillis: 1000 })
  const plain = atTerminal(makeHome(), ["token", "kayako"], { env: { ...desk.account, NO_COLOR: "1" } })
  await plain.until(/Logging in to Kayako Classic…/)
  expect(await plain.code).toBe(0)
  expect(plain.screen()).not.toMatch(/⠋|⠙/)
})

it("questions have no colours with NO_COLOR", async ({ desk }) => {
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  const terminal = atTerminal(makeHome(), ["login", "kayako"], { env: { ...named, NO_COLOR: "1" } })
  await terminal.until(/Password/)
  terminal.type(`${password}\r`)
  expect(await terminal.code).toBe(0)
  // oxlint-disable-next-line no-control-regex -- a terminal's own codes
  expect(terminal.raw()).not.toMatch(/\u001b\[[\d;]*m/)
})
