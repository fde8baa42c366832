/** Each exit code, as a script meets it. */
import { chmodSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, expect } from "vitest"
import * as Reason from "@crm-auth/core"
import { startEmulator } from "../src/testing/index.ts"
import { exitCodes } from "../src/exitCodes.ts"
import { exitCodesOfReasons, exitCodeTable } from "../src/exitCodeTable.ts"
import { password } from "./fixtures/desk.ts"
import { makeHome, removeHomes, run } from "./fixtures/program.ts"
import { it } from "./fixtures/test.ts"

afterAll(removeHomes)

const token = ["token", "kayako"]

it("every reason has the exit code of its kind, but for those that the table names", () => {
  const byKind = { credentials: 4, account: 5, session: 7, transient: 6, local: 3 }
  const exceptions = {
    Closed: 1,
    CapacityExceeded: 1,
    StoreFailure: 3,
    UnexpectedResponse: 3,
    SecondFactorRequired: 4,
    SecondFactorRejected: 4,
    AccountLocked: 5,
    PasswordExpired: 5,
    VendorFailure: 7
  }
  for (const { identifier, prototype } of Reason.Reason.members) {
    const expected = new Map(Object.entries(exceptions)).get(identifier) ?? byKind[prototype.kind]
    expect([identifier, exitCodesOfReasons.get(identifier)]).toEqual([identifier, expected])
  }
  // A kind of reasons that the table does not know would end as an unexpected error.
  const kinds = Object.values(exitCodes).flatMap((row) => ("kinds" in row ? row.kinds : []))
  expect([...kinds].sort()).toEqual(Object.keys(byKind).sort())
})

it("2: a mistake in the command", async () => {
  const ran = await run(makeHome(), ["token", "kayako", "--nonsense", "--json"])
  expect(ran).toMatchObject({ code: 2, stdout: "" })
  expect(JSON.parse(ran.stderr)).toMatchObject({ error: { version: 1, exitCode: 2 } })
})

it("3: a setting is missing or wrong", async ({ desk }) => {
  const home = makeHome()
  const url = await run(home, token, { env: { ...desk.account, KAYAKO_URL: "http://desk.example" } })
  expect(url).toMatchObject({ code: 3, stdout: "" })
  expect(url.stderr).toContain("url")
  const noUrl = await run(home, token, { env: { ...desk.account, KAYAKO_URL: undefined } })
  expect(noUrl).toMatchObject({ code: 3 })
  expect(noUrl.stderr).toContain("KAYAKO_URL or --url")
  const noKey = await run(makeHome({ key: false }), token, { env: desk.account })
  expect(noKey).toMatchObject({ code: 3 })
  expect(noKey.stderr).toContain("Set SESSION_STORE_KEY to 32 random bytes")
  const badKey = await run(home, token, { env: { ...desk.account, SESSION_STORE_KEY: "short" } })
  expect(badKey).toMatchObject({ code: 3 })
  expect(badKey.stderr).toContain("32 random bytes")
  const spaced = await run(home, token, { env: { ...desk.account, KAYAKO_PASSWORD: `${password} ` } })
  expect(spaced).toMatchObject({ code: 3, stdout: "" })
  expect(spaced.stderr).toContain("use --allow-spaces-around-secrets if the space is part of it")
})

it("4: credentials are missing or were refused, or a second factor is needed", async ({ desk }) => {
  const home = makeHome()
  const none = await run(home, token)
  expect(none).toMatchObject({ code: 4, stdout: "" })
  expect(none.stderr).toMatch(/KAYAKO_URL or --url[^]*KAYAKO_USERNAME or --username[^]*KAYAKO_PASSWORD/)
  const wrong = await run(home, token, { env: { ...desk.account, KAYAKO_PASSWORD: "wrong" } })
  expect(wrong).toMatchObject({ code: 4, stdout: "" })
  const factor = { ...desk.account, KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" }
  const needed = await run(home, token, { env: factor })
  expect(needed).toMatchObject({ code: 4 })
  const given = await run(makeHome(), [...token, "--totp-command", "echo 123456"], { env: factor })
  expect(given).toMatchObject({ code: 0 })
})

it("5: credentials that were refused are not sent again, until they change or --again", async ({ desk }) => {
  const home = makeHome()
  const env = { ...desk.account, KAYAKO_PASSWORD: "wrong" }
  await run(home, token, { env })
  const before = await desk.attempts()
  const ran = await run(home, [...token, "--json"], { env })
  expect(ran).toMatchObject({ code: 5, stdout: "" })
  expect(JSON.parse(ran.stderr)).toMatchObject({
    error: { reason: "InvalidCredentials", vendor: "kayako", exitCode: 5 }
  })
  expect(await desk.attempts()).toBe(before)
  expect((await run(home, ["login", "kayako", "--again"], { env })).code).toBe(4)
  expect(await desk.attempts()).toBe(before + 1)
  expect((await run(home, token, { env: desk.account })).code).toBe(0)
})

it("6: an outage, a late answer, no answer", async ({ desk }) => {
  const home = makeHome()
  await desk.fault("login", { status: 503 })
  expect(await run(home, token, { env: desk.account })).toMatchObject({ code: 6, stdout: "" })
  await desk.fault("login", { delayMillis: 5000 })
  expect(await run(home, [...token, "--timeout", "700ms"], { env: desk.account })).toMatchObject({
    code: 6,
    stdout: ""
  })
  const closedPort = { ...desk.account, KAYAKO_URL: "http://127.0.0.1:9" }
  expect(await run(home, token, { env: closedPort })).toMatchObject({ code: 6, stdout: "" })
})

it("7: the vendor refuses the request itself, whose answer is printed all the same", async ({ desk }) => {
  const home = makeHome()
  await desk.fault("getInfo", { status: 404, body: "<p>gone</p>" })
  const ran = await run(home, ["request", "kayako", "/staffapi/index.php?/Core/Default/GetInfo"], { env: desk.account })
  expect(ran).toMatchObject({ code: 7, stdout: "<p>gone</p>" })
  expect(ran.stderr).toContain("HTTP 404")
})

it("7: an envelope that is no success is a refusal without a code, too; a body that is no envelope is not", async () => {
  await using crm = await startEmulator("corebos")
  const home = makeHome()
  const env = {
    COREBOS_URL: crm.url,
    COREBOS_USERNAME: "jane+crm@acme.example",
    COREBOS_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
  }
  // What coreBOS answers to a one-time code that is wrong (trap T06), and others of its kind.
  const refusals = [
    '{"success":false,"result":"OTP code expired or invalid","moreinfo":null}',
    '{"success":false}',
    '<br />\n<b>Notice</b><br />\n{"success":false,"error":{}}'
  ]
  const others = ['{"success":true,"result":[]}', '{"result":[]}', "[]", "a,b\n1,2\n", ""]
  for (const [bodies, code] of [
    [refusals, 7],
    [others, 0]
  ] as const) {
    for (const body of bodies) {
      await crm.fault("listTypes", { status: 200, body })
      const ran = await run(home, ["request", "corebos", "/webservice.php?operation=listtypes"], { env })
      expect({ ...ran, stderr: "" }).toEqual({ code, stdout: body, stderr: "" })
      if (code === 7) expect(ran.stderr).toContain("the vendor refused")
    }
  }
})

it("126 and 127: exec could not run the command", async ({ desk }) => {
  const home = makeHome()
  const file = join(home.path, "not-a-program")
  writeFileSync(file, "text")
  chmodSync(file, 0o644)
  expect((await run(home, ["exec", "kayako", "--", file], { env: desk.account })).code).toBe(126)
  expect((await run(home, ["exec", "kayako", "--", "no-such-program"], { env: desk.account })).code).toBe(127)
})

it("the README has the table that the program prints", () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8").replaceAll(/ +/g, " ")
  for (const { code, meaning } of Object.values(exitCodes)) expect(readme).toContain(`| ${code} | ${meaning} |`)
  expect(exitCodeTable()).toContain("130  cancelled with Ctrl-C")
})
