import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { rootOf } from "../../src/envelopes.ts"
import { reasonsOfServers, unreadableFor } from "../../src/expected.ts"
import {
  deepJson,
  deepObject,
  everyMemberTwice,
  inEveryObject,
  names,
  nullEverywhere,
  parse,
  placesOf,
  writeWith
} from "../../src/hostile.ts"
import { outcomeOf } from "../../src/outcome.ts"
import { cases, isXml, shown, withBody } from "../../src/replies.ts"
import type { Call } from "../../src/Subject.ts"
import { trying, tryingAll } from "../../src/trying.ts"

const json = cases.filter((item) => !isXml(item))
const xml = cases.filter(isXml)

const check = (exit: Exit.Exit<unknown, unknown>, what: string) => {
  assert.include(["success", ...reasonsOfServers], outcomeOf(exit), what)
}

const isClean = () => {
  const plain: object = {}
  for (const name of ["polluted", "isAdmin", "Position"]) assert.isFalse(name in plain, `Object.prototype.${name}`)
  assert.strictEqual(Reflect.get(plain, "constructor"), Object)
}

/** What may stand where a vendor's document has something else. */
const others = [
  "null",
  "true",
  "false",
  "0",
  "-1",
  "1e999",
  "123456789012345678901234567890",
  '""',
  '" "',
  '"\\u0000"',
  '"\\ud800"',
  "[]",
  "[null]",
  "{}",
  deepJson(20_000),
  deepObject(5000),
  `{${names.map((name) => `"${name}":{"polluted":true}`).join()}}`,
  JSON.stringify("x".repeat(20_000))
]

describe("Another value in any place of a reply ends in a reason of the server's, or changes nothing that counts", () => {
  for (const { call, name, reply } of json) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const document = parse(reply.body)
        for (const at of placesOf(document)) {
          const exits = yield* tryingAll(
            call,
            others.map((other) => withBody(reply, writeWith(document, at, other)))
          )
          exits.forEach((exit, index) => check(exit, `${at.join("/")}: ${others[index]?.slice(0, 40) ?? ""}`))
        }
        isClean()
      })
    )
  }
})

describe("null everywhere", () => {
  for (const { call, name, reply } of json) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const exit = yield* trying(call, withBody(reply, nullEverywhere(parse(reply.body))))
        // Where the status alone says success, only a login needs something of the document.
        const { ok = [], present = [] } = call.protocol.envelope
        const isByStatus = ok.length + present.length === 0 && call.role !== "login"
        assert.strictEqual(outcomeOf(exit), isByStatus ? "success" : unreadableFor(call))
      })
    )
  }
})

describe("Unrequested members change nothing, whatever they are called", () => {
  const strange = names.map((name) => `"${name}":{"polluted":true,"success":false,"code":"X"}`).join()
  const news = `"brandNew":{"a":[1,{"b":null}]},"x":"NEW_ENUM_VALUE",${strange}`
  for (const { call, name, reply } of json) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const document = parse(reply.body)
        const whole = shown(yield* trying(call, withBody(reply, reply.body)))
        const [before, after] = yield* tryingAll(call, [
          withBody(reply, inEveryObject(document, news, "")),
          withBody(reply, inEveryObject(document, "", news))
        ])
        // A table of the vendor's own, by name, has what the vendor put into it.
        if (whole.includes("information")) return
        assert.strictEqual(before === undefined ? "" : shown(before), whole)
        assert.strictEqual(after === undefined ? "" : shown(after), whole)
        isClean()
      })
    )
  }
})

describe("Of a member written twice, the last one counts, as everywhere", () => {
  for (const { call, name, reply } of json) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const document = parse(reply.body)
        const whole = shown(yield* trying(call, withBody(reply, reply.body)))
        for (const first of ["null", '"other"', "[]"]) {
          assert.strictEqual(shown(yield* trying(call, withBody(reply, everyMemberTwice(document, first)))), whole)
        }
      })
    )
  }
})

const text = Arbitrary.schema(Schema.String)

/** A document with more at the end of its root. */
const inRoot = ({ protocol }: Call, body: string, more: string): string => {
  const end = `</${rootOf(protocol)}>`
  return body.replace(end, () => more + end)
}

describe("An XML reply", () => {
  for (const { call, name, reply } of xml) {
    it.effect.prop(
      `${name}: other texts end in a reason of the server's`,
      [Arbitrary.array(text, { maxLength: 20 })],
      ([texts]) =>
        Effect.gen(function* () {
          const exits = yield* tryingAll(
            call,
            texts.flatMap((other) => {
              const safe = other.replace(/[<&>]/g, "")
              return [
                withBody(reply, reply.body.replace(/<(\w+)>[^<]*<\/\1>/g, `<$1>${safe}</$1>`)),
                withBody(reply, reply.body.replace(/<(\w+)>[^<]*<\/\1>/, `<$1>${other}</$1>`))
              ]
            })
          )
          for (const exit of exits) check(exit, name)
        }),
      { arbitrary: { runs: 20 } }
    )

    it.effect(`${name}: unrequested elements, attributes and names change nothing`, () =>
      Effect.gen(function* () {
        const whole = shown(yield* trying(call, withBody(reply, reply.body)))
        const news = names.map((element) => `<${element} polluted="1" ${element}="2"><status>9</status></${element}>`)
        const grown = inRoot(call, reply.body, `${news.join("")}<neverSeen/>`)
        assert.strictEqual(shown(yield* trying(call, withBody(reply, grown))), whole)
        isClean()
      })
    )

    // What a missing or doubled status means is known of one vendor.
    if (call.vendor !== "kayako") continue

    it.effect(`${name}: a status that is said twice counts as missing`, () =>
      Effect.gen(function* () {
        const twice = inRoot(call, reply.body, "<status>0</status>")
        assert.strictEqual(outcomeOf(yield* trying(call, withBody(reply, twice))), "VendorFailure")
      })
    )

    it.effect(`${name}: without a text in it there is no success`, () =>
      Effect.gen(function* () {
        const empty = reply.body.replace(/<(\w+)>[^<]*<\/\1>/g, "<$1></$1>").replace(/<!\[CDATA\[.*?\]\]>/gs, "")
        assert.strictEqual(outcomeOf(yield* trying(call, withBody(reply, empty))), "VendorFailure")
      })
    )
  }
})
