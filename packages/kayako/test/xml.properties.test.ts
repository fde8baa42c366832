import { assert, describe, it } from "@effect/vitest"
import * as Arbitrary from "effect/Arbitrary"
import * as Schema from "effect/Schema"
import { parseXmlHead } from "../src/internal/xml.ts"
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
})
