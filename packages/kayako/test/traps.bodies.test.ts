import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

import { KayakoEmulator, KayakoFault } from "../src/testing/index.ts"
import { answer, id, login, refuses, success } from "./fixtures/answers.ts"
import { manage, readInfo, reasonOf, refusesLogin } from "./fixtures/manager.ts"
import { root } from "./fixtures/xml.ts"
describe("bodies that are no document", () => {
  it.effect("T14 an empty body and another root are unexpected, never an empty session", () =>
    refuses("UnexpectedResponse", {
      empty: "",
      blank: " \n",
      "another interface": `<?xml version="1.0"?><kayako_livechat><status>1</status><sessionid>${id}</sessionid></kayako_livechat>`,
      "the root inside another": `<html>${success("")}</html>`,
      "a longer name": `<kayako_staffapi2><status>1</status><sessionid>${id}</sessionid></kayako_staffapi2>`,
      "an empty root": "<kayako_staffapi",
      "text alone": "1"
    })
  )

  it.effect("T15 junk before the declaration is cut off, up to a limit", () =>
    Effect.gen(function* () {
      const notice = "<br />\n<b>Notice</b>:  Undefined index: a in <b>/var/www/a.php</b> on line <b>3</b><br />\n"
      for (const junk of ["\n\n", notice, "SQL: SELECT 1 & more\n", "\uFEFF", notice.repeat(20)]) {
        const desk = yield* KayakoEmulator.make({ dialect: { junk } })
        const kayako = yield* manage(desk)
        yield* readInfo(kayako)
        assert.strictEqual(yield* desk.logins, 1, junk)
        assert.strictEqual(Redacted.value((yield* login(junk + success(""))).sessionId), id, junk)
      }
      yield* refuses("UnexpectedResponse", { "a megabyte of it": "a".repeat(1_000_000) + success("") })
    })
  )

  it.effect("T17 bytes are UTF-8 whatever is said or sent, and no checksum is believed", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { contentMd5: true, language: "ru" } })
      const detail = Effect.gen(function* () {
        const reason = yield* reasonOf((yield* manage(desk, { password: "wrong" })).session)
        assert.strictEqual(reason._tag, "InvalidCredentials")
        return "detail" in reason ? reason.detail : undefined
      })
      assert.strictEqual(yield* detail, "Вход отклонён.")
      yield* desk.dialect({ language: "de", latin1: true })
      yield* desk.change("jane@desk.example", { twoFactorKey: "1" })
      const reason = yield* reasonOf((yield* manage(desk)).session)
      assert.deepInclude(reason, {
        _tag: "SecondFactorRequired",
        detail: "Schl\uFFFDssel des zweiten Faktors ben\uFFFDtigt."
      })
    })
  )

  it.effect("T18 ill-formed XML of older builds is unexpected, and crashes nothing", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ dialect: { controlCharacters: true } })
      yield* refusesLogin(desk, "UnexpectedResponse")
      for (const fault of [
        KayakoFault.badCdata,
        KayakoFault.controlCharacter,
        { kind: "truncate", bytes: 150 } as const
      ]) {
        yield* desk.fault("login", fault)
        yield* refusesLogin(desk, "UnexpectedResponse")
      }
      yield* refuses("UnexpectedResponse", {
        "a tag that is not closed": "<kayako_staffapi><status>1</status><sessionid>x</sessionid>",
        "a tag closed by another": root("<status>1</error>"),
        "a bare ampersand": success("<error>a & b</error>"),
        "no UTF-8": Uint8Array.from([0x1f, 0x8b, 0x08, 0x00, 0xff, 0xfe])
      })
    })
  )

  it.effect("T19 the text of a failure is what the desk wrote, entities in CDATA included", () =>
    Effect.gen(function* () {
      const detail = (error: string) =>
        Effect.gen(function* () {
          const desk = yield* KayakoEmulator.make()
          yield* desk.fault("login", answer(root(`<status>-1</status><error>${error}</error>`)))
          const reason = yield* reasonOf((yield* manage(desk)).session)
          return "detail" in reason ? reason.detail : undefined
        })
      assert.strictEqual(yield* detail("<![CDATA[a &amp; b &#039;c&#039;]]>"), "a &amp; b &#039;c&#039;")
      assert.strictEqual(yield* detail("a &amp; b &#039;c&#039; &lt;d&gt;"), "a & b 'c' <d>")
      const { options } = yield* login(success('<option name="it&#039;s &quot;a&quot; &amp; b">x</option>'))
      assert.deepStrictEqual(options, { 'it\'s "a" & b': "x" })
    })
  )

  it.effect("T20 a DOCTYPE, a bomb of entities, and what is too long or too deep is refused", () => {
    const deep = `${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`
    const entities = '<!DOCTYPE kayako_staffapi [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    return refuses("UnexpectedResponse", {
      doctype: `<!DOCTYPE kayako_staffapi>${success("")}`,
      "entities of its own": entities + root(`<status>1</status><sessionid>&b;</sessionid>`),
      external: `<!DOCTYPE kayako_staffapi SYSTEM "file:///etc/passwd">${success("")}`,
      "too deep": success(deep),
      "too long": success(`<error>${"a".repeat(2_000_000)}</error>`),
      "too many": success("<a/>".repeat(300_000))
    })
  })

  it.effect("T21 elements named like JavaScript's own properties are names like any other", () =>
    Effect.gen(function* () {
      const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]
      const elements = names.map((name) => `<${name}><status>-1</status></${name}>`).join("")
      const settings = names.map((name) => `<option name="${name}">x</option>`).join("")
      const session = yield* login(success(elements + settings))
      assert.strictEqual(Redacted.value(session.sessionId), id)
      assert.deepStrictEqual(Object.keys(session.options).sort(), [...names].sort())
      assert.strictEqual(Object.getPrototypeOf({}), Object.prototype)
      assert.isUndefined(Reflect.get({}, "status"))
      // A reply without a status has none, whatever it inherits.
      yield* refuses("VendorFailure", { inherited: root("<__proto__><status>1</status></__proto__>") })
    })
  )
})
