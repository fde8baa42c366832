import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { SessionDriver } from "../../src/Driver.ts"
import { memoryBackend } from "../../src/internal/store/backends/memory.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import * as SessionStore from "../../src/SessionStore.ts"
import { Account } from "../fixtures/account.ts"
import { key, otherKey, Processes, secretOf } from "./processes.ts"

const Part = Schema.UndefinedOr(Schema.Union([Schema.String, Schema.Redacted(Schema.String)]))
const Parts = Schema.Array(Part)
const Whose = Schema.Struct({ vendor: Schema.String, origin: Schema.String, account: Parts, password: Schema.String })

const runs = { arbitrary: { runs: 30 } }

const plain = (parts: typeof Parts.Type) =>
  parts.map((part) =>
    part === undefined ? ["none"] : Redacted.isRedacted(part) ? ["secret", Redacted.value(part)] : ["name", part]
  )

describe("whose session it is", () => {
  it.effect.prop(
    "two places are one only for the same account",
    [Parts, Parts],
    ([a, b]) =>
      Effect.gen(function* () {
        const cipher = yield* makeCipher([key])
        const same = JSON.stringify(plain(a)) === JSON.stringify(plain(b))
        assert.strictEqual((yield* cipher.slot(a)) === (yield* cipher.slot(b)), same)
      }),
    runs
  )

  it.effect.prop(
    "no session of one account is ever handed to another",
    [Schema.Array(Whose)],
    ([all]) =>
      Effect.gen(function* () {
        const store = yield* SessionStore.make(
          memoryBackend(() => 0),
          { key }
        )
        // Each value says whose it is.
        const nameOf = (whose: typeof Whose.Type) =>
          JSON.stringify([whose.vendor, whose.origin, plain(whose.account), whose.password])
        for (const whose of [...all, ...all]) {
          const account = new Account()
          const driver: Partial<SessionDriver<Redacted.Redacted, string>> = {
            vendor: whose.vendor,
            origin: whose.origin,
            credentials: Effect.succeed(whose.password),
            login: () => Effect.succeed({ value: Redacted.make(nameOf(whose)), lifetime: {} }),
            sharing: { codec: Schema.Redacted(Schema.String), account: () => whose.account }
          }
          const manager = yield* account.manager(driver).pipe(Effect.provideService(SessionStore.SessionStore, store))
          assert.strictEqual(secretOf(yield* manager.session), nameOf(whose))
        }
      }).pipe(Effect.scoped),
    runs
  )

  it.effect("a record that was put in another's place is not read", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* makeCipher([key]), yield* makeCipher([])]
      for (const cipher of [one, other]) {
        const sealed = yield* cipher.close("a".repeat(64), `{"slot":"${"a".repeat(64)}"}`)
        const opened = yield* Effect.exit(cipher.open("b".repeat(64), sealed))
        // In clear, the record itself says where it belongs.
        assert.isTrue(Exit.isFailure(opened) || opened.value.includes("a".repeat(64)))
      }
      assert.isTrue(Exit.isFailure(yield* Effect.exit(one.open("b", yield* one.close("a", "text")))))
    })
  )

  it.effect("an account that only a secret names is not shared without a key", () =>
    Effect.gen(function* () {
      const cipher = yield* makeCipher([])
      assert.isUndefined(yield* cipher.slot(["acme", Redacted.make("secret")]))
    })
  )
})

describe("keys", () => {
  it.effect("no secret is readable in a store with a key", () =>
    Effect.gen(function* () {
      const all = new Processes()
      const kept: Array<string> = []
      const backend = memoryBackend(() => 0)
      const manager = yield* all.start({
        backend: {
          ...backend,
          write: (slot, token, record) => {
            kept.push(JSON.stringify([slot, token, record]))
            return backend.write(slot, token, record)
          }
        },
        driver: { sharing: { codec: Schema.Redacted(Schema.String), account: () => ["user", Redacted.make("card")] } }
      })
      yield* manager.session
      assert.strictEqual(kept.length, 1)
      for (const secret of ["secret-1", "right", "user", "card"]) assert.notInclude(kept.join(), secret)
    })
  )

  it.effect("must be 32 bytes, in base64 or hexadecimal", () =>
    Effect.gen(function* () {
      const hex = Redacted.make("0f".repeat(32))
      yield* makeCipher([hex])
      for (const wrong of ["", "too short", "0f".repeat(31), "AAAA"]) {
        const error = yield* Effect.flip(makeCipher([Redacted.make(wrong)]))
        assert.strictEqual(error.field, "key")
        if (wrong !== "") assert.notInclude(error.message, wrong)
      }
    })
  )

  it.effect("an old key reads, and a new one writes", () =>
    Effect.gen(function* () {
      const [old, rotating, fresh] = [
        yield* makeCipher([key]),
        yield* makeCipher([otherKey, key]),
        yield* makeCipher([otherKey])
      ]
      assert.strictEqual(yield* rotating.open("slot", yield* old.close("slot", "text")), "text")
      assert.strictEqual(yield* fresh.open("slot", yield* rotating.close("slot", "text")), "text")
      assert.isTrue(yield* rotating.matches(yield* old.fingerprint({ password: "p" }), { password: "p" }))
      assert.isFalse(yield* rotating.matches(yield* old.fingerprint({ password: "p" }), { password: "q" }))
    })
  )

  it.effect("a store wants a key, or to be told that it has none", () =>
    Effect.gen(function* () {
      const careless: SessionStore.SessionStoreOptions = JSON.parse("{}")
      const error = yield* Effect.flip(
        SessionStore.make(
          memoryBackend(() => 0),
          careless
        )
      )
      assert.strictEqual(error._tag, "InvalidConfiguration")
    })
  )
})
