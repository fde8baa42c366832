/** Reading login documents: XML beside the parser called bare, JSON beside `JSON.parse`. */
import * as CoreXml from "@crm-auth/core/Xml"
import { XMLParser } from "fast-xml-parser"
import * as Effect from "effect/Effect"
import * as SchemaParser from "effect/SchemaParser"
import * as Crmcom from "../../../../packages/crmcom/src/generated/schemas.ts"
import * as Kayako from "../../../../packages/kayako/src/generated/schemas.ts"
import { parseXml, ready, type XmlShape } from "../../../../packages/kayako/src/internal/xml.ts"
import { type Allocation, allocatedBy } from "./allocated.ts"
import { kayakoLogin } from "./canned.ts"
import { interleave, type Ratio, ratio } from "./measure.ts"

await Effect.runPromise(ready)

const named = { attributes: ["name"], text: "value" }

/** What the generated operation asks for. */
const shape: XmlShape = {
  root: "kayako_staffapi",
  elements: {
    status: "text",
    error: "text",
    version: "text",
    sessionid: "text",
    sessiontimeout: "text",
    staffid: "text",
    uniqueid: "text",
    option: named,
    permission: named,
    variable: named
  },
  lists: ["option", "permission", "variable"]
}

const permissions = Array.from(
  { length: 60 },
  (_, index) => `<permission name="staff_canview${index}"><![CDATA[1]]></permission>`
).join("\n")

const documents = {
  "short XML login": kayakoLogin,
  "XML login with 60 permissions": kayakoLogin.replace("</kayako_staffapi>", `${permissions}\n</kayako_staffapi>`)
}

const json = '{"data":{"token":"0012345678"},"status":{"code":"OK","description":"","message":""}}'

const bare = new XMLParser({ ignoreAttributes: false, parseTagValue: false })

const repeat = (run: () => unknown) => (operations: number) => {
  for (let index = 0; index < operations; index++) run()
}

/** What reading a login document allocates. */
export const decodeAllocations = async (operations: number): Promise<ReadonlyArray<Allocation>> => {
  const text = documents["short XML login"]
  const decode = SchemaParser.decodeUnknownSync(Kayako.LoginDocument)
  const read = () => decode(parseXml(text, shape))
  return [
    {
      what: "of which kayako's XML login document, read and decoded",
      requests: 0,
      ours: await allocatedBy(operations, repeat(read)),
      theirs: null,
      goal: null
    }
  ]
}

export const decodeRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const ratios: Array<Ratio> = []
  const kayako = SchemaParser.decodeUnknownSync(Kayako.LoginDocument)
  for (const [name, text] of Object.entries(documents)) {
    const samples = await interleave(rounds, 500, {
      read: repeat(() => parseXml(text, shape)),
      "read and checked": repeat(() => kayako(parseXml(text, shape))),
      "read by events": repeat(() => CoreXml.parseXml(text, shape)),
      "fast-xml-parser, validating": repeat(() => bare.parse(text, true))
    })
    ratios.push(
      ratio(`${name}, read`, samples, "read", "fast-xml-parser, validating", { goal: 0.9 }),
      ratio(`${name}, read and decoded by its schema`, samples, "read and checked", "fast-xml-parser, validating", {
        goal: 0.9
      }),
      ratio(`${name}, read by Effect's events`, samples, "read by events", "fast-xml-parser, validating")
    )
  }
  const crmcom = SchemaParser.decodeUnknownSync(Crmcom.TokenReply)
  const samples = await interleave(rounds, 5000, {
    decoded: repeat(() => crmcom(JSON.parse(json))),
    "JSON.parse": repeat((): unknown => JSON.parse(json))
  })
  ratios.push(ratio("JSON login, decoded by its schema", samples, "decoded", "JSON.parse"))
  return ratios
}
