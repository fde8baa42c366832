/** Every good reply of every operation, and how to put another body in its place. */
import * as Exit from "effect/Exit"
import * as Inspectable from "effect/Inspectable"
import type { Answer } from "./answering.ts"
import { outcomeOf } from "./outcome.ts"
import type { Call, Reply } from "./Subject.ts"
import { calls } from "./subjects.ts"

export interface Case {
  readonly name: string
  readonly call: Call
  readonly reply: Reply
}

export const cases: ReadonlyArray<Case> = calls.flatMap((call) =>
  call.replies
    .filter(({ body }) => body !== "")
    .map((reply, index) => ({ call, reply, name: `${call.vendor} ${call.id} ${index + 1}` }))
)

export const isXml = ({ call }: Case): boolean => call.protocol.envelope.body === "xml"

export const withBody = ({ contentType, status }: Reply, body: string | Uint8Array<ArrayBuffer>): Answer => ({
  status,
  body,
  headers: { "content-type": contentType }
})

/** What an end shows of itself: two successes that look alike here are alike to a caller. */
export const shown = (exit: Exit.Exit<unknown, unknown>): string =>
  Exit.isSuccess(exit) ? Inspectable.toStringUnknown(exit.value) : `failure: ${outcomeOf(exit)}`
