import { assert, describe, it } from "@effect/vitest"
import { parseReply } from "../src/internal/reply.ts"
import { parseXmlHead, ready } from "../src/internal/xml.ts"
import * as Effect from "effect/Effect"

await Effect.runPromise(ready)

const shape = { root: "kayako_staffapi", elements: { status: "text", error: "text" }, lists: [] } as const

const declaration = '<?xml version="1.0" encoding="UTF-8"?>'
const statuses = ["1", "<![CDATA[1]]>", "-1", "<![CDATA[-2]]>", "0", "11", "1<!-- -->", "", "<![CDATA[1]]>1"]
const starts = ["", declaration, `\ufeff${declaration}\n`, `<b>Notice</b>: x${declaration}`, "  \n"]
const roots = ["kayako_staffapi", "kayako_staffapi a='1'", "other"]

describe("the envelope of a reply", () => {
  it("is the one that the whole reader finds at its start", () => {
    let good = 0
    for (const start of starts)
      for (const root of roots)
        for (const status of statuses) {
          const text = `${start}<${root}>\n<status>${status}</status><error />`
          for (const complete of [true, false]) {
            const read = parseReply(`${text}</${root.split(" ")[0]}>`, complete)
            const statusOf = (value: unknown) =>
              typeof value === "object" && value !== null && "status" in value ? value.status : undefined
            assert.strictEqual(statusOf(read), statusOf(parseXmlHead(text, shape)), text)
            if (statusOf(read) === "1") good++
          }
        }
    assert.isAbove(good, 30)
  })

  it("of a good reply is known from its start, however the rest goes on", () => {
    const start = `${declaration}\n<kayako_staffapi>\n<status><![CDATA[1]]></status>`
    assert.deepStrictEqual(parseReply(`${start}<tickets><ticket>`, true), { status: "1" })
    assert.deepStrictEqual(parseReply(`${start}<error /><a>&broken`, false), { status: "1" })
  })

  it("of any other is read to its end", () => {
    const refusal = "<kayako_staffapi><status>-2</status><error>Session over.</error></kayako_staffapi>"
    assert.deepStrictEqual(parseReply(refusal, true), { status: "-2", error: "Session over." })
    assert.isUndefined(parseReply(refusal.slice(0, -3), true))
  })
})
