/** The answers of a derived emulator: the spec's examples, and replies made up from the rows of its error table. */
import { compileTest, pathOf, rawAt, textAt } from "../../internal/protocol/pointer.ts"
import type { ErrorRow, Protocol, ReplyTest, Status } from "../../Protocol.ts"
import type { EmulatorReply } from "../Emulator.ts"
import type { EmulatorExample, EmulatorOperation, EmulatorSpec } from "../EmulatorSpec.ts"
import { type Document, documentOf, jsonDocument, toXml } from "./document.ts"

/** An answer before it is written. */
interface Candidate {
  readonly status: number
  readonly kind: "envelope" | "notEnvelope" | "empty"
  readonly document: unknown
  readonly text: string
  readonly location: string | undefined
}

const rolesOf = (protocol: Protocol, operation: string): ReadonlyArray<string> => {
  const roles = Object.entries(protocol.logins).some(
    ([login, { steps = [] }]) => login === operation || steps.includes(operation)
  )
    ? ["@login"]
    : []
  if (protocol.logout?.operation === operation) roles.push("@logout")
  if (protocol.renew === operation) roles.push("@renew")
  return ["*", operation, ...(roles.length === 0 ? ["@call"] : roles)]
}

/** Whether a row is about an operation. */
export const speaksOf = (protocol: Protocol, row: ErrorRow, operation: string): boolean => {
  const roles = rolesOf(protocol, operation)
  return row.operation.some((name) => roles.includes(name))
}

const covers = (statuses: ReadonlyArray<Status>, status: number): boolean =>
  statuses.some((one) => one === status || one === `${Math.floor(status / 100)}XX`)

const isSuccess = ({ envelope }: Protocol, { document, kind, status }: Candidate): boolean =>
  kind === "envelope" &&
  (envelope.success === undefined || covers(envelope.success, status)) &&
  (envelope.ok ?? []).every((test) => compileTest(test)(document))

const matches = (protocol: Protocol, row: ErrorRow, candidate: Candidate): boolean => {
  const { document, kind, location, status, text } = candidate
  if (row.network === true || (row.status !== undefined && !covers(row.status, status))) return false
  if (row.location !== undefined && location?.includes(row.location) !== true) return false
  if (row.body !== undefined && row.body !== "any" && row.body !== kind) return false
  if (row.text !== undefined && !text.startsWith(row.text)) return false
  if (kind !== "envelope") return row.code === undefined && row.where === undefined
  const code = textAt(document, pathOf(protocol.envelope.code)) ?? null
  if (row.code !== undefined && !row.code.includes(code)) return false
  if (row.where !== undefined && !row.where.every((test) => compileTest(test)(document))) return false
  return (
    row.code !== undefined || row.where !== undefined || row.location !== undefined || !isSuccess(protocol, candidate)
  )
}

const samples: { readonly [type: string]: unknown } = {
  string: "x",
  number: 1,
  boolean: false,
  object: {},
  array: [],
  null: null
}

/** A document in which a test holds. */
const holding = (document: Document, test: ReplyTest): Document => {
  if (compileTest(test)(document.value)) return document
  if (test.is !== undefined) return document.with(test.at, test.is)
  if (test.in !== undefined) return document.with(test.at, test.in[0])
  if (test.type !== undefined) return document.with(test.at, samples[test.type])
  if (test.present === true) return document.with(test.at, "x")
  return document.with(test.at, test.present === false ? null : "another value")
}

/** A document in which a test fails. */
const breaking = (document: Document, test: ReplyTest): Document => {
  if (!compileTest(test)(document.value)) return document
  if (test.is !== undefined) return document.with(test.at, typeof test.is === "boolean" ? !test.is : "another value")
  if (test.present !== undefined) return document.with(test.at, test.present ? null : "x")
  return document.with(test.at, "another value")
}

/** An envelope that says failure, with a code. */
const failure = ({ envelope }: Protocol, code: string | null | undefined, where: ReadonlyArray<ReplyTest>): unknown => {
  const [ok] = envelope.ok ?? []
  const isOwn = (test: ReplyTest) => test.at === envelope.code
  let document = jsonDocument({})
  for (const test of envelope.present ?? []) document = holding(document, test)
  if (ok !== undefined && !isOwn(ok)) {
    // A value that a document lacks passes a test that asks for its absence.
    document = breaking(holding(document, { at: ok.at, ...samplesOf(ok) }), ok)
  }
  if (typeof code === "string") document = document.with(envelope.code, code)
  for (const test of where) document = holding(document, test)
  return document.value
}

/** The same with a value wherever a test asks for another one: what is absent passes such a test, too. */
const filled = (document: unknown, where: ReadonlyArray<ReplyTest>): unknown => {
  let changed = jsonDocument(document)
  for (const test of where) if (test.not !== undefined) changed = changed.with(test.at, "another value")
  return changed.value
}

const samplesOf = (test: ReplyTest): Partial<ReplyTest> => (test.is === undefined ? {} : { is: test.is })

const numbers = (status: Status): ReadonlyArray<number> =>
  typeof status === "number" ? [status] : [0, 1, 2, 3, 4, 9, 18].map((last) => Number(status.charAt(0)) * 100 + last)

const page = "<html><body>An answer of the web server</body></html>"

const candidatesOf = (protocol: Protocol, row: ErrorRow): ReadonlyArray<Candidate> => {
  const { success } = protocol.envelope
  const statuses = row.status?.flatMap(numbers) ?? [...(success === undefined ? [200] : [400, 409, 200]), 418, 500]
  const codes = row.code ?? (row.where === undefined ? ["EXAMPLE.CODE", null] : [undefined, "EXAMPLE.CODE"])
  const location = row.location === undefined ? undefined : `/${row.location}`
  const base = { document: undefined, text: "", location }
  return statuses.flatMap((status): ReadonlyArray<Candidate> => {
    const texts = row.text === undefined ? [page, "plain text"] : [`${row.text} and more`]
    return [
      ...codes.flatMap((code): ReadonlyArray<Candidate> => {
        const document = failure(protocol, code, row.where ?? [])
        const envelope = { ...base, status, kind: "envelope" } as const
        return [
          { ...envelope, document },
          { ...envelope, document: filled(document, row.where ?? []) }
        ]
      }),
      ...texts.map((text): Candidate => ({ ...base, status, kind: "notEnvelope", text })),
      { ...base, status, kind: "empty" }
    ]
  })
}

const replyOf = ({ xmlRoot }: EmulatorSpec, { document, kind, location, status, text }: Candidate): EmulatorReply => {
  const headers = location === undefined ? {} : { location }
  switch (kind) {
    case "empty":
      return { status, headers, body: "" }
    case "notEnvelope":
      return { status, headers: { ...headers, "content-type": "text/html; charset=utf-8" }, body: text }
    case "envelope":
      return xmlRoot === undefined
        ? { status, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(document) }
        : { status, headers: { ...headers, "content-type": "text/xml" }, body: toXml(xmlRoot, document).text }
  }
}

/** An answer of an operation that a row is the first to match; `undefined` if earlier rows match all such answers. */
export const replyOfRow = (spec: EmulatorSpec, operation: string, row: ErrorRow): EmulatorReply | undefined => {
  const { protocol } = spec
  const rows = protocol.errors.filter((one) => speaksOf(protocol, one, operation) && isAsked(one, row))
  const fitting = candidatesOf(protocol, row).find((candidate) => {
    const first = rows.find((one) => matches(protocol, one, candidate))
    return first === row
  })
  return fitting === undefined ? undefined : replyOf(spec, fitting)
}

/** Whether a row may match the requests that another is about. */
const isAsked = (row: ErrorRow, other: ErrorRow): boolean =>
  (row.credential === undefined || row.credential === other.credential) &&
  Object.entries(row.sent ?? {}).every(([field, sent]) => other.sent?.[field] === sent)

/** An answer as the spec has it. */
export const replyOfExample = ({ body, mediaType, status }: EmulatorExample): EmulatorReply => ({
  status,
  headers: status === 204 ? {} : { "content-type": mediaType },
  body
})

/** An answer that means a reason: an example of the operation, else one made up from its rows. */
export const refusalOf = (
  spec: EmulatorSpec,
  operation: EmulatorOperation,
  reason: string,
  sent: (name: string) => boolean
): EmulatorReply | undefined => {
  const own = operation.examples.filter((example) => example.reason === reason)
  const fitting = own.find((example) => example.sent.every(sent))
  if (fitting !== undefined) return replyOfExample(fitting)
  for (const row of spec.protocol.errors) {
    const isSent = Object.entries(row.sent ?? {}).every(([name, there]) => sent(name) === there)
    if (row.reason !== reason || !isSent || !speaksOf(spec.protocol, row, operation.id)) continue
    const reply = replyOfRow(spec, operation.id, row)
    if (reply !== undefined) return reply
  }
  return undefined
}

/** A failure with a code that is made up, for what no page tells the code of. */
export const inventedRefusal = (spec: EmulatorSpec, code: string): EmulatorReply =>
  replyOf(spec, {
    status: spec.protocol.envelope.success === undefined ? 200 : 400,
    kind: "envelope",
    document: failure(spec.protocol, `EXAMPLE.${code}`, []),
    text: "",
    location: undefined
  })

/** The answer of a success, as a document if it is one. */
export const successOf = (
  operation: EmulatorOperation,
  sent: (name: string) => boolean
): { readonly example: EmulatorExample; readonly document: Document | undefined } | undefined => {
  const good = operation.examples.filter(({ reason }) => reason === undefined)
  const asked = good.filter((example) => example.sent.every(sent))
  const plain = (examples: ReadonlyArray<EmulatorExample>) =>
    examples.find(({ body, mediaType }) => documentOf(mediaType, body) !== undefined)
  const example = plain(asked) ?? asked[0] ?? plain(good) ?? good[0]
  return example === undefined ? undefined : { example, document: documentOf(example.mediaType, example.body) }
}

/** What a document holds at a pointer. */
export const valueIn = (document: Document | undefined, pointer: string): unknown =>
  rawAt(document?.value, pathOf(pointer))
