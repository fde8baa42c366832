import { assert, describe, it } from "@effect/vitest"
import { parseXml, parseXmlHead } from "../src/internal/xml.ts"
import { dead, documented, late, none, read, reads, refuses, root, shape, success } from "./fixtures/xml.ts"

describe("the wire examples", () => {
  it("2, as documented", () => reads(documented, success))

  it("3, as a late build writes it", () =>
    reads(late, {
      status: "1",
      error: "",
      version: "4.93.0",
      sessionid: "00000000000000000000000000000123",
      sessiontimeout: "3600",
      staffid: "7"
    }))

  it("4 to 7, refusals and logout", () => {
    reads(root("<status>2</status><error>Second factor key needed.</error>"), {
      status: "2",
      error: "Second factor key needed."
    })
    reads(root("<status><![CDATA[-1]]></status><error><![CDATA[Login refused, attempt 1 of 3.]]></error>"), {
      status: "-1",
      error: "Login refused, attempt 1 of 3."
    })
    reads(dead, { status: "-2", error: "Session over." })
    reads(root("<status><![CDATA[1]]></status>"), { status: "1" })
  })

  it("9, a failure that is not XML", () =>
    refuses("Uncaught Exception\nSWIFT_Router\nMessage in /srv/desk/lib.php:120\n\n\n==========\n"))
})

describe("T06 T07 the first root", () => {
  it("wins over the roots and the text behind it", () => {
    const first = { status: "-2", error: "Session over." }
    reads(dead + dead + root("<status>1</status>"), first)
    reads(`${dead}\n<?xml version="1.0"?>\n${documented}`, first)
    reads(`${dead}Uncaught Exception in <b>lib.php</b> & more \u0000`, first)
  })

  it("wins even when what follows it is cut", () => {
    const body = dead + dead + root("<status>1</status>")
    for (let end = dead.length; end < body.length; end++) {
      reads(body.slice(0, end), { status: "-2", error: "Session over." })
    }
  })

  it("is nothing before it is complete", () => {
    for (let end = 0; end < documented.length; end++) refuses(documented.slice(0, end))
    for (let end = 0; end < late.length; end++) refuses(late.slice(0, end))
  })
})

describe("parseXmlHead reads the start of a longer body", () => {
  const head = (text: string) => parseXmlHead(text, shape)

  it("gives the elements that are complete", () => {
    const long = root(`<status>1</status><error /><ticket id="1"><subject>${"a".repeat(99)}</subject></ticket>`)
    const status = long.indexOf("</status>") + "</status>".length
    const error = long.indexOf("<error />") + "<error />".length
    assert.deepStrictEqual(head(long.slice(0, status - 1)), none)
    for (let end = status; end < error; end++)
      assert.deepStrictEqual(head(long.slice(0, end)), { ...none, status: "1" })
    for (let end = error; end <= long.length; end++)
      assert.deepStrictEqual(head(long.slice(0, end)), { ...none, status: "1", error: "" })
  })

  it("reads a whole document as parseXml does", () => {
    for (const text of [documented, late, dead + documented]) assert.deepStrictEqual(head(text), read(text))
  })

  it("refuses what is no document, broken, or not yet begun", () => {
    const cases = [
      "",
      "<html>",
      "<kayako_staffapi",
      "<kayako_staffapi a='",
      "<kayako_livechat><status>1</status>",
      "<kayako_staffapi><status>1</error><error>",
      "<kayako_staffapi><status>1</status><1",
      "<kayako_staffapi><status>1</status>]]><error>",
      "<kayako_staffapi><status a=1>1</status><error>"
    ]
    for (const text of cases) assert.isUndefined(head(text), text)
  })
})

describe("values", () => {
  it("T09 stay text", () => {
    for (const value of ["000123", "1e5", "0x1A", "4.70", "true", "null", "-0", "٣", "9".repeat(32), "+1"]) {
      reads(root(`<sessionid>${value}</sessionid>`), { sessionid: value })
      reads(root(`<sessionid><![CDATA[${value}]]></sessionid>`), { sessionid: value })
      reads(root(`<option name="${value}">${value}</option>`), { option: [{ name: value, value }] })
    }
  })

  it("T10 are lists for 0, 1 and n elements, with or without a name", () => {
    reads(root("<status>1</status>"), { status: "1" })
    reads(root("<option name='a'>1</option>"), { option: [{ name: "a", value: "1" }] })
    reads(root("<option>1</option><option name=''/><status>1</status><option other='x' name='b'>2</option>"), {
      status: "1",
      option: [{ value: "1" }, { name: "", value: "" }, { name: "b", value: "2" }]
    })
  })

  it("T11 are the same as CDATA, split CDATA and plain text", () => {
    reads(root("<error><![CDATA[a]]>b<![CDATA[c]]></error>"), { error: "abc" })
    reads(root("<error><![CDATA[x ]]]]><![CDATA[> y]]></error>"), { error: "x ]]> y" })
    reads(root("<error>a<!-- <not> & read -->b</error>"), { error: "ab" })
  })

  it("T12 are trimmed, empty or absent, and absent when doubled with another text", () => {
    reads(root("<status> \n1\t</status>"), { status: "1" })
    reads(root("<status><![CDATA[ -2 ]]></status>"), { status: "-2" })
    for (const empty of ["<status/>", "<status />", "<status></status>", "<status><![CDATA[]]></status>"]) {
      reads(root(empty), { status: "" })
    }
    reads(root(""), {})
    reads("<kayako_staffapi/>", {})
    reads(root("<status>1</status><status>1</status>"), { status: "1" })
    reads(root("<status>1</status><status>-1</status>"), {})
    reads(root("<status>1</status><status/>"), {})
  })

  it("T19 have their references decoded once, in text and attributes only", () => {
    reads(root("<error>&lt;b&gt; &amp;lt; &quot;&apos;&#039;&#x41;&#10;&#x1F600;.</error>"), {
      error: "<b> &lt; \"''A\n😀."
    })
    reads(root("<error><![CDATA[&lt;b&gt; &#039; &nbsp; & <i>]]></error>"), { error: "&lt;b&gt; &#039; &nbsp; & <i>" })
    reads(root("<option name='O&#039;Neill &amp;amp; co > 1'>&amp;#65;</option>"), {
      option: [{ name: "O'Neill &amp; co > 1", value: "&#65;" }]
    })
  })

  it("are the element's own, not those of elements inside it", () => {
    reads(root("<status><status>1</status></status><x><sessionid>deep</sessionid></x>"), { status: "" })
    reads(root("<error>a <b>bold</b> c</error>text<!-- c -->"), { error: "a  c" })
  })

  it("have line ends of XML", () => reads(root("<error>a\r\nb\rc&#13;d</error>"), { error: "a\nb\nc\rd" }))
})

it("an element may have elements of its own, and lists of them, beside attributes and text", () => {
  const shape = {
    root: "kayako_staffapi",
    elements: { ticket: { attributes: ["id"], elements: { subject: "text", tag: "text" }, lists: ["tag"] } },
    lists: ["ticket"]
  } as const
  const text =
    '<kayako_staffapi><ticket id="1" x="2"><subject>A</subject><tag>a</tag><tag>b</tag><other><subject>B</subject></other></ticket><ticket/></kayako_staffapi>'
  assert.deepStrictEqual(parseXml(text, shape), {
    ticket: [{ id: "1", tag: ["a", "b"], subject: "A" }, { tag: [] }]
  })
})
