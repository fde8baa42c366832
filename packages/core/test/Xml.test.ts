import { parseXml } from "@crm-auth/core/Xml"
import { assert, describe, it } from "@effect/vitest"

const shape = {
  root: "reply",
  elements: {
    session: "text",
    error: { attributes: ["id"], elements: { code: "text", message: "text" } },
    contact: { attributes: ["id"], text: "name" },
    tag: "text"
  },
  lists: ["contact", "tag"]
} as const

const read = (text: string, complete?: boolean) => parseXml(text, shape, complete)
const empty = { contact: [], tag: [] }

describe("XML replies", () => {
  it("texts, attributes, nested elements and lists are read, and what is not named is left out", () => {
    const text = `<?xml version="1.0"?><reply v="1"><session> a&amp;b </session><other>x</other>
      <contact id="1" age="9">Ada</contact><contact id="2"><![CDATA[G & H]]></contact>
      <error id="e"><code>1</code><more/></error></reply>`
    assert.deepStrictEqual(read(text), {
      session: "a&b",
      error: { id: "e", code: "1" },
      contact: [
        { id: "1", name: "Ada" },
        { id: "2", name: "G & H" }
      ],
      tag: []
    })
  })

  it("an empty element is an empty text, a missing one is absent, nothing becomes a number", () => {
    assert.deepStrictEqual(read("<reply><session/><tag>007</tag></reply>"), { session: "", contact: [], tag: ["007"] })
    assert.deepStrictEqual(read("<reply/>"), empty)
  })

  it("an element that says two things is absent", () => {
    assert.deepStrictEqual(read("<reply><session>a</session><session>b</session></reply>"), empty)
    assert.deepStrictEqual(read("<reply><session>a</session><session>a</session></reply>"), { ...empty, session: "a" })
  })

  it("junk before the root and everything after it do not matter", () => {
    assert.deepStrictEqual(read("Notice: x <b>\n<reply><session>a</session></reply><reply>"), {
      ...empty,
      session: "a"
    })
    assert.deepStrictEqual(read("<reply><session>a</session></reply> <<<"), { ...empty, session: "a" })
  })

  it("what is no such document is undefined, never an error", () => {
    for (const text of ["", "reply", "<replies/>", "<reply>", "<reply><session>a</reply>", "<reply>&evil;</reply>"]) {
      assert.isUndefined(read(text), text)
    }
    assert.isUndefined(read(`<reply>${"<a>".repeat(1000)}${"</a>".repeat(1000)}</reply>`))
  })

  it("the start of a document is read as far as it goes", () => {
    const start = "<reply><session>a</session><contact id='1'>Ad"
    assert.isUndefined(read(start))
    assert.deepInclude(read(start, false), { session: "a" })
  })

  it("names of JavaScript are names like any other", () => {
    const odd = {
      root: "constructor",
      elements: { toString: "text", valueOf: { attributes: ["hasOwnProperty"] } },
      lists: []
    } as const
    assert.deepStrictEqual(parseXml("<constructor><toString>a</toString><valueOf/></constructor>", odd), {
      toString: "a",
      valueOf: {}
    })
  })
})
