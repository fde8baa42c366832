/** Which account a command is about: profiles, flags and variables, and what is said of an account that is not there. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect } from "vitest"
import { startEmulator } from "../src/testing/index.ts"
import { type Desk, password } from "./fixtures/desk.ts"
import { type Home, makeHome, type Ran, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

const jane = "jane@desk.example"
const printsPassword = `echo '${password}'`

const profilesFile = (home: Home) => join(home.path, ".config/crm-auth/profiles.json")
const knownFile = (home: Home, name: string) => join(home.path, `.local/state/crm-auth/known/${name}.json`)

const writeProfiles = (home: Home, profiles: { readonly [name: string]: object }) => {
  mkdirSync(join(home.path, ".config/crm-auth"), { recursive: true })
  writeFileSync(profilesFile(home), JSON.stringify({ version: 1, profiles }))
}

const withJane = (desk: Desk, more: object = {}) => ({
  vendor: "kayako",
  account: { url: desk.url, username: jane },
  ...more
})

it("a profile that there is not is refused by its name, and makes no record; only login makes one", async ({
  desk
}) => {
  const home = makeHome()
  writeProfiles(home, { work: withJane(desk), zb: withJane(desk) })
  const commands = ["check", "token", "env", "logout", "doctor"].map((command) => [command, "kayako"])
  const others = [
    ["exec", "kayako", "--", "true"],
    ["request", "kayako", "/x"],
    ["proxy", "kayako", "--port", "0"]
  ]
  const all = [...commands, ...others].map(([command = "", vendor = "", ...rest]) =>
    run(home, [command, vendor, "--profile", "zbb", ...rest], { env: desk.account })
  )
  for (const ran of await Promise.all(all)) {
    expect(ran).toEqual({
      code: 3,
      stdout: "",
      stderr:
        'crm-auth: There is no profile "zbb"; there are: work, zb. `crm-auth login kayako --profile zbb` makes it.\n'
    })
  }
  expect(existsSync(knownFile(home, "zbb"))).toBe(false)
  expect(await desk.attempts()).toBe(0)
  const removed = await run(home, ["profiles", "remove", "zbb"])
  expect(removed).toMatchObject({ code: 3, stdout: "" })
  expect(removed.stderr).toContain('There is no profile "zbb"; there are: work, zb.')
  // A first login that fails leaves nothing; one that works makes the profile, of variables alone, too.
  const login = ["login", "kayako", "--profile", "zbb"]
  const wrong = await run(home, login, { env: { ...desk.account, KAYAKO_PASSWORD: "wrong" } })
  expect(wrong).toMatchObject({ code: 4 })
  expect(wrong.stderr).toContain("or with `crm-auth login kayako --profile zbb --again`")
  expect(existsSync(knownFile(home, "zbb"))).toBe(false)
  expect(await run(home, login, { env: desk.account })).toMatchObject({ code: 0 })
  expect(JSON.parse(readFileSync(profilesFile(home), "utf8")).profiles.zbb).toEqual(withJane(desk))
})

it("profiles remove also removes a record without a profile; --all skips one without a session", async ({ desk }) => {
  const home = makeHome()
  expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
  const known = JSON.parse(readFileSync(knownFile(home, "kayako"), "utf8"))
  const { session: _, slot: _slot, ...rest } = known
  writeFileSync(knownFile(home, "typo"), JSON.stringify({ ...rest, profile: "typo" }))
  const login = await run(home, ["login", "--all", "--json"], { env: desk.account })
  expect(login).toMatchObject({ code: 0 })
  expect(JSON.parse(login.stdout)).toMatchObject([{ profile: "kayako" }])
  // What is in the environment alone stays there.
  expect(existsSync(profilesFile(home))).toBe(false)
  expect(await run(home, ["logout", "--all"], { env: desk.account })).toMatchObject({
    code: 0,
    stdout: "Logged out: kayako.\n"
  })
  expect((await run(home, ["profiles", "remove", "typo"])).stdout).toBe(
    "Removed what was known of typo; it had no profile.\n"
  )
  expect(JSON.parse((await run(home, ["status", "--json"])).stdout).sessions).toEqual([])
})

it("logout --all goes on after an account that cannot be opened, and says of each how it went", async ({ desk }) => {
  const home = makeHome()
  expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
  const work = ["--profile", "work", "--url", desk.url, "--username", jane, "--password-command", printsPassword]
  expect((await run(home, ["login", "kayako", ...work])).code).toBe(0)
  // The variables of the account that comes first are gone.
  const ran = await run(home, ["logout", "--all"])
  expect(ran).toMatchObject({ code: 4, stdout: "Logged out: work.\n" })
  expect(ran.stderr).toMatch(/^kayako: Kayako Classic needs [^]*crm-auth: Not every session could be ended\.\n$/)
  const again = await run(home, ["logout", "--all", "--json"])
  expect(again.code).toBe(4)
  expect(JSON.parse(again.stdout)).toMatchObject({
    version: 1,
    results: [{ profile: "kayako", loggedOut: false, exitCode: 4 }]
  })
})

it("a profile that is named comes before variables, and its user never gets another user's secret", async () => {
  await using desk = await startEmulator("kayako", {
    options: {
      accounts: [
        { username: "a", password: "pa", staffid: "1" },
        { username: "b", password: "pb", staffid: "2" },
        { username: "c", password: "pc", staffid: "3" }
      ]
    }
  })
  const account = { url: desk.url, username: "b" }
  const profiles = {
    zb: { vendor: "kayako", account, passwordCommand: "echo pb" },
    bare: { vendor: "kayako", account: { ...account, username: "c" } },
    kayako: { vendor: "kayako", account, passwordCommand: "echo pb" }
  }
  const env = { KAYAKO_URL: "http://127.0.0.1:9", KAYAKO_USERNAME: "a", KAYAKO_PASSWORD: "pa" }
  const here = { ...env, KAYAKO_URL: desk.url }
  const { KAYAKO_PASSWORD: _, ...nameless } = here
  const check = (variables: { readonly [name: string]: string }, ...flags: ReadonlyArray<string>) => {
    const home = makeHome()
    writeProfiles(home, profiles)
    return run(home, ["check", "kayako", "--json", ...flags], { env: variables })
  }
  const accountOf = ({ stdout }: Ran) => JSON.parse(stdout).account
  const [named, flag, own, other, bare, foreign, otherUser] = await Promise.all([
    check(env, "--profile", "zb"),
    check(here, "--profile", "zb", "--username", "a", "--password-command", "echo pa"),
    check({ KAYAKO_PASSWORD: "pa" }),
    check(here),
    check({ KAYAKO_PASSWORD: "pc" }, "--profile", "bare"),
    check(here, "--profile", "bare"),
    check(nameless)
  ])
  expect(named).toMatchObject({ code: 0 })
  expect(JSON.parse(named.stdout)).toMatchObject({ account: "b", server: desk.url })
  expect(named.stderr).toContain(
    'KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD: not used, because the profile \\"zb\\" has values of its own.'
  )
  // A flag comes first all the same.
  expect(accountOf(flag)).toBe("a")
  // Without a name the variables come first, but no secret goes to the user of the other.
  expect(accountOf(other)).toBe("a")
  expect(accountOf(own)).toBe("b")
  expect(own.stderr).toContain("KAYAKO_PASSWORD: not used")
  expect(otherUser).toMatchObject({ code: 4, stdout: "" })
  // A profile without a secret takes that of the environment, unless the environment names another user.
  expect(accountOf(bare)).toBe("c")
  expect(foreign).toMatchObject({ code: 4, stdout: "" })
  expect(await desk.attempts()).toBe(5)
})

it("a session of the store is that of the profile that is named, whatever the variables say", async ({ desk }) => {
  const home = makeHome()
  writeProfiles(home, { work: withJane(desk, { passwordCommand: printsPassword }) })
  const token = ["token", "kayako", "--profile", "work"]
  const first = await run(home, token)
  expect(first).toMatchObject({ code: 0 })
  const other = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  const again = await run(home, token, { env: other })
  expect(again).toMatchObject({ code: 0, stdout: first.stdout })
  expect(again.stderr).toContain("KAYAKO_USERNAME, KAYAKO_PASSWORD: not used")
})

it("--store none: a refusal is told as it is, and a session that ends with the command is not printed", async ({
  desk
}) => {
  const home = makeHome()
  const wrong = { ...desk.account, KAYAKO_PASSWORD: "wrong" }
  const none = await run(home, ["check", "kayako", "--store", "none"], { env: wrong })
  expect(none.stderr).toContain("with --store none nothing remembers this, and each run sends it again")
  expect(none.stderr).not.toContain("not tried again")
  expect(await desk.attempts()).toBe(1)
  writeProfiles(home, { keepless: withJane(desk, { store: "none" }) })
  const printing = ["token", "env"].flatMap((command) => [
    [command, "kayako", "--store", "none"],
    [command, "kayako", "--profile", "keepless"]
  ])
  for (const ran of await Promise.all(printing.map((args) => run(home, args, { env: desk.account })))) {
    expect(ran).toMatchObject({ code: 2, stdout: "" })
    expect(ran.stderr).toContain("`crm-auth exec kayako --store none -- COMMAND`")
  }
  expect(await desk.attempts()).toBe(1)
})

it("credentials that are guarded: until when", async ({ desk }) => {
  const home = makeHome()
  const env = { ...desk.account, KAYAKO_PASSWORD: "wrong" }
  expect((await run(home, ["check", "kayako"], { env })).code).toBe(4)
  const guarded = await run(home, ["check", "kayako"], { env })
  expect(guarded.code).toBe(5)
  expect(guarded.stderr).toMatch(/refused before, and are not sent again until (29|30) min have passed\.\n$/)
})

it("--allow-insecure-http accepts http: to another machine, which is refused without it", async () => {
  const home = makeHome()
  const env = { KAYAKO_URL: "http://desk.invalid", KAYAKO_USERNAME: "a", KAYAKO_PASSWORD: "pa" }
  const refused = await run(home, ["check", "kayako"], { env })
  expect(refused).toMatchObject({ code: 3 })
  expect(refused.stderr).toContain("or use --allow-insecure-http if you accept that all is readable")
  const doctor = await run(home, ["doctor", "kayako"], { env })
  expect(doctor.stdout).toContain("or use --allow-insecure-http if")
  // No such host: the address was accepted, and looked for.
  const accepted = await run(home, ["check", "kayako", "--allow-insecure-http"], { env })
  expect(accepted).toMatchObject({ code: 6 })
  expect(accepted.stderr).toMatch(
    /no answer: getaddrinfo E\w+ desk\.invalid; check KAYAKO_URL, or run `crm-auth doctor kayako`\n$/
  )
})

it("a blank value counts as missing, and a blank flag is a mistake", async ({ desk }) => {
  const home = makeHome()
  const blanks = ["", " "].map((blank) =>
    run(home, ["check", "kayako", "--json"], { env: { ...desk.account, KAYAKO_PASSWORD: blank } })
  )
  for (const ran of await Promise.all(blanks)) {
    expect(ran).toMatchObject({ code: 4, stdout: "" })
    const { error } = JSON.parse(ran.stderr.trim().split("\n").at(-1) ?? "")
    expect(error).toMatchObject({ exitCode: 4, vendor: "kayako", missing: ["KAYAKO_PASSWORD"] })
    expect(error.message).toContain("KAYAKO_PASSWORD or --password-stdin")
  }
  for (const flags of [["--username", ""], ["--url", " "], ["--profile", ""], ["--method="]]) {
    const ran = await run(home, ["check", "kayako", ...flags], { env: desk.account })
    expect([flags, ran.code, ran.stdout]).toEqual([flags, 2, ""])
    expect(ran.stderr).toContain("a text that is not blank")
  }
  expect(await desk.attempts()).toBe(0)
})

it("a secret as a flag is answered with the ways that there are", async () => {
  const home = makeHome()
  const commands = [
    ["login", "vtiger", "--password", "X"],
    ["login", "vtiger", "--access-key", "X"],
    ["login", "vtiger", "--access-key=X"],
    ["exec", "vtiger", "--password", "X", "--", "true"]
  ]
  for (const command of commands) {
    const ran = await run(home, command)
    expect(ran).toMatchObject({ code: 2, stdout: "" })
    expect(ran.stderr).toContain("No flag takes a secret: set VTIGER_ACCESS_KEY or use --password-stdin.")
  }
})

it("what is no command is not kept as one, and is not printed; a command is kept as it is, and shown", async ({
  desk
}) => {
  const home = makeHome()
  const login = ["login", "kayako", "--url", desk.url, "--username", jane]
  expect(await run(home, [...login, "--password-command", printsPassword])).toMatchObject({ code: 0 })
  const attempts = await desk.attempts()
  // The session is in the store: a second factor is not asked for.
  for (const flag of ["--password-command", "--totp-command"]) {
    for (const text of ["Tr0ub4dor-and-3", "739205 4711", "./Tr0ub4dor-and-3"]) {
      const ran = await run(home, [...login, flag, text])
      expect(ran).toMatchObject({ code: 3, stdout: "" })
      expect(ran.stderr).toContain(`The first word of ${flag} is no program that can be found`)
      expect(ran.stderr).not.toMatch(/Tr0ub|739205/)
    }
  }
  expect(readFileSync(profilesFile(home), "utf8")).not.toMatch(/Tr0ub|739205/)
  // What a shell makes of these is not known before it runs them.
  for (const text of [
    "KEY=1 cat /dev/null",
    "$(true)",
    "(echo 1)",
    "~/no-such-program",
    "cat",
    "if true; then :; fi"
  ]) {
    expect(await run(home, [...login, "--totp-command", text])).toMatchObject({ code: 0 })
    const shown = await run(home, ["profiles", "list", "--json"])
    expect(JSON.parse(shown.stdout)).toMatchObject({ profiles: [{ name: "kayako", totpCommand: text }] })
  }
  expect(await desk.attempts()).toBe(attempts)
})
