/** Says what an answer means: success, or a reason with what may be done about it. */
import type * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type { ErrorRow, Protocol, Retry } from "../../Protocol.ts"
import * as Reasons from "../../Reason.ts"
import type { Refine } from "../../SessionDriver.ts"
import { excerpt, vendorText } from "../redaction.ts"
import type { Compiled } from "./compile.ts"
import { textAt } from "./pointer.ts"
import { type Answer, type CompiledRow, retryOf } from "./rows.ts"

/** A failure: its reason, what the vendor's row allows, and whether an expired session was refused before any work. */
export interface Failure {
  readonly reason: Reasons.Reason
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

const make = (
  tag: Reasons.ReasonTag | "none",
  answer: Answer,
  said: {
    readonly code?: string
    readonly detail?: string
    readonly status?: number
    readonly retryAfter?: Duration.Duration
  },
  row: ErrorRow | undefined,
  protocol: Protocol,
  circumstances: Circumstances
): Reasons.Reason => {
  switch (tag) {
    case "InvalidCredentials":
      return new Reasons.InvalidCredentials(said)
    case "AccountLocked":
      return new Reasons.AccountLocked(said)
    case "AccessDenied":
      return new Reasons.AccessDenied(said)
    case "SubscriptionExpired":
      return new Reasons.SubscriptionExpired(said)
    case "PasswordExpired":
      return new Reasons.PasswordExpired(said)
    case "ChallengeRejected":
      return new Reasons.ChallengeRejected(said)
    case "SessionRejected":
      return new Reasons.SessionRejected(said)
    case "RateLimited":
      return new Reasons.RateLimited(said)
    case "Unavailable":
      return new Reasons.Unavailable(said)
    case "SecondFactorRequired":
      return new Reasons.SecondFactorRequired({ factor: factorKind(protocol), ...said })
    case "SecondFactorRejected":
      return new Reasons.SecondFactorRejected({ factor: factorKind(protocol), ...said })
    case "Transport":
      return new Reasons.Transport({ detail: circumstances.transport ?? describe(answer, protocol, circumstances) })
    case "VendorFailure":
      return new Reasons.VendorFailure({ ...said, code: said.code ?? "" })
    default:
      return new Reasons.UnexpectedResponse({
        ...said,
        detail:
          row?.text === undefined
            ? describe(answer, protocol, circumstances)
            : vendorText(answer.text, circumstances.secrets)
      })
  }
}

/** A header says nothing about a lockout window: sending refused secrets again needs the spec's word. */
const heedsHeader = ({ _tag, kind }: Reasons.Reason): boolean =>
  kind !== "credentials" && _tag !== "SecondFactorRejected"

const unknownReason = (answer: Answer): Reasons.ReasonTag =>
  answer.status === undefined ? "Transport" : answer.body.kind === "envelope" ? "VendorFailure" : "UnexpectedResponse"

const factorKind = (protocol: Protocol): "oneTimeKey" | "memorableWord" =>
  Object.values(protocol.logins).find((login) => login.secondFactor !== undefined)?.secondFactor?.kind ?? "oneTimeKey"

/**
 * Judges an answer; `undefined` is success. What no row knows is `VendorFailure` when the vendor's envelope says so,
 * and `UnexpectedResponse` when there is no envelope: a code is never guessed.
 */
export const judge = (compiled: Compiled, answer: Answer, circumstances: Circumstances): Failure | undefined => {
  const row = compiled.rows.find(answer)
  if (row?.row.reason === "none" || (row === undefined && answer.body.kind === "envelope" && answer.body.ok))
    return undefined
  return toFailure(compiled, answer, circumstances, row)
}

/** Judges the lack of an answer, which is a failure whatever its row says. */
export const judgeFailure = (compiled: Compiled, answer: Answer, circumstances: Circumstances): Failure => {
  const row = compiled.rows.find(answer)
  return toFailure(compiled, answer, circumstances, row?.row.reason === "none" ? undefined : row)
}

const toFailure = (
  { envelope, protocol }: Compiled,
  answer: Answer,
  circumstances: Circumstances,
  found: CompiledRow | undefined
): Failure => {
  const { guard, row } = found ?? {}
  const document = answer.body.kind === "envelope" ? answer.body.document : undefined
  const code = textAt(document, envelope.code)
  const message = envelope.message === undefined ? undefined : textAt(document, envelope.message)
  const tag = row?.reason ?? unknownReason(answer)
  const words =
    message === undefined || message === ""
      ? wordsOf(answer, row, protocol, circumstances)
      : vendorText(message, circumstances.secrets)
  const said = {
    ...(answer.status === undefined ? undefined : { status: answer.status }),
    ...(code === undefined ? undefined : { code: vendorText(code, circumstances.secrets) }),
    ...(words === "" ? undefined : { detail: words })
  }
  const bare = make(tag, answer, said, row, protocol, circumstances)
  const retryAfter = guard ?? (heedsHeader(bare) ? circumstances.retryAfter : undefined)
  const reason =
    retryAfter === undefined ? bare : make(tag, answer, { ...said, retryAfter }, row, protocol, circumstances)
  const refined =
    circumstances.refine === undefined || document === undefined
      ? Option.none<Reasons.Reason>()
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
