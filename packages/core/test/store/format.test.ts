/** How records are named, sealed, dated and written down. */
import { assert, describe, it } from "@effect/vitest"
import * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { InvalidCredentials, Unavailable } from "../../src/index.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import {
  canonicalText,
  contextText,
  parseFileName,
  purposeText,
  splitFile,
  splitSealed
} from "../../src/internal/store/format.ts"
import { checkOptions, checkPrefix, insecurePlaintext, type StoreKey } from "../../src/internal/store/options.ts"
import { emptyRecord, endOf, keep, parseRecord, printRecord, revive } from "../../src/internal/store/record.ts"

const hex = "0123456789abcdef".repeat(4)
const other = "f".repeat(64)
const base64 = Buffer.from(hex, "hex").toString("base64")
const slot = "5107"

describe("values as text", () => {
  const text = (value: unknown) =>
    canonicalText(value, (part) => (Redacted.isRedacted(part) ? { secret: Redacted.value(part) } : undefined))

  it("is the same for equal values, whatever the order of their fields", () => {
    assert.strictEqual(text({ b: 1, a: [true, null, "x"], c: undefined }), '{"a":[true,null,"x"],"b":1}')
    assert.strictEqual(text({ a: [true, null, "x"], b: 1 }), '{"a":[true,null,"x"],"b":1}')
    assert.strictEqual(text({ c: 3, a: 1, b: 2 }), '{"a":1,"b":2,"c":3}')
  })

  it("differs for values of different kinds", () => {
    const values = [
      "1",
      1,
      "null",
      null,
      undefined,
      [1],
      { 0: 1 },
      [],
      {},
      [[1], 2],
      [1, [2]],
      "a,b",
      ["a", "b"],
      ["ab"]
    ]
    assert.strictEqual(new Set(values.map(text)).size, values.length)
  })

  it("tells a secret from a text that looks like it", () => {
    assert.strictEqual(text(Redacted.make("s")), 'secret:"s"')
    assert.strictEqual(text({ key: Redacted.make({ b: 1, a: 2 }) }), '{"key":secret:{"a":2,"b":1}}')
  })
})

describe("sealed records and files", () => {
  it("are taken apart, and other texts are not", () => {
    assert.deepStrictEqual(splitSealed("crm-auth-1.ab12.body.with\ndots"), { keyId: "ab12", body: "body.with\ndots" })
    assert.deepStrictEqual(splitSealed("crm-auth-1.plain."), { keyId: "plain", body: "" })
    for (const damaged of [
      "",
      "x",
      "crm-auth-2.ab12.body",
      "crm-auth-1..body",
      "crm-auth-1.ab12",
      " crm-auth-1.ab12.body"
    ])
      assert.isUndefined(splitSealed(damaged), damaged)
  })

  it("have names with their kind and number", () => {
    assert.deepStrictEqual(parseFileName("lock.000000000000012"), { kind: "lock", number: 12 })
    assert.deepStrictEqual(parseFileName("session.999999999999999"), { kind: "session", number: 999_999_999_999_999 })
    for (const name of [
      "lock.12",
      "lock.0000000000000012",
      "xlock.000000000000012",
      "lock.000000000000012x",
      "other.000000000000012"
    ])
      assert.isUndefined(parseFileName(name), name)
  })

  it("begin with an id, which is empty where a text has no id", () => {
    assert.deepStrictEqual(splitFile("id\nvalue\nmore"), { id: "id", value: "value\nmore" })
    assert.deepStrictEqual(splitFile("\nvalue"), { id: "", value: "value" })
    assert.deepStrictEqual(splitFile("value"), { id: "", value: "value" })
  })

  it("are bound to their purpose, key and place", () => {
    assert.strictEqual(contextText("ab12", slot), "crm-auth-1 ab12 5107")
    const purposes = (["name", "encryption", "fingerprint"] as const).map(purposeText)
    assert.deepStrictEqual(purposes, [
      "crm-auth session store 1: name",
      "crm-auth session store 1: encryption",
      "crm-auth session store 1: fingerprint"
    ])
  })
})

describe("records", () => {
  const codec = Schema.Struct({ token: Schema.String })
  const session = { id: "a", value: { token: "t" }, issuedAt: 1000, lifetime: {} }

  it.effect("keep a session's age and limits, and a reader counts them by its own clock", () =>
    Effect.gen(function* () {
      const lifetime = { absoluteTimeout: Duration.seconds(60), idleTimeout: Duration.seconds(5) }
      const kept = yield* keep({ ...session, lifetime }, codec, 1500, "print")
      assert.deepStrictEqual(kept, {
        id: "a",
        value: { token: "t" },
        age: 500,
        absoluteTimeout: 60_000,
        idleTimeout: 5000,
        fingerprint: "print"
      })
      assert.deepStrictEqual(yield* revive(kept, codec, 9000), { ...session, issuedAt: 8500, lifetime })
    })
  )

  it.effect("leave out what is not limited or not known", () =>
    Effect.gen(function* () {
      const endless = { absoluteTimeout: Duration.infinity, idleTimeout: Duration.infinity }
      for (const lifetime of [{}, endless]) {
        const kept = yield* keep({ ...session, lifetime }, codec, 1000, undefined)
        assert.deepStrictEqual(kept, { id: "a", value: { token: "t" }, age: 0 })
        assert.deepStrictEqual((yield* revive(kept, codec, 1000)).lifetime, {})
      }
      assert.strictEqual((yield* keep(session, codec, 400, undefined)).age, 0)
    })
  )

  it.effect("that are damaged, of another place, or of another shape are refused", () =>
    Effect.gen(function* () {
      const text = yield* printRecord({ ...emptyRecord(slot), writtenAt: 7, proven: "print" })
      assert.deepStrictEqual(yield* parseRecord(slot, text), { slot, writtenAt: 7, proven: "print" })
      for (const damaged of [text.slice(1), text.replace(slot, "5108"), text.replace("7", '"7"')])
        assert.strictEqual((yield* Effect.flip(parseRecord(slot, damaged))).detail, "a record is damaged")
      const misshapen = yield* Effect.flip(revive({ id: "a", value: { token: 1 }, age: 0 }, codec, 0))
      assert.strictEqual(misshapen.detail, "a record is damaged")
      const unprintable = { id: "a", value: 1n, age: 0 }
      const failure = yield* Effect.flip(printRecord({ ...emptyRecord(slot), session: unprintable }))
      assert.strictEqual(failure.detail, "a session has no JSON form")
    })
  )

  it("a guard ends when it says so, or after an hour where the refusal may have been a lost challenge", () => {
    const doubtful = new InvalidCredentials({ possiblyLostChallenge: true })
    const certain = new InvalidCredentials({})
    const fingerprint = "print"
    assert.strictEqual(endOf({ fingerprint, reason: certain, millis: 5, refusals: 1 }), 5)
    assert.strictEqual(endOf({ fingerprint, reason: doubtful, refusals: 1 }), 3_600_000)
    assert.isUndefined(endOf({ fingerprint, reason: certain, refusals: 1 }))
    assert.strictEqual(endOf({ fingerprint, reason: certain }), 3_600_000)
    assert.isUndefined(endOf({ fingerprint, reason: new Unavailable({}) }))
  })
})

describe("keys", () => {
  const ids = (key: string) =>
    Effect.flatMap(makeCipher([Redacted.make(key)]), (cipher) =>
      Effect.map(cipher.close(slot, "text"), (sealed) => sealed.split(".")[1])
    )

  it.effect("are 32 bytes in hexadecimal, base64 or base64url, with white space around them or not", () =>
    Effect.gen(function* () {
      const id = yield* ids(hex)
      assert.match(String(id), /^[\da-f]{8}$/)
      for (const same of [hex.toUpperCase(), base64, ` ${base64}\n`, base64.replaceAll("+", "-").replaceAll("/", "_")])
        assert.strictEqual(yield* ids(same), id, same)
      assert.notStrictEqual(yield* ids(other), id)
      for (const wrong of ["", hex.slice(2), `${hex}00`, base64.slice(4), "not a key"]) {
        const error = yield* Effect.flip(ids(wrong))
        assert.deepInclude(error, { _tag: "InvalidConfiguration", field: "key" })
        assert.match(String("detail" in error && error.detail), /^must be 32 random bytes in base64 or hexadecimal/)
      }
    })
  )

  it.effect("read what they have written in its place, and nothing else", () =>
    Effect.gen(function* () {
      const mine = yield* makeCipher([Redacted.make(hex)])
      const theirs = yield* makeCipher([Redacted.make(other)])
      const both = yield* makeCipher([Redacted.make(other), Redacted.make(hex)])
      const plain = yield* makeCipher([])
      const sealed = yield* mine.close(slot, "a text")
      const detail = (effect: Effect.Effect<string, { readonly detail: string }>) =>
        Effect.map(Effect.flip(effect), (failure) => failure.detail)
      assert.notInclude(sealed, "a text")
      assert.notStrictEqual(yield* mine.close(slot, "a text"), sealed)
      assert.strictEqual(yield* mine.open(slot, sealed), "a text")
      assert.strictEqual(yield* both.open(slot, sealed), "a text")
      assert.match(yield* detail(theirs.open(slot, sealed)), /^a record was made with another key \([\da-f]{8}\)$/)
      const changed = "a record was changed by another program"
      assert.strictEqual(yield* detail(mine.open("5108", sealed)), changed)
      assert.strictEqual(yield* detail(mine.open(slot, `${sealed.slice(0, -2)}AA`)), changed)
      assert.strictEqual(yield* detail(mine.open(slot, sealed.slice(0, 25))), changed)
      assert.strictEqual(yield* detail(mine.open(slot, "nonsense")), "a record is damaged")
      const readable = yield* plain.close(slot, "a text")
      assert.strictEqual(readable, "crm-auth-1.plain.a text")
      assert.strictEqual(yield* plain.open(slot, readable), "a text")
      assert.strictEqual(yield* detail(mine.open(slot, readable)), "a record is not encrypted")
      assert.match(yield* detail(plain.open(slot, sealed)), /another key/)
    })
  )

  it.effect("sign fingerprints, which only they recognise", () =>
    Effect.gen(function* () {
      const mine = yield* makeCipher([Redacted.make(hex)])
      const both = yield* makeCipher([Redacted.make(other), Redacted.make(hex)])
      const plain = yield* makeCipher([])
      const print = yield* mine.fingerprint({ user: "a", key: Redacted.make("k") })
      assert.match(String(print), /^[\da-f]{8}\.[\da-f]{64}$/)
      for (const [cipher, credentials, isSame] of [
        [mine, { key: Redacted.make("k"), user: "a" }, true],
        [mine, { key: Redacted.make("K"), user: "a" }, false],
        [both, { key: Redacted.make("k"), user: "a" }, true],
        [plain, { key: Redacted.make("k"), user: "a" }, false]
      ] as const)
        assert.strictEqual(yield* cipher.matches(print, credentials), isSame)
      assert.isFalse(yield* mine.matches(undefined, {}))
      assert.isTrue(yield* plain.matches(undefined, {}))
      assert.isUndefined(yield* plain.fingerprint({}))
    })
  )

  it.effect("name places, and an account that only a secret names has none without a key", () =>
    Effect.gen(function* () {
      const mine = yield* makeCipher([Redacted.make(hex)])
      const plain = yield* makeCipher([])
      const parts = ["vendor", "https://a.example", undefined, Redacted.make("key")]
      const places = yield* Effect.all([
        mine.slot(parts),
        mine.slot(parts, 1),
        mine.slot(parts, 2),
        mine.slot(["vendor", "https://a.example", "", Redacted.make("key")]),
        mine.slot(["vendor", "https://a.example", undefined, "key"]),
        plain.slot(["vendor", "https://a.example", undefined])
      ])
      for (const place of places) assert.match(String(place), /^[\da-f]{64}$/)
      assert.strictEqual(new Set(places).size, places.length)
      assert.strictEqual(yield* mine.slot(parts, 0), places[0])
      assert.isUndefined(yield* plain.slot(parts))
    })
  )

  it.effect("a lease's token is 16 random bytes", () =>
    Effect.gen(function* () {
      const { token } = yield* makeCipher([])
      assert.match(yield* token, /^[\da-f]{32}$/)
      assert.notStrictEqual(yield* token, yield* token)
    })
  )
})

describe("options", () => {
  const key = Redacted.make(hex)
  /** What a program without types may give. */
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const anything = <A>(value: unknown): A => value as A
  const refused = (options: object) =>
    Effect.map(Effect.flip(checkOptions(anything({ key, ...options }))), ({ detail, field }) => [field, detail])

  it.effect("have the stated defaults, and are kept as given", () =>
    Effect.gen(function* () {
      const standard = yield* checkOptions({ key })
      assert.deepStrictEqual([standard.leaseMillis, Duration.toMillis(standard.timeout)], [10_000, 5000])
      const given = yield* checkOptions({ key, lease: "1500 micros", timeout: "3 seconds", oldKeys: [] })
      assert.deepStrictEqual([given.leaseMillis, Duration.toMillis(given.timeout)], [2, 3000])
      assert.strictEqual((yield* checkOptions({ key, lease: 1 })).leaseMillis, 1)
    })
  )

  it.effect("that cannot be used are named, with a remedy", () =>
    Effect.gen(function* () {
      const duration = 'must be a duration of at least a millisecond, such as "10 seconds"'
      for (const field of ["lease", "timeout"])
        for (const wrong of [0, "500 micros", Duration.infinity, "soon"])
          assert.deepStrictEqual(yield* refused({ [field]: wrong }), [field, duration])
      assert.deepStrictEqual(yield* refused({ oldKeys: key }), ["oldKeys", "must be a list of keys"])
      const missing = yield* refused({ key: undefined })
      assert.strictEqual(missing[0], "key")
      assert.match(String(missing[1]), /^is missing; give 32 random bytes/)
      const plainText = "must be a `Redacted` value, or a `Config` of one, and not a plain string"
      assert.deepStrictEqual(yield* refused({ key: hex }), ["key", plainText])
      assert.deepStrictEqual(yield* refused({ oldKeys: [key, hex] }), ["oldKeys[1]", plainText])
      const unset: StoreKey = Config.Redacted("NO_SUCH_VARIABLE")
      assert.deepStrictEqual(yield* refused({ key: unset }), [
        "key",
        "cannot be read: set the variable NO_SUCH_VARIABLE"
      ])
    })
  )

  it.effect("old keys read, and the key writes", () =>
    Effect.gen(function* () {
      const before = yield* makeCipher([key])
      const { cipher } = yield* checkOptions({ key: Redacted.make(other), oldKeys: [key] })
      assert.strictEqual(yield* cipher.open(slot, yield* before.close(slot, "text")), "text")
      assert.isTrue(Exit.isFailure(yield* Effect.exit(before.open(slot, yield* cipher.close(slot, "text")))))
    })
  )

  it.effect("in clear, a store has no keys at all", () =>
    Effect.gen(function* () {
      const { cipher } = yield* checkOptions({ key: insecurePlaintext(), oldKeys: [key] })
      assert.strictEqual(yield* cipher.close(slot, "text"), "crm-auth-1.plain.text")
    })
  )

  it.effect("a prefix is a string", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* checkPrefix(undefined, "crm-auth:"), "crm-auth:")
      assert.strictEqual(yield* checkPrefix("", "crm-auth:"), "")
      assert.strictEqual(yield* checkPrefix("mine:", "crm-auth:"), "mine:")
      const error = yield* Effect.flip(checkPrefix(anything(1), "crm-auth:"))
      assert.deepStrictEqual([error.field, error.detail], ["prefix", "must be a string"])
    })
  )
})
