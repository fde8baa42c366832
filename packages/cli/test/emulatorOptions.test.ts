/** Which values the options of emulators take, as a command line writes them. */
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { emulatorNames, loadEmulator } from "../src/emulators.ts"
import { readOptions } from "../src/emulatorOptions.ts"

const read = async (vendor: string, ...texts: ReadonlyArray<string>): Promise<unknown> => {
  const factory = await loadEmulator(vendor)
  if (factory === undefined) throw new Error(`there is no emulator of ${vendor}`)
  const taker = { label: factory.label, names: factory.fixture.names }
  return Effect.runPromise(Effect.catch(readOptions(texts, taker), ({ message }) => Effect.succeed(message)))
}

describe("values", () => {
  it("are read as JSON, and as they stand where only a text fits", async () => {
    expect(await read("kayako", "bindAddress=true", "wrongKeyStatus=2", "dialect.junk=7")).toEqual({
      bindAddress: true,
      wrongKeyStatus: "2",
      dialect: { junk: "7" }
    })
    expect(await read("kftoken", "notJson=406", "lockAfter=3", "idle=5 minutes", "absolute=60000")).toEqual({
      notJson: "406",
      lockAfter: 3,
      idle: "5 minutes",
      absolute: 60_000
    })
    expect(await read("kayako", 'sessionIds=["a","b"]', "lockout.retries=2", "lockout.window=1 minute")).toEqual({
      sessionIds: ["a", "b"],
      lockout: { retries: 2, window: "1 minute" }
    })
    expect(await read("vtiger", "dialect=8.2", 'quirks=["saml"]')).toEqual({ dialect: "8.2", quirks: ["saml"] })
  })

  const refused: ReadonlyArray<readonly [vendor: string, option: string, message: string]> = [
    [
      "kayako",
      "bindAddress=yes",
      'The option "bindAddress" of the emulator of Kayako Classic takes true or false, not yes.'
    ],
    ["kayako", "sessionTimeout=soon", 'takes a time such as "5 minutes", or milliseconds, not soon.'],
    ["kayako", "url=desk", "takes an address that begins with http:// or https://, not desk."],
    [
      "kayako",
      "dialect.language=fr",
      'The option "dialect.language" of the emulator of Kayako Classic takes en, de or ru, not fr.'
    ],
    [
      "kayako",
      "dialect.tongue=de",
      'The option "dialect" of the emulator of Kayako Classic has no field "tongue". It has: form, language'
    ],
    [
      "kayako",
      "gzip.level=9",
      'The option "gzip" of the emulator of Kayako Classic has no fields: it takes true, false or unlabelled.'
    ],
    [
      "kayako",
      'dialect={"tongue":"de"}',
      'The option "dialect" of the emulator of Kayako Classic takes an object with the fields form, language'
    ],
    ["kayako", "constructor=1", 'has no option "constructor". It has: url'],
    [
      "kayako",
      'accounts=[{"username":"a"}]',
      'The option "accounts" of the emulator of Kayako Classic: account 1 lacks the field "password".'
    ],
    [
      "crmcom",
      "lockout.maxAttempts=3",
      "takes an object with the fields maxAttempts (required), window (required), lock (required): Missing key"
    ],
    ["crmcom", "release=16", "takes a release such as R16.2, not 16."],
    ["kftoken", "firstStepStatus=202", "takes 200 or 201, not 202."],
    ["kftoken", "account={}", 'has no option "account". It has: url, accounts'],
    ["kftoken", "lockAfter=-1", "takes a whole number that is not negative, not -1."],
    ["corebos", 'quirks=["shy"]', "takes a JSON list, each item singleLogin, lifeSpanSetting"]
  ]

  for (const [vendor, option, message] of refused) {
    it(`${vendor}: ${option} is refused`, async () => {
      expect(await read(vendor, option)).toContain(message)
    })
  }

  it("every emulator says of every option what it takes", async () => {
    for (const vendor of emulatorNames) {
      const factory = await loadEmulator(vendor)
      for (const name of Object.keys(factory?.fixture.names?.options ?? {})) {
        expect(await read(vendor, `${name}.\u0000=1`)).toContain(`The option "${name}" of the emulator of `)
        expect(await read(vendor, `${name}.\u0000=1`)).not.toContain("another value")
      }
    }
    expect(emulatorNames).toHaveLength(6)
  })
})
