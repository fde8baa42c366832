import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import { parseXml, parseXmlHead, type XmlShape } from "../src/internal/xml.ts"
import { readByParser } from "./fixtures/parser.ts"
import { read, reads, refuses, root, shape } from "./fixtures/xml.ts"

describe("properties", () => {
  const piece = Arbitrary.schema(
    Schema.Literals([
      "a",
      "1",
      " ",
      "\n",
      "&",
      "<",
      ">",
      "]]>",
      "]]",
      '"',
      "'",
      "é",
      "😀",
      "&amp;",
      "<b>",
      "0x",
      "--",
      "/"
    ])
  )
  const pieces = Arbitrary.array(piece)
  const plain = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
  const cdata = (text: string) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`
  const mixed = (parts: ReadonlyArray<string>) => parts.map((part, i) => (i % 2 ? cdata(part) : plain(part))).join("")
  const quoted = (text: string) => plain(text).replaceAll('"', "&#34;").replaceAll("'", "&#039;")

  it.prop("any text comes back trimmed, however it is written", [pieces], ([parts]) => {
    const text = parts.join("")
    for (const written of [plain(text), cdata(text), mixed(parts)]) {
      reads(root(`<error>${written}</error>`), { error: text.trim() })
    }
  })

  it.prop("any attribute comes back whole, in either quotes", [pieces], ([parts]) => {
    const text = parts.join("")
    for (const quote of ['"', "'"]) {
      reads(root(`<option x="1" name=${quote}${quoted(text)}${quote}/>`), { option: [{ name: text, value: "" }] })
    }
  })

  const element = Arbitrary.schema(Schema.Literals(["status", "error", "staffid", "other", "__proto__"]))
  it.prop(
    "elements in any order, and any text behind the root",
    [Arbitrary.array(element), pieces],
    ([names, parts]) => {
      const unique = [...new Set(names)]
      const inside = unique.map((name, index) => `<${name}>${index}</${name}>`).join("\n")
      const asked = unique.flatMap((name, index) => (Object.hasOwn(shape.elements, name) ? [[name, `${index}`]] : []))
      reads(root(inside) + parts.join(""), Object.fromEntries(asked))
    }
  )

  const token = Arbitrary.schema(
    Schema.Literals([
      "<kayako_staffapi>",
      "</kayako_staffapi>",
      "<kayako_staffapi/>",
      "<status>",
      "</status>",
      "<error />",
      "<?xml version='1.0'?>",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->",
      "<!DOCTYPE x>",
      "<option name='",
      "'>",
      "</option>",
      "&#1;",
      "&",
      "1",
      "\u0001",
      "\uD83D",
      "<",
      ">",
      "<constructor>",
      "</constructor>"
    ])
  )
  const known = new Set(Object.keys(shape.elements))
  it.prop(
    "any text at all gives an object of the shape's own keys or undefined, and never throws",
    [Arbitrary.array(token, { maxLength: 40 })],
    ([tokens]) => {
      for (const text of [tokens.join(""), root(tokens.join(""))]) {
        for (const value of [read(text), parseXmlHead(text, shape)]) {
          if (value === undefined) continue
          assert.isTrue(typeof value === "object" && value !== null)
          assert.isTrue(Object.keys(Object(value)).every((key) => known.has(key)))
        }
      }
    }
  )

  it.prop("any string at all", [Schema.String], ([text]) => {
    refuses(text)
    const value = read(root(text))
    assert.isTrue(value === undefined || (typeof value === "object" && value !== null))
  })

  const tickets: XmlShape = {
    root: "kayako_staffapi",
    elements: {
      status: "text",
      option: { attributes: ["name", "id"], text: "value" },
      ticket: { attributes: ["id"], elements: { subject: "text", tag: "text" }, lists: ["tag"] }
    },
    lists: ["option"]
  }
  const content = Arbitrary.schema(
    Schema.Literals([
      "a",
      " ",
      "&#38;",
      "&lt;",
      "<!-- > -->",
      "<![CDATA[<b>&lt;]]>",
      "\r\n",
      "\r",
      "é",
      "&#x1F600;",
      ">"
    ])
  )
  const name = Arbitrary.schema(
    Schema.Literals(["status", "option", "ticket", "subject", "tag", "other", "constructor"])
  )
  const attributes = Arbitrary.schema(
    Schema.Literals(["", ' name="a"', " id='1' name='\r\n&#38;b'", " x = \"1\"\n id = '2'", ' name=">" other=""'])
  )
  /** Opens an element, closes the innermost one, or writes text, so that every list of steps is a document. */
  const step = Arbitrary.all([
    Arbitrary.schema(Schema.Literals(["open", "close", "empty", "text"])),
    name,
    attributes,
    content
  ])
  const written = (steps: ReadonlyArray<readonly [string, string, string, string]>): string => {
    const open: Array<string> = []
    let text = ""
    for (const [kind, element, written, run] of steps) {
      if (kind === "text") text += run
      else if (kind === "empty") text += `<${element}${written}/>`
      else if (kind === "open") {
        text += `<${element}${written}>`
        open.push(element)
      } else if (open.length > 0) text += `</${open.pop()}>`
    }
    return root(
      text +
        open
          .toReversed()
          .map((element) => `</${element}>`)
          .join("")
    )
  }
  it.prop(
    "any document reads as fast-xml-parser reads it",
    [Arbitrary.array(step, { maxLength: 30 })],
    ([steps]) => {
      const text = written(steps)
      assert.deepStrictEqual(parseXml(text, tickets), readByParser(text, tickets), text)
    },
    { arbitrary: { runs: 500 } }
  )
})
