/** Each command, as a script uses it. */
import { execFile, spawn } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect } from "vitest"
import { startEmulator } from "../src/testing/index.ts"
import { type Desk, password, startDesk } from "./fixtures/desk.ts"
import { ended, type Home, makeHome, removeHomes, run, start, until } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

/** A home in which the account is logged in, and its password is not in the environment any more. */
const loggedIn = async (desk: Desk): Promise<Home> => {
  const home = makeHome()
  const { KAYAKO_PASSWORD: _, ...named } = desk.account
  expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
  Object.assign(home.environment, named)
  return home
}

/** One desk, and one home that is logged in to it, for what only reads. */
let reading: { readonly desk: Desk; readonly home: Home }

beforeAll(async () => {
  const desk = await startDesk()
  reading = { desk, home: await loggedIn(desk) }
})

afterAll(() => reading.desk.close())

describe("login", () => {
  it("keeps the session and says until when it is good", async ({ desk }) => {
    const home = makeHome()
    const ran = await run(home, ["login", "kayako"], { env: desk.account })
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toBe("Logged in to Kayako Classic as jane@desk.example, good for 60 min if it is not used.\n")
  })

  it("replaces a session of the store that the vendor has ended, as check does", async ({ desk }) => {
    const home = makeHome()
    for (const command of ["login", "check", "login"]) {
      expect((await run(home, [command, "kayako"], { env: desk.account })).code).toBe(0)
      await desk.expireSessions()
    }
    expect(await desk.logins()).toBe(3)
    expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
    expect((await run(home, ["login", "kayako"], { env: desk.account })).code).toBe(0)
    expect(await desk.logins()).toBe(4)
  })

  it("makes a profile of flags, so that the next command needs none", async ({ desk }) => {
    const home = makeHome()
    const flags = ["--url", desk.url, "--username", "jane@desk.example", "--password-stdin"]
    expect((await run(home, ["login", "kayako", ...flags], { input: `${password}\n` })).code).toBe(0)
    const token = await run(home, ["token", "kayako"])
    expect(token.stdout).toMatch(/^\w{20,}\n$/)
    expect(readFileSync(join(home.path, ".config/crm-auth/profiles.json"), "utf8")).not.toContain(password)
  })

  it("--allow-spaces-around-secrets sends a secret with its spaces, and the profile knows of it", async () => {
    await using own = await startEmulator("kayako", {
      options: { accounts: [{ username: "eve", password: " letmein ", staffid: "3" }] }
    })
    const home = makeHome()
    const flags = ["--url", own.url, "--username", "eve", "--password-command", "echo ' letmein '"]
    expect((await run(home, ["login", "kayako", ...flags])).code).toBe(3)
    expect(await own.attempts()).toBe(0)
    expect(await run(home, ["login", "kayako", ...flags, "--allow-spaces-around-secrets"])).toMatchObject({ code: 0 })
    await own.expireSessions()
    expect(await run(home, ["check", "kayako"])).toMatchObject({ code: 0 })
    expect(await own.logins()).toBe(2)
  })

  it("takes the password from a command", async ({ desk }) => {
    const home = makeHome()
    const { KAYAKO_PASSWORD: _, ...named } = desk.account
    const ran = await run(home, ["login", "kayako", "--password-command", `echo '${password}'`], { env: named })
    expect(ran.code).toBe(0)
  })

  it("--save-credentials keeps the password in the keychain, and a later login takes it from there", async ({
    desk
  }) => {
    const home = makeHome()
    const kept = join(home.path, "kept")
    home.install(
      "secret-tool",
      `case "$1" in store) cat >"${kept}";; lookup) [ -f "${kept}" ] && cat "${kept}" || exit 1;; clear) rm -f "${kept}";; esac`
    )
    const { KAYAKO_PASSWORD: _, ...named } = desk.account
    Object.assign(home.environment, named)
    const saved = await run(home, ["login", "kayako", "--save-credentials"], { env: desk.account })
    expect(saved).toMatchObject({ code: 0 })
    expect(readFileSync(kept, "utf8")).toBe(password)
    await run(home, ["logout", "kayako"])
    expect((await run(home, ["login", "kayako"])).code).toBe(0)
    const status = await run(home, ["status"])
    expect(status.stdout).toContain("password: keychain")
    expect((await run(home, ["profiles", "remove", "kayako"])).code).toBe(0)
    expect(() => readFileSync(kept)).toThrow()
  })

  it("--all renews every profile, and says which failed", async ({ desk }) => {
    const home = makeHome()
    const flags = ["--url", desk.url, "--username", "jane@desk.example", "--password-command", `echo '${password}'`]
    await run(home, ["login", "kayako", ...flags])
    await run(home, ["login", "kayako", "--profile", "second", ...flags])
    const ran = await run(home, ["login", "--all", "--json"])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject([{ profile: "kayako" }, { profile: "second" }])
    const bad = ["--url", desk.url, "--username", "jane@desk.example", "--password-command", "echo wrong"]
    await run(home, ["login", "kayako", "--profile", "third", ...bad])
    writeFileSync(
      join(home.path, ".config/crm-auth/profiles.json"),
      JSON.stringify({
        version: 1,
        profiles: {
          third: {
            vendor: "kayako",
            account: { url: desk.url, username: "nobody@desk.example" },
            passwordCommand: "echo wrong"
          }
        }
      })
    )
    const failed = await run(home, ["login", "--all"])
    expect(failed.code).toBe(4)
    expect(failed.stderr).toContain("third: kayako login: the user name, password or key was re")
  })
})

describe("check", () => {
  it("says that the session is accepted, with one login at most", async () => {
    const { desk, home } = reading
    const before = await desk.logins()
    const ran = await run(home, ["check", "kayako", "--json"])
    expect(ran.code).toBe(0)
    expect(JSON.parse(ran.stdout)).toMatchObject({
      version: 1,
      ok: true,
      account: "jane@desk.example",
      tookMillis: expect.any(Number)
    })
    expect(await desk.logins()).toBe(before)
  })

  it("--store none leaves what is known of a session that is kept as it is, and its last failure", async ({ desk }) => {
    const home = await loggedIn(desk)
    const known = join(home.path, ".local/state/crm-auth/known/kayako.json")
    const before = readFileSync(known, "utf8")
    const none = ["check", "kayako", "--store", "none"]
    expect((await run(home, none, { env: desk.account })).code).toBe(0)
    expect(readFileSync(known, "utf8")).toBe(before)
    expect((await run(home, none, { env: { ...desk.account, KAYAKO_PASSWORD: "wrong" } })).code).toBe(4)
    expect(readFileSync(known, "utf8")).toBe(before)
  })
})

describe("status", () => {
  it("lists every session, with the source of every value", async ({ desk }) => {
    const home = await loggedIn(desk)
    const ran = await run(home, ["status"])
    expect(ran.stdout).toMatch(/kayako +kayako +jane@desk\.example .*60 min/)
    expect(ran.stdout).toContain(
      "url: environment, username: environment, password: environment, session: store (file)"
    )
    const json = JSON.parse((await run(home, ["status", "--json"])).stdout)
    expect(json).toMatchObject({ version: 1, sessions: [{ sources: { username: "environment" }, lastFailure: null }] })
  })

  it("asks the store: a session that another program renewed, ended, or that no profile names", async ({ desk }) => {
    const home = await loggedIn(desk)
    const known = join(home.path, ".local/state/crm-auth/known/kayako.json")
    const before = readFileSync(known, "utf8")
    const sessions = async () => JSON.parse((await run(home, ["status", "--json"])).stdout).sessions
    await run(home, ["logout", "kayako"])
    // The notes of a program that does not know of the logout.
    writeFileSync(known, before)
    expect(await sessions()).toMatchObject([{ profile: "kayako", issuedAt: null, expiresAt: null }])
    await run(home, ["login", "kayako"], { env: desk.account })
    const renewed = JSON.parse(readFileSync(known, "utf8"))
    writeFileSync(known, before)
    const [shown] = await sessions()
    // The store tells ages by when its file was written, which a busy machine does late.
    const distance = (to: number) => Math.abs(Date.parse(shown.issuedAt) - to)
    expect(distance(renewed.session.issuedAt)).toBeLessThan(distance(JSON.parse(before).session.issuedAt))
    expect(Date.parse(shown.expiresAt) - Date.parse(shown.issuedAt)).toBeGreaterThanOrEqual(3_590_000)
    rmSync(known)
    expect(await sessions()).toMatchObject([{ profile: null, account: null, store: "file" }])
    expect((await run(home, ["status"])).stdout).toMatch(/- +- +unknown .*session: store \(file\)/)
  })

  it("shows the last failure", async ({ desk }) => {
    const home = makeHome()
    await run(home, ["login", "kayako"], { env: { ...desk.account, KAYAKO_USERNAME: "nobody@desk.example" } })
    expect((await run(home, ["status"])).stdout).toContain("InvalidCredentials")
  })
})

describe("token", () => {
  it("prints the session in every form that the vendor knows", async () => {
    const { home } = reading
    const value = (await run(home, ["token", "kayako"])).stdout.trim()
    expect(value).toMatch(/^\w{20,}$/)
    expect((await run(home, ["token", "kayako", "--as", "form"])).stdout).toBe(`sessionid=${value}\n`)
    expect((await run(home, ["token", "kayako", "--as", "curl"])).stdout).toBe(
      `data-urlencode = "sessionid=${value}"\n`
    )
    const json = JSON.parse((await run(home, ["token", "kayako", "--json"])).stdout)
    expect(json).toEqual({
      version: 1,
      vendor: "kayako",
      account: "jane@desk.example",
      place: { in: "form", name: "sessionid" },
      value,
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/)
    })
  })

  it("refuses a form that the vendor does not know", async () => {
    const { home } = reading
    const ran = await run(home, ["token", "kayako", "--as", "header"])
    expect(ran).toEqual({
      code: 2,
      stdout: "",
      stderr: "crm-auth: Kayako Classic takes its session in the form, not in the header; use --as form.\n"
    })
  })

  it("curl reads the configuration", async () => {
    const { desk, home } = reading
    const config = (await run(home, ["token", "kayako", "--as", "curl"])).stdout
    const url = `${desk.url}/staffapi/index.php?/Core/Default/GetInfo`
    const sent = promisify(execFile)("curl", ["-s", "-K", "-", url])
    sent.child.stdin?.end(config)
    expect((await sent).stdout).toContain("<status><![CDATA[1]]></status>")
  })

  it("renews a session that has ended", async ({ desk }) => {
    const home = makeHome()
    const before = (await run(home, ["token", "kayako"], { env: desk.account })).stdout
    await run(home, ["logout", "kayako"], { env: desk.account })
    const after = (await run(home, ["token", "kayako"], { env: desk.account })).stdout
    expect(after).toMatch(/^\w{20,}\n$/)
    expect(after).not.toBe(before)
  })
})

describe("env", () => {
  it("writes variables for shells, files and programs", async () => {
    const { home } = reading
    const printed = (format: string) => run(home, ["env", "kayako", "--format", format])
    const [posix, powershell, dotenv, json, github] = await Promise.all(
      ["posix", "powershell", "dotenv", "json", "github"].map(printed)
    )
    expect(posix?.stdout).toMatch(
      /^export KAYAKO_URL=http:\S+\nexport KAYAKO_SESSION=\w+\nexport KAYAKO_SESSION_EXPIRES_AT=\S+\n$/
    )
    expect(powershell?.stdout).toMatch(/^\$env:KAYAKO_URL = 'http:\S+'\n\$env:KAYAKO_SESSION = '\w+'\n/)
    expect(dotenv?.stdout).toMatch(/^KAYAKO_URL="http:\S+"\nKAYAKO_SESSION="\w+"\n/)
    expect(json?.stdout).toMatch(/^\{"KAYAKO_URL":"http:\S+","KAYAKO_SESSION":"\w+",/)
    expect(github?.stdout).toMatch(/^KAYAKO_URL=http:\S+\nKAYAKO_SESSION=\w+\n/)
  })
})

describe("exec", () => {
  it("puts the session into the child's environment, and passes its exit code on", async () => {
    const { home } = reading
    const ran = await run(home, ["exec", "kayako", "--", "sh", "-c", 'echo "$KAYAKO_SESSION"; exit 7'])
    expect(ran).toMatchObject({ code: 7, stderr: "" })
    expect(ran.stdout).toMatch(/^\w{20,}\n$/)
  })

  it("passes signals on", async ({ desk }) => {
    const home = await loggedIn(desk)
    const child = start(home, [
      "exec",
      "kayako",
      "--",
      "sh",
      "-c",
      "trap 'echo got it; exit 9' TERM; echo ready; while :; do sleep 0.1; done"
    ])
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const ran = ended(child)
    await until(() => out, /ready/)
    child.kill("SIGTERM")
    expect(await ran).toMatchObject({ code: 9, stdout: "ready\ngot it\n" })
    // A child that asks for a signal at once gets it: none is lost while the program has just begun to pass them on.
    const script = "trap 'exit 9' TERM; kill -TERM $PPID; while :; do sleep 0.1; done"
    const asking = run(home, ["exec", "kayako", "--", "sh", "-c", script])
    expect(await asking).toMatchObject({ code: 9 })
  })

  it("keeps the vendor's secrets and the store's key from the command, at once and after a login", async () => {
    const { desk, home } = reading
    const env = { ...desk.account, KAYAKO_DEPARTMENT: "7", CRMCOM_PASSWORD: "another vendor's" }
    for (const own of [desk.account, env]) {
      const ran = await run(home, ["exec", "kayako", "--", "env"], { env: own })
      expect(ran.code).toBe(0)
      expect(ran.stdout).toMatch(/^KAYAKO_SESSION=/m)
      expect(ran.stdout).toMatch(/^KAYAKO_USERNAME=jane/m)
      expect(ran.stdout).not.toMatch(/^(KAYAKO_PASSWORD|SESSION_STORE_KEY)=/m)
      if (own === env)
        expect(ran.stdout).toMatch(
          /^KAYAKO_DEPARTMENT=7$[^]*^CRMCOM_PASSWORD=|^CRMCOM_PASSWORD=[^]*^KAYAKO_DEPARTMENT=7$/m
        )
    }
  })

  it("says where -- and the vendor belong", async () => {
    const { home } = reading
    const [flag, vendor, method] = await Promise.all([
      run(home, ["exec", "kayako", "sh", "-c", "true"]),
      run(home, ["exec", "--", "true"]),
      run(home, ["request", "kayako", "-X", "POST", "/x"])
    ])
    expect(flag).toMatchObject({ code: 2, stdout: "" })
    expect(flag.stderr).toContain("Put `--` before the command whose flag it is")
    expect(vendor).toMatchObject({ code: 2, stdout: "" })
    expect(vendor.stderr).toContain("Name the vendor before `--`, such as: crm-auth exec kayako -- true")
    expect(method).toMatchObject({ code: 2, stdout: "" })
    expect(method.stderr).toContain("it comes before the path, such as: crm-auth request kayako POST '/")
  })

  it("logs out what it logged in for itself alone", async ({ desk }) => {
    const home = makeHome()
    const before = await desk.sessions()
    const ran = await run(home, ["exec", "kayako", "--store", "none", "--", "true"], { env: desk.account })
    expect(ran.code).toBe(0)
    expect(await desk.sessions()).toBe(before)
  })
})

describe("request", () => {
  it("sends a form, and prints the body", async () => {
    const { home } = reading
    const ran = await run(home, ["request", "kayako", "/staffapi/index.php?/Core/Default/GetInfo"])
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toMatch(/^<\?xml[^]*<\/kayako_staffapi>/)
  })

  it("sends a GET with headers and shows the answer's", async () => {
    await using crm = await startEmulator("vtiger")
    const home = makeHome()
    Object.assign(home.environment, {
      VTIGER_URL: crm.url,
      VTIGER_USERNAME: "jane+crm@acme.example",
      VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
    })
    const ran = await run(home, [
      "request",
      "vtiger",
      "GET",
      "/webservice.php?operation=listtypes",
      "-i",
      "-H",
      "Accept: application/json"
    ])
    expect(ran.code).toBe(0)
    expect(ran.stdout).toMatch(/^HTTP 200\n[^]*content-type: application\/json[^]*\n\n\{"success":true/)
  })

  it("puts fields of a GET into the query, and refuses what would be its body", async () => {
    await using crm = await startEmulator("vtiger")
    const home = makeHome()
    const env = {
      VTIGER_URL: crm.url,
      VTIGER_USERNAME: "jane+crm@acme.example",
      VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
    }
    const request = (...args: ReadonlyArray<string>) => run(home, ["request", "vtiger", ...args], { env })
    const listed = await request("GET", "/webservice.php?operation=listtypes", "-f", "fieldTypeList=x y")
    expect(listed.stdout).toMatch(/^\{"success":true/)
    expect(listed.code).toBe(0)
    expect((await crm.requests()).at(-1)).toMatchObject({ method: "GET", operation: "listTypes" })
    expect((await crm.requests()).at(-1)?.path).toContain("?operation=listtypes&fieldTypeList=x+y")
    const before = (await crm.requests()).length
    const [body, order, header] = await Promise.all([
      request("HEAD", "/webservice.php", "--input", "-"),
      request("/webservice.php", "get"),
      request("GET", "/webservice.php", "-H", "Bad Name: x")
    ])
    expect(body).toMatchObject({ code: 2, stdout: "" })
    expect(body.stderr).toContain("A HEAD has no body, so --input does not fit")
    expect(order).toMatchObject({ code: 2, stdout: "" })
    expect(order.stderr).toContain("The method comes before the path: GET /webservice.php")
    expect(header).toMatchObject({ code: 2, stdout: "" })
    expect(await crm.requests()).toHaveLength(before)
  })

  it("ends as `explain` says of a refusal inside HTTP 200, and prints its body all the same", async () => {
    const { home } = reading
    const unknown = await run(home, ["request", "kayako", "/staffapi/index.php?/No/Such/Route"])
    expect(unknown.stdout).toContain("</kayako_staffapi>")
    expect(unknown.code).toBe(7)
    expect(unknown.stderr).toContain("`crm-auth explain kayako -- -1` tells what is known of the code")
    await using crm = await startEmulator("vtiger")
    await crm.fault("listTypes", {
      status: 200,
      body: '{"success":false,"error":{"code":"ACCESS_DENIED","message":"Permission to read is denied"}}'
    })
    const denied = await run(
      makeHome(),
      ["request", "vtiger", "/webservice.php?operation=listtypes", "--store", "none", "--json"],
      { env: { VTIGER_URL: crm.url, VTIGER_USERNAME: "omar", VTIGER_ACCESS_KEY: "h7Jd0sWq4nBv" } }
    )
    expect(denied.stdout).toMatch(/^\{"success":false.*denied"\}\}$/)
    expect(denied.code).toBe(5)
    expect(JSON.parse(denied.stderr.trim().split("\n").at(-1) ?? "")).toMatchObject({
      error: { exitCode: 5, reason: "AccessDenied", code: "ACCESS_DENIED" }
    })
    await crm.fault("listTypes", { status: 200, body: "%PDF-1.7 a file" })
    const file = await run(
      makeHome(),
      ["request", "vtiger", "/webservice.php?operation=listtypes", "--store", "none"],
      {
        env: { VTIGER_URL: crm.url, VTIGER_USERNAME: "omar", VTIGER_ACCESS_KEY: "h7Jd0sWq4nBv" }
      }
    )
    expect(file).toMatchObject({ code: 0, stdout: "%PDF-1.7 a file" })
  })

  it("reads its body from standard input, and posts JSON where the vendor wants it", async () => {
    await using crm = await startEmulator("crmcom", { options: { release: "R11" } })
    const home = makeHome()
    const [account] = crm.accounts
    Object.assign(home.environment, {
      CRMCOM_URL: crm.url,
      CRMCOM_USERNAME: account?.["username"] ?? "",
      CRMCOM_PASSWORD: account?.["password"] ?? "",
      CRMCOM_ORGANISATION: account?.["organisation"] ?? account?.["organization"] ?? "",
      CRMCOM_RELEASE: "R11"
    })
    const target = "/contact_information/show?contact_information_identifier=number%3DCI000111"
    expect(await run(home, ["request", "crmcom", target])).toMatchObject({ code: 0 })
    const posted = await run(home, ["request", "crmcom", "POST", "/contact_information/show", "--input", "-"], {
      input: "{}"
    })
    expect((await crm.requests()).at(-1)).toMatchObject({ method: "POST" })
    expect([0, 7]).toContain(posted.code)
  })

  it("--debug shows where requests go, and nothing secret", async ({ desk }) => {
    const home = makeHome()
    const ran = await run(home, ["request", "kayako", "/staffapi/index.php?/Core/Default/GetInfo", "--debug"], {
      env: desk.account
    })
    expect(ran.stderr).toMatch(
      /POST http:\/\/127\.0\.0\.1:\d+\/staffapi\/index\.php\?\/Core\/Default\/Login: HTTP 200 in \d+ ms/
    )
    const session = (await run(home, ["token", "kayako"], { env: desk.account })).stdout.trim()
    expect(ran.stderr).not.toContain(session)
    expect(ran.stderr).not.toContain(password)
  })
})

describe("logout", () => {
  it("ends the session at the vendor and forgets it", async ({ desk }) => {
    const home = await loggedIn(desk)
    const before = await desk.sessions()
    expect((await run(home, ["logout", "kayako"])).stdout).toBe("Logged out: kayako.\n")
    expect(await desk.sessions()).toBe(before - 1)
    expect((await run(home, ["status"])).stdout).toBe("No session yet. Run `crm-auth login <vendor>`.\n")
    expect((await run(home, ["logout", "--all"])).stdout).toBe("No session.\n")
  })
})

describe("vendors, profiles, log, completions, help", () => {
  it("vendors says what each wants", async () => {
    const home = makeHome()
    const ran = await run(home, ["vendors"])
    expect(ran.stdout).toMatch(/kayako +\(Kayako Classic\)/)
    expect(ran.stdout).toContain("KAYAKO_PASSWORD")
    const json = JSON.parse((await run(home, ["vendors", "--json"])).stdout)
    expect(json.vendors.map(({ name }: { name: string }) => name)).toEqual([
      "corebos",
      "crmcom",
      "kafinea",
      "kayako",
      "kftoken",
      "vtiger"
    ])
  })

  it("vendors of one vendor, which fields go together, and no profile; help of one command", async () => {
    const home = makeHome()
    const [one, profile, topic, unknown] = await Promise.all([
      run(home, ["vendors", "crmcom"]),
      run(home, ["vendors", "--profile", "x"]),
      run(home, ["help", "login"]),
      run(home, ["help", "nosuch"])
    ])
    expect(one).toMatchObject({ code: 0, stderr: "" })
    expect(one.stdout).not.toContain("KAYAKO")
    expect(one.stdout).toMatch(/one of these sets:\n +CRMCOM_APPLICATION_KEY, CRMCOM_\w+.*\n/)
    expect(profile).toMatchObject({ code: 2, stdout: "" })
    expect(profile.stderr).toContain("uses no account, so --profile does not fit")
    expect(topic).toMatchObject({ code: 0, stderr: "" })
    expect(topic.stdout).toContain("--save-credentials")
    expect(unknown).toMatchObject({ code: 2 })
  })

  it("profiles are listed and removed", async ({ desk }) => {
    const home = makeHome()
    const flags = ["--url", desk.url, "--username", "jane@desk.example", "--password-stdin"]
    await run(home, ["login", "kayako", "--profile", "work", ...flags], { input: password })
    expect((await run(home, ["profiles", "list"])).stdout).toContain("work     kayako  url=http://")
    expect((await run(home, ["profiles", "remove", "work"])).stdout).toBe("Removed the profile work.\n")
    const again = await run(home, ["profiles", "remove", "work"])
    expect(again).toMatchObject({ code: 3, stdout: "" })
  })

  it("log prints events, and --follow goes on as they happen", async ({ desk }) => {
    const home = await loggedIn(desk)
    const events = (await run(home, ["log"])).stdout.trim().split("\n")
    const [succeeded] = events.map((line) => JSON.parse(line)).filter(({ _tag }) => _tag === "LoginSucceeded")
    expect(succeeded).toMatchObject({ profile: "kayako", durationMillis: expect.any(Number) })
    const following = start(home, ["log", "--follow", "--lines", "0"])
    let out = ""
    following.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(following)
    // It may not follow yet: events go on until one is seen.
    while (!out.includes('"_tag":"Found"')) await run(home, ["check", "kayako"])
    await run(home, ["logout", "kayako"])
    await until(() => out, /"_tag":"LoggedOut"/)
    following.kill("SIGINT")
    expect((await done).code).toBe(130)
  })

  it("completions for four shells", async () => {
    const home = makeHome()
    mkdirSync(join(home.path, ".config/crm-auth"), { recursive: true })
    const profiles = { office: { vendor: "kayako", account: {} }, "odd name": { vendor: "kayako", account: {} } }
    writeFileSync(join(home.path, ".config/crm-auth/profiles.json"), JSON.stringify({ version: 1, profiles }))
    const shells = ["bash", "zsh", "fish", "powershell"]
    const all = await Promise.all(shells.map((shell) => run(home, ["completions", shell])))
    for (const ran of all) {
      expect(ran.code).toBe(0)
      expect(ran.stdout).toContain("password-command")
    }
    // The vendors, the profiles and the login methods are offered.
    for (const ran of all) expect(ran.stdout).toMatch(/corebos'?,? '?crmcom'?,? '?kafinea/)
    for (const ran of all) expect(ran.stdout).toContain("office")
    for (const ran of all) expect(ran.stdout).not.toContain("odd name")
    const checked = spawn("bash", ["-n"], { stdio: ["pipe", "pipe", "pipe"] })
    checked.stdin.end(all[0]?.stdout)
    expect(await ended(checked)).toEqual({ code: 0, stdout: "", stderr: "" })
  })

  it("help goes to standard output, a mistake to standard error", async () => {
    const home = makeHome()
    expect((await run(home, ["--help"])).stdout).toContain("SUBCOMMANDS")
    expect((await run(home, ["token", "--help"])).stdout).toContain("--as")
    expect((await run(home, ["help", "exit-codes"])).stdout).toContain("7  the vendor refused the request itself")
    const badPort = await run(home, ["emulate", "kayako", "--port", "77777"])
    expect(badPort).toMatchObject({ code: 2, stdout: "" })
    expect(badPort.stderr).toContain('"77777". Expected: a port between 0 and 65535')
    const wrong = await run(home, ["token"])
    expect(wrong).toMatchObject({ code: 2, stdout: "" })
    expect(wrong.stderr).toBe("crm-auth: Missing required argument: vendor\nRun `crm-auth token --help` for help.\n")
    const all = await run(home, ["--help"])
    expect(all.stdout).not.toMatch(/--wizard|--log-level/)
  })
})

describe("emulate", () => {
  it("serves a vendor, with accounts and faults of one's own, and prints requests", async () => {
    const home = makeHome()
    const accounts = join(home.path, "accounts.json")
    writeFileSync(accounts, JSON.stringify([{ username: "eve", password: "letmein", staffid: "3" }]))
    const child = start(home, ["emulate", "kayako", "--port", "0", "--accounts", accounts, "--fault", "login=503"])
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(child)
    const [, url = ""] = await until(() => out, /Kayako Classic at (\S+)/)
    const env = { KAYAKO_URL: url, KAYAKO_USERNAME: "eve", KAYAKO_PASSWORD: "letmein" }
    expect((await run(home, ["token", "kayako"], { env })).code).toBe(6)
    expect((await run(home, ["token", "kayako"], { env })).code).toBe(0)
    await until(() => out, /POST +login +503 [^]*POST +login +200 /)
    child.kill("SIGINT")
    expect((await done).code).toBe(130)
  })

  it("behaves as the dialect that is asked for, and names those that there are", async () => {
    const home = makeHome()
    const child = start(home, ["emulate", "kayako", "--port", "0", "--dialect", "documented", "--json"])
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(child)
    const [line] = await until(() => out, /^\{.*\}/)
    const { accounts, url } = JSON.parse(line)
    const login = await fetch(`${url}/staffapi/index.php?/Core/Default/Login`, {
      method: "POST",
      body: new URLSearchParams({ username: accounts[0].username, password: accounts[0].password })
    })
    // The version that the vendor's documentation shows.
    expect(await login.text()).toContain("4.70.0")
    child.kill("SIGINT")
    await done
    const unknown = await run(home, ["emulate", "crmcom", "--port", "0", "--dialect", "R1"])
    expect(unknown).toMatchObject({ code: 2, stdout: "" })
    expect(unknown.stderr).toMatch(/no dialect "R1"\. It has: R11, R12/)
    await expect(startEmulator("crmcom", { dialect: "R1" })).rejects.toThrow(/no dialect "R1"\. It has: R11, R12/)
    await expect(startEmulator("kayako", { dialect: "documented", options: {} })).rejects.toThrow("leave out options")
    await using documented = await startEmulator("kayako", { dialect: "documented" })
    expect(documented.accounts).toEqual(accounts)
  })

  it("clients may know it by another address, whose path its own has", async () => {
    const home = makeHome()
    const child = start(home, [
      "emulate",
      "kayako",
      "--port",
      "0",
      "--option",
      "url=http://desk.test/support",
      "--json"
    ])
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(child)
    const [line] = await until(() => out, /^\{.*\}/)
    expect(JSON.parse(line)).toMatchObject({ url: "http://desk.test/support" })
    child.kill("SIGINT")
    await done
  })

  it("needs no more of an account than its fields without defaults, and says how to use it", async () => {
    const home = makeHome()
    const accounts = join(home.path, "accounts.json")
    writeFileSync(accounts, JSON.stringify([{ username: "a b", password: "pa" }]))
    const child = start(home, ["emulate", "kayako", "--port", "0", "--accounts", accounts])
    let out = ""
    child.stdout?.on("data", (chunk) => (out += String(chunk)))
    const done = ended(child)
    const [, line = ""] = await until(() => out, /^ +(export KAYAKO_URL=.*)$/m)
    expect(line).toMatch(/^export KAYAKO_URL=\S+; export KAYAKO_USERNAME='a b'; export KAYAKO_PASSWORD=pa$/)
    const env = Object.fromEntries(
      [...line.matchAll(/export (\w+)=('[^']*'|[^;]*)/g)].map(([, name = "", value = ""]) => [
        name,
        value.replaceAll("'", "")
      ])
    )
    expect((await run(home, ["request", "kayako", "/staffapi/index.php?/No/Such"], { env })).code).toBe(7)
    await until(() => out, /POST +unknown operation \/No\/Such +200 /)
    child.kill("SIGINT")
    await done
  })

  it("refuses fields, options and operations that there are not, and names those that there are", async () => {
    const home = makeHome()
    const emulate = async (vendor: string, accounts: unknown, ...args: ReadonlyArray<string>) => {
      const file = join(home.path, `${vendor}${args.length}.json`)
      if (accounts !== undefined) writeFileSync(file, JSON.stringify(accounts))
      const given = accounts === undefined ? [] : ["--accounts", file]
      return run(home, ["emulate", vendor, "--port", "0", ...given, ...args])
    }
    const [field, other, lacking, type, operation, login, option] = await Promise.all([
      emulate("vtiger", [{ usernam: "a" }]),
      emulate("kftoken", [{ username: "a" }]),
      emulate("kayako", [{ username: "a" }]),
      emulate("crmcom", [{ username: 1 }]),
      emulate("kayako", undefined, "--fault", "nope=503"),
      emulate("crmcom", undefined, "--fault", "login=999"),
      emulate("kayako", undefined, "--option", "foo=1")
    ])
    expect(field).toMatchObject({ code: 3, stdout: "" })
    expect(field.stderr).toContain(
      'account 1 has a field "usernam", which there is not. The fields of an account: username (required), accessKey'
    )
    expect(other).toMatchObject({ code: 3, stdout: "" })
    expect(other.stderr).toContain("The fields of an account: userName, password")
    expect(lacking).toMatchObject({ code: 3, stdout: "" })
    expect(lacking.stderr).toContain('lacks the field "password"')
    expect(type).toMatchObject({ code: 3, stdout: "" })
    expect(type.stderr).toMatch(/another type: .*username/)
    expect(operation).toMatchObject({ code: 2, stdout: "" })
    expect(operation.stderr).toContain('no operation "nope". It has: login, logout, getInfo')
    expect(login).toMatchObject({ code: 2, stdout: "" })
    expect(option).toMatchObject({ code: 2, stdout: "" })
    expect(option.stderr).toContain('no option "foo". It has: url, accounts')
    const values = await Promise.all([
      emulate("kayako", undefined, "--option", "infoFlags=some"),
      emulate("vtiger", undefined, "--option", "dialect=1.0"),
      emulate("crmcom", undefined, "--option", "failureStatus=none")
    ])
    for (const ran of values) expect(ran).toMatchObject({ code: 2, stdout: "" })
    expect(values[0]?.stderr).toContain(
      'The option "infoFlags" of the emulator of Kayako Classic takes all or macrosAndAvatars, not some.'
    )
    expect(values[1]?.stderr).toMatch(/The option "dialect" of the emulator of .*takes .*8\.2.*, not 1\.0\./)
    expect(values[2]?.stderr).toContain("takes an HTTP status from 200 to 599, not none.")
    await expect(startEmulator("kayako", { options: { nope: 1 } })).rejects.toThrow('no option "nope". It has: url')
    await expect(startEmulator("kayako", { options: { accounts: [{ username: "a" }] } })).rejects.toThrow("password")
    await expect(startEmulator("kayako", { options: { gzip: "maybe" } })).rejects.toThrow(
      'The option "gzip" of the emulator of Kayako Classic takes true, false or unlabelled: '
    )
    await using desk = await startEmulator("kayako")
    await expect(desk.fault("nope", { drop: true })).rejects.toThrow('no operation "nope". It has: login')
  })

  it("refuses a port that is taken, and a fault that is not one", async ({ desk }) => {
    const home = makeHome()
    expect(await run(home, ["emulate", "kayako", "--port", String(desk.port)])).toMatchObject({ code: 3, stdout: "" })
    const ran = await run(home, ["emulate", "kayako", "--fault", "nonsense"])
    expect(ran).toMatchObject({ code: 2, stdout: "" })
  })
})
