import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { KayakoEmulator } from "../src/testing/index.ts"
import { infoRoute, jane, loginRoute, open, post } from "./fixtures/desk.ts"
import { read } from "./fixtures/xml.ts"

const wrong = "username=jane%40desk.example&password=wrong"

describe("dialects", () => {
  it.effect("T11 T19 say the same in both forms", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const session = `sessionid=${yield* open(desk)}`
      const late = yield* post(desk, infoRoute, session)
      yield* desk.dialect({ form: "documented" })
      const documented = yield* post(desk, infoRoute, session)
      assert.deepStrictEqual(late.root, documented.root)
      assert.isTrue(late.body.includes("<![CDATA[Desk & Sons]]>"))
      assert.isTrue(documented.body.includes("Desk &amp; Sons"))
    })
  )

  it.effect("T15 put junk before the declaration", () =>
    Effect.gen(function* () {
      const junk = "<br />\n<b>Notice</b>: Undefined index<br />\n"
      const desk = yield* KayakoEmulator.make({ dialect: { junk } })
      const answer = yield* post(desk, loginRoute, jane)
      assert.isTrue(answer.body.startsWith(`${junk}<?xml`))
      assert.strictEqual(answer.root["status"], "1")
    })
  )

  it.effect("T17 T25 write in other languages, and in other bytes than they say", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { language: "ru" } })
      assert.strictEqual((yield* post(desk, loginRoute, wrong)).root["error"], "Вход отклонён.")
      yield* desk.dialect({ language: "de" })
      assert.strictEqual(
        (yield* post(desk, loginRoute, "")).root["error"],
        "Benutzername und Kennwort werden benötigt."
      )
      yield* desk.dialect({ latin1: true })
      assert.strictEqual(
        (yield* post(desk, loginRoute, "")).root["error"],
        "Benutzername und Kennwort werden ben\uFFFDtigt."
      )
    })
  )

  it.effect("T18 hold control characters", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { controlCharacters: true } })
      for (const form of [jane, wrong]) {
        const { body, root } = yield* post(desk, loginRoute, form)
        assert.isTrue(body.includes("\u0001"))
        assert.deepStrictEqual(root, {})
      }
    })
  )

  it.effect("T09 T35 use any session id", () =>
    Effect.gen(function* () {
      const ids = ["1e5", "0x1A", "000123", "a]]>b&<'\"", "x".repeat(200)]
      const desk = yield* KayakoEmulator.make({ sessionIds: ids, dialect: { cookie: false } })
      for (const id of ids) assert.strictEqual(yield* open(desk), id)
      assert.match(yield* open(desk), /^[0-9a-z]{32}$/)
    })
  )

  it.live("T16 send gzip through the handler, labelled or not", () =>
    Effect.gen(function* () {
      for (const gzip of [true, "unlabelled"] as const) {
        const desk = yield* KayakoEmulator.make({ gzip })
        const response = yield* Effect.promise(() =>
          desk.handler(
            new Request(desk.url + loginRoute, {
              method: "POST",
              headers: { "content-type": "application/x-www-form-urlencoded" },
              body: jane
            })
          )
        )
        assert.strictEqual(response.headers.get("content-encoding"), gzip === true ? "gzip" : null)
        assert.strictEqual(response.headers.get("content-type"), "text/xml")
        const bytes = new Uint8Array(yield* Effect.promise(() => response.arrayBuffer()))
        assert.isUndefined(read(new TextDecoder().decode(bytes)))
        const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))
        const text = yield* Effect.promise(() => new Response(stream).text())
        assert.isObject(read(text))
      }
    })
  )
})
