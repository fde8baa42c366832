/**
 * Says what an answer that is not a success means: a reason, with what may be done about it. Loaded on demand, with the
 * first such answer.
 */
import type * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { ErrorRow, Protocol, Retry } from "../../Protocol.ts"
import type { Reason, ReasonTag } from "../../Reason.ts"
import type { Refine } from "../../SessionDriver.ts"
import { excerpt, vendorText } from "../redaction.ts"
import type { Compiled } from "./compile.ts"
import type { Answer } from "./rows.ts"

/** A failure: its reason, what the vendor's row allows, and whether an expired session was refused before any work. */
export interface Failure {
  readonly reason: Reason
  readonly retry: Retry
  readonly tries: number
  readonly rejectedBeforeWork: boolean
}

/** What is known beside the answer itself. */
export interface Circumstances {
  readonly safe: boolean
  readonly secrets: ReadonlyArray<string>
  readonly retryAfter?: Duration.Duration | undefined
  readonly contentType?: string | undefined
  /** Why no answer came. */
  readonly transport?: string
  readonly refine?: Refine | undefined
}

/** The classes of the reasons: what is loaded on demand gets them from what loads it. */
export type ReasonClasses = ReadonlyArray<{
  readonly identifier: string
  new (fields: never): Reason
}>

/** What the vendor says of a failure. */
interface Said {
  readonly code?: string
  readonly detail?: string
  readonly status?: number
  readonly retryAfter?: Duration.Duration
}

const describe = (answer: Answer, protocol: Protocol, { contentType, secrets }: Circumstances): string => {
  switch (answer.body.kind) {
    case "empty":
      return "an empty body"
    case "unread":
      return "a body too long to be an answer"
    case "envelope":
      return "a reply without the fields that it must have"
    default: {
      const start = excerpt(answer.text, secrets, protocol.redact)
      const type = contentType === undefined ? "no content type" : vendorText(contentType, secrets)
      return start === "" ? `a body that cannot be read (${type})` : `a body that cannot be read (${type}): ${start}`
    }
  }
}

/** The server's own words where there is no envelope: what a row recognised, or the start of a page without its markup. */
const wordsOf = (answer: Answer, row: ErrorRow | undefined, protocol: Protocol, { secrets }: Circumstances): string => {
  if (answer.body.kind !== "notEnvelope") return ""
  if (row?.text !== undefined) return vendorText(answer.text, secrets)
  return excerpt(answer.text.slice(0, 4000).replace(/<[^>]*>/g, " "), secrets, protocol.redact)
}

const factorKind = (protocol: Protocol): "oneTimeKey" | "memorableWord" =>
  Object.values(protocol.logins).find((login) => login.secondFactor !== undefined)?.secondFactor?.kind ?? "oneTimeKey"

/** What was said, as the reason with this tag holds it. */
const fieldsOf = (
  tag: ReasonTag,
  answer: Answer,
  said: Said,
  row: ErrorRow | undefined,
  protocol: Protocol,
  circumstances: Circumstances
): object => {
  switch (tag) {
    case "SecondFactorRequired":
    case "SecondFactorRejected":
      return { factor: factorKind(protocol), ...said }
    case "Transport":
      return { detail: circumstances.transport ?? describe(answer, protocol, circumstances) }
    case "VendorFailure":
      return { ...said, code: said.code ?? "" }
    case "UnexpectedResponse": {
      const isText = row?.text !== undefined
      const { secrets } = circumstances
      return { ...said, detail: isText ? vendorText(answer.text, secrets) : describe(answer, protocol, circumstances) }
    }
    default:
      return said
  }
}

/** A header says nothing about a lockout window: sending refused secrets again needs the spec's word. */
const heedsHeader = ({ _tag, kind }: Reason): boolean => kind !== "credentials" && _tag !== "SecondFactorRejected"

const unknownReason = (answer: Answer): ReasonTag =>
  answer.status === undefined ? "Transport" : answer.body.kind === "envelope" ? "VendorFailure" : "UnexpectedResponse"

/** What a row allows after a failure, by whether the request may be repeated. */
const retryOf = ({ retry }: ErrorRow, safe: boolean): Retry =>
  typeof retry === "string" ? retry : safe ? retry.safe : retry.unsafe

/**
 * Makes what judges an answer that is not a success, or the lack of one. What no row knows is `VendorFailure` when the
 * vendor's envelope says so, and `UnexpectedResponse` when there is no envelope: a code is never guessed.
 */
export const judging =
  (classes: ReasonClasses) =>
  ({ envelope, protocol, rows }: Compiled, answer: Answer, circumstances: Circumstances): Failure => {
    const found = rows.find(answer)
    // The lack of an answer is a failure, whatever its row says.
    const { guard, row } = found === undefined || found.row.reason === "none" ? {} : found
    const document = answer.body.kind === "envelope" ? answer.body.document : undefined
    const code = envelope.codeOf(document)
    const message = envelope.messageOf(document)
    const words =
      message === undefined || message === ""
        ? wordsOf(answer, row, protocol, circumstances)
        : vendorText(message, circumstances.secrets)
    const said = {
      ...(answer.status === undefined ? undefined : { status: answer.status }),
      ...(code === undefined ? undefined : { code: vendorText(code, circumstances.secrets) }),
      ...(words === "" ? undefined : { detail: words })
    }
    const tag = row?.reason === undefined || row.reason === "none" ? unknownReason(answer) : row.reason
    const make = (said: Said): Reason => {
      const fields = fieldsOf(tag, answer, said, row, protocol, circumstances)
      // oxlint-disable typescript/no-unsafe-type-assertion -- every tag has a class, which checks its fields itself
      const Class = classes.find(({ identifier }) => identifier === tag) as ReasonClasses[number]
      return new Class(fields as never)
      // oxlint-enable typescript/no-unsafe-type-assertion
    }
    const bare = make(said)
    const retryAfter = guard ?? (heedsHeader(bare) ? circumstances.retryAfter : undefined)
    const reason = retryAfter === undefined ? bare : make({ ...said, retryAfter })
    const refined =
      circumstances.refine === undefined || document === undefined
        ? Option.none<Reason>()
        : circumstances.refine({
            operation: answer.operation,
            code: code ?? "",
            message: message ?? "",
            status: answer.status ?? 0,
            reason
          })
    return {
      reason: Option.getOrElse(refined, () => reason),
      retry: row === undefined || Option.isSome(refined) ? "never" : retryOf(row, circumstances.safe),
      tries: row?.tries ?? 2,
      rejectedBeforeWork: Option.isNone(refined) && row?.rejectedBeforeWork === true
    }
  }
