import { assert, describe, it } from "@effect/vitest"
import { parseXml } from "../src/internal/xml.ts"
import { documented, reads, refuses, root, success } from "./fixtures/xml.ts"

describe("what is no document", () => {
  it("T14 another root, an empty body, a root that is not the first", () => {
    const cases = [
      "",
      " \n",
      "kayako_staffapi",
      "<kayako_livechat><status>1</status></kayako_livechat>",
      "<kayako_staffapi2><status>1</status></kayako_staffapi2>",
      "<KAYAKO_STAFFAPI><status>1</status></KAYAKO_STAFFAPI>",
      "<x:kayako_staffapi><status>1</status></x:kayako_staffapi>",
      `<kayako_livechat>${documented}</kayako_livechat>`,
      `<kayako_livechat><status>1</status></kayako_livechat>${root("<status>1</status>")}`,
      `<?xml version="1.0"?><kayako_livechat><status>1</status></kayako_livechat>${root("<status>1</status>")}`,
      `<!DOCTYPE html><html><body>${root("<status>1</status>")}</body></html>`,
      "\u001f\u008b\u0008\u0000"
    ]
    for (const text of cases) refuses(text)
  })

  it("T15 junk before the document is cut, within a limit", () => {
    const junk = [
      "\uFEFF",
      "\n\n \t",
      "MySQL server has gone away (2006) & more",
      "<br />\n<b>Notice</b>:  Undefined index: x in <b>/srv/desk/index.php</b> on line <b>12</b><br />\n",
      "You have an error near '<jane@desk.example> <3' at line 1 \u0000"
    ]
    for (const before of junk) {
      reads(before + documented, success)
      reads(before + root("<status>1</status>"), { status: "1" })
    }
    reads('<?xml version="1.0"?>\n<!-- a --><?style x?>\n<kayako_staffapi><status>1</status></kayako_staffapi>', {
      status: "1"
    })
    reads("x".repeat(32_000) + documented, success)
    refuses("x".repeat(33_000) + documented)
    refuses(`<?xml version="1.0"?> junk ${root("<status>1</status>")}`)
  })

  it("T18 ill-formed XML", () => {
    const cases = [
      "<status>1</error>",
      "<status>1",
      "<status>1</status></status>",
      "<status>1</ status>",
      "<status>1</status x>",
      "<1>1</1>",
      "< status>1</status>",
      "<status a>1</status>",
      "<status a=1>1</status>",
      "<status a='1' a='2'>1</status>",
      "<status a='1'b='2'>1</status>",
      "<status a='<'>1</status>",
      "<status a='&'>1</status>",
      "<status a='&nbsp;'>1</status>",
      "<status>1 & 2</status>",
      "<status>&nbsp;</status>",
      "<status>&#0;</status>",
      "<status>&#xD800;</status>",
      "<status>&#x110000;</status>",
      "<status>&#;</status>",
      "<status>&lt</status>",
      "<status>a ]]> b</status>",
      "<error><![CDATA[a ]]> b ]]></error>",
      "<error><![cdata[a]]></error>",
      "<error><![CDATA[a</error>",
      "<!-- a <status>1</status>",
      "<?php echo 1 ?><status>1</status>"
    ]
    for (const inside of cases) {
      refuses(root(inside))
      refuses(root(`<other>${inside}</other><status>1</status>`))
    }
  })

  it("T18 control characters and lone surrogates, wherever they are in the root", () => {
    for (const character of [
      "\u0000",
      "\u0001",
      "\u0008",
      "\u000B",
      "\u001F",
      "\uFFFE",
      "\uFFFF",
      "\uD800",
      "\uDC00"
    ]) {
      refuses(root(`<status>1</status><error>a${character}b</error>`))
      refuses(root(`<status>1</status><error><![CDATA[a${character}b]]></error>`))
      refuses(root(`<status>1</status><other a="${character}"/>`))
    }
    reads(root("<error>a\tb\u0085\uFFFD😀</error>"), { error: "a\tb\u0085\uFFFD😀" })
  })

  it("T20 a DOCTYPE, before or inside the root, and what it would define", () => {
    const doctype = '<!DOCTYPE kayako_staffapi [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    refuses(doctype + root("<status>1</status>"))
    refuses(`<?xml version="1.0"?>${doctype}${root("<status>1</status>")}`)
    refuses(`junk <!doctype x SYSTEM "file:///etc/passwd">${root("<status>1</status>")}`)
    refuses(root(`${doctype}<status>1</status>`))
    refuses(root("<status>1</status><error>&b;</error>"))
  })

  it("T20 too deep, too many, too long", () => {
    const nested = (depth: number) => root("<a>".repeat(depth) + "</a>".repeat(depth) + "<status>1</status>")
    reads(nested(63), { status: "1" })
    refuses(nested(64))
    refuses("<kayako_staffapi>".repeat(100_000))
    reads(root(`${"<a/>".repeat(100_000)}<status>1</status>`), { status: "1" })
    refuses(root("<a/>".repeat(200_000)))
    reads(root(`<error>${"a".repeat(1_000_000)}</error>`), { error: "a".repeat(1_000_000) })
    refuses(root(`<error>${"a".repeat(1_100_000)}</error>`))
    refuses(root(`<error><![CDATA[${"a".repeat(1_100_000)}]]></error>`))
    refuses(root(`<a b='${"a".repeat(1_100_000)}'/>`))
    refuses(root(`<a>${"a".repeat(1_000_000)}</a>`.repeat(9)))
    reads(root("<status>1</status>") + "x".repeat(10_000_000), { status: "1" })
  })

  it("T20 takes no more than linear time", () => {
    const pumped = [
      "<kayako_staffapi>",
      "<kayako_staffapi ",
      "<",
      "<!--",
      "<?xml",
      "&",
      "<b ",
      "<b",
      "]]>",
      "'",
      "<kayako_staffapi><a a='",
      " "
    ]
    for (const part of pumped) {
      for (const before of ["", "<kayako_staffapi>", "<kayako_staffapi><a ", "<kayako_staffapi><a b='", "<?xml "]) {
        refuses(before + part.repeat(2_000_000 / part.length))
      }
    }
  })
})

describe("T21 names", () => {
  const words = ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf", "__defineGetter__"]

  it("of JavaScript's own are names like any other, and ignored", () => {
    for (const word of words) {
      reads(
        root(
          `<${word}>x</${word}><${word}/><${word} a="1"><polluted>1</polluted></${word}>` +
            `<status>1</status><error>a<${word}>x</${word}></error><option ${word}="x" name="n">v</option>`
        ),
        { status: "1", error: "a", option: [{ name: "n", value: "v" }] }
      )
      refuses(`<${word}><status>1</status></${word}>`)
    }
    assert.isUndefined(Object.getOwnPropertyDescriptor(Object.prototype, "polluted"))
  })

  it("of JavaScript's own can be asked for", () => {
    for (const word of words) {
      const asked = {
        root: "r",
        elements: Object.fromEntries([[word, { attributes: [word], text: "text" }]]),
        lists: []
      }
      const value = parseXml(`<r><${word} ${word}="a">b</${word}></r>`, asked)
      assert.deepStrictEqual(
        value,
        Object.fromEntries([
          [
            word,
            Object.fromEntries([
              [word, "a"],
              ["text", "b"]
            ])
          ]
        ])
      )
    }
  })

  it("of the parser's own representation are nothing special", () => {
    reads(root("<_text>x</_text><x.text>y</x.text><:a>z</:a><é-1>w</é-1><status>1</status>"), { status: "1" })
    refuses(root("<#text>x</#text>"))
    refuses(root("<.status>1</.status>"))
  })

  it("a root and elements may have attributes that are not asked for", () =>
    reads(`<kayako_staffapi version = "1"\n a='>'><status type="x">1</status></kayako_staffapi >`, { status: "1" }))
})
