/** What reads untrusted bytes, and what must be true of it whatever it reads. */
import { AuthError } from "@crm-auth/core"
import { baseUrl } from "@crm-auth/core/BaseUrl"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Result from "effect/Result"
import { compileEnvelope, firstJson, readBody } from "../../../../packages/core/src/internal/protocol/envelope.ts"
import { retryAfter } from "../../../../packages/core/src/internal/http/retryAfter.ts"
import { loadJudgeUrl } from "../../../../packages/core/src/internal/http/loadJudgeUrl.ts"
import { withinBase } from "../../../../packages/core/src/internal/http/withinBase.ts"
import { compileTest, pathOf, textAt, valueAt } from "../../../../packages/core/src/internal/protocol/pointer.ts"
import { excerpt, scrub, vendorText } from "../../../../packages/core/src/internal/redaction.ts"
import { makeCipher } from "../../../../packages/core/src/internal/store/cipher.ts"
import { emptyRecord, parseRecord, printRecord } from "../../../../packages/core/src/internal/store/record.ts"
import { parseXml, parseXmlHead, ready, type XmlShape } from "../../../../packages/kayako/src/internal/xml.ts"
import { parseReply } from "../../../../packages/kayako/src/internal/reply.ts"
import { xmlRootOf } from "../xmlRoot.ts"
import * as Headers from "effect/http/Headers"

await Effect.runPromise(ready)
// It is loaded on demand; the targets are read without waiting.
await Effect.runPromise(loadJudgeUrl)

export interface Target {
  readonly name: string
  /** Texts that it reads in ordinary life. */
  readonly samples: ReadonlyArray<string>
  /** Reads a text, and throws when a promise is broken. */
  readonly read: (text: string) => void
}

const hold = (condition: boolean, what: string): void => {
  if (!condition) throw new Error(what)
}

const json = [
  '{"success":true,"result":{"sessionName":"3f2a","userId":"19x1","version":"0.22","vtigerVersion":"8.2.0"}}',
  '{"success":false,"error":{"code":"INVALID_SESSIONID","message":"Session Identifier provided is Invalid"}}',
  '{"status":{"code":"OK","message":""},"data":{"access_token":"eyJ0","expires_in":3600,"list":[1,2,[3,{"a":null}]]}}',
  '<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b> on line <b>3</b><br />\n{"success":true,"result":[]}',
  ""
]

const root = xmlRootOf("kayako")

const xml = [
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root}><status>1</status><error /><version>4.79</version><sessionid>vk6ev1</sessionid><sessiontimeout>3600</sessiontimeout><staffid>1</staffid><permissions><p title="a">1</p></permissions></${root}>`,
  `<${root}><status>-1</status><error><![CDATA[Invalid Username or Password]]></error></${root}>`,
  "<html><body>502 Bad Gateway</body></html>"
]

const login: XmlShape = {
  root,
  elements: {
    status: "text",
    error: "text",
    sessionid: "text",
    staffid: "text",
    p: { attributes: ["title"], text: "value" }
  },
  lists: ["p"]
}

const envelope = compileEnvelope({
  body: "json",
  parse: firstJson,
  code: "/error/code",
  cutTo: ["{", "["],
  present: [{ at: "/success", type: "boolean" }],
  ok: [{ at: "/success", is: true }]
})

const secrets = ['p%ss+w"or<d>', "3f2a9c", "access-key/with=all&"]

const protocol = { vendor: "fuzz", server: { path: "", strip: ["/webservice.php", "/staffapi/index.php"] } } as const
const base = "https://crm.example/app"

const isTextTree = (value: unknown, depth = 0): boolean =>
  typeof value === "string" ||
  (typeof value === "object" &&
    value !== null &&
    depth < 4 &&
    Object.values(value).every((inner) => isTextTree(inner, depth + 1)))

const cipher = Effect.runSync(makeCipher([]))
const slot = "5107"
const record = Effect.runSync(
  printRecord({ ...emptyRecord(slot), session: { id: "a1", value: { x: "1" }, age: 5, idleTimeout: 60_000 } })
)

export const targets: ReadonlyArray<Target> = [
  {
    name: "XML replies",
    samples: xml,
    read: (text) => {
      for (const document of [
        parseXml(text, login),
        parseXmlHead(text, login),
        parseReply(text, true),
        parseReply(text, false)
      ]) {
        hold(document === undefined || isTextTree(document), "a document holds something else than text")
        hold(document === undefined || Object.getPrototypeOf(document) === Object.prototype, "a document inherits")
      }
    }
  },
  {
    name: "envelopes and pointers",
    samples: json,
    read: (text) => {
      const body = readBody(text, {
        envelope,
        status: 200,
        complete: true,
        parse: firstJson
      })
      hold(body.kind !== "unread", "a whole body is unread")
      const document = body.kind === "envelope" ? body.document : firstJson(text)
      for (const pointer of [
        "",
        "/result/sessionName",
        "/__proto__/toString",
        "/constructor/name",
        "/list/0",
        text.slice(0, 200)
      ]) {
        const path = pathOf(pointer)
        hold(typeof valueAt(document, path) !== "function", "a pointer reads what is inherited")
        const found = textAt(document, path)
        hold(found === undefined || typeof found === "string", "a text is none")
        compileTest({ at: pointer, present: true })(document)
      }
    }
  },
  {
    name: "what is shown of a server's text",
    samples: [...json, ...xml, ...secrets, secrets.join(" "), encodeURIComponent(secrets.join("&"))],
    read: (text) => {
      const mixed = text + secrets.map((secret) => secret + text.slice(0, 20)).join("")
      for (const shown of [
        scrub(mixed, secrets),
        vendorText(mixed, secrets),
        excerpt(mixed, secrets, ["sessionid", "access_token"])
      ]) {
        for (const secret of secrets) hold(!shown.includes(secret), `a secret is shown: ${secret}`)
      }
      hold(vendorText(mixed, secrets).length <= 201, "a vendor's text is not cut")
      hold(excerpt(mixed, secrets, []).length <= 101, "an excerpt is not cut")
    }
  },
  {
    name: "base URLs, and requests below one",
    samples: [
      base,
      `${base}/webservice.php`,
      "http://localhost:8080",
      "/Tickets/1?x=1#y",
      "../other",
      `${base}/../x`,
      "//evil.example/x"
    ],
    read: (text) => {
      const made = baseUrl(protocol, { url: text })
      if (Result.isSuccess(made)) {
        const url = new URL(made.success)
        hold(
          url.username === "" && url.password === "" && url.search === "" && url.hash === "",
          `kept: ${made.success}`
        )
        const again = baseUrl(protocol, { url: made.success })
        hold(Result.isSuccess(again), `a base URL is refused the second time: ${made.success}`)
      } else hold(made.failure instanceof AuthError, "another failure")
      const sent = Effect.runSync(Effect.result(withinBase(base, HttpClientRequest.get(text))))
      if (Result.isFailure(sent)) return
      const target = new URL(sent.success.url)
      hold(target.origin === "https://crm.example", `leaves the origin: ${sent.success.url}`)
      hold(target.pathname === "/app" || target.pathname.startsWith("/app/"), `leaves the base: ${sent.success.url}`)
      const decoded = Result.getOrElse(
        Result.try(() => decodeURIComponent(target.pathname)),
        () => target.pathname
      )
      hold(!/(^|[\\/])\.\.([\\/]|$)/.test(decoded), `climbs when it is decoded: ${sent.success.url}`)
    }
  },
  {
    name: "records of a store",
    samples: [record, `crm-auth-1.plain.${record}`, record.replace(slot, "5108")],
    read: (text) => {
      const parsed = Effect.runSyncExit(parseRecord(slot, text))
      if (Exit.isSuccess(parsed)) {
        hold(parsed.value.slot === slot, "a record of another place is read")
        hold(Exit.isSuccess(Effect.runSyncExit(printRecord(parsed.value))), "a record that was read cannot be written")
      } else
        hold(
          parsed.cause.reasons.every(({ _tag }) => _tag === "Fail"),
          "reading a record ends in a defect"
        )
      const opened = Effect.runSyncExit(cipher.open(slot, text))
      hold(
        Exit.isSuccess(opened) || opened.cause.reasons.every(({ _tag }) => _tag === "Fail"),
        "opening a record ends in a defect"
      )
    }
  },
  {
    name: "Retry-After",
    samples: ["120", "Wed, 21 Oct 2026 07:28:00 GMT", "-1", "1e9", "0.5"],
    read: (text) => {
      const header = text.replaceAll(/[^\x20-\x7e]/g, "")
      retryAfter(Headers.fromInput({ "retry-after": header, date: header }), 1_700_000_000_000)
    }
  }
]
