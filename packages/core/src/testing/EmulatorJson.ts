/**
 * JSON in and out of an emulated server.
 *
 * @since 0.1.0
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { EmulatorReply, EmulatorRequest } from "./Emulator.ts"

/**
 * Answers with JSON. An object's keys are sent in the order they were written in.
 *
 * @category replies
 * @since 0.1.0
 */
export const jsonReply = (status: number, value: Schema.Json, headers?: EmulatorReply["headers"]): EmulatorReply => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(value)
})

/**
 * Answers with a page, as a web server or gateway in front of the vendor's application does.
 *
 * @category replies
 * @since 0.1.0
 */
export const htmlReply = (status: number, title: string, headers?: EmulatorReply["headers"]): EmulatorReply => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`
})

/**
 * Whether a request says that its body is JSON.
 *
 * @category requests
 * @since 0.1.0
 */
export const saysJson = (request: EmulatorRequest): boolean =>
  /^application\/json\s*(;|$)/i.test(request.headers["content-type"] ?? "")

/**
 * Makes a reader of JSON bodies: the decoded value, or `undefined` when the body is no JSON of that shape. Unknown
 * keys are dropped, or refused with `excess: "refuse"`.
 *
 * @category requests
 * @since 0.1.0
 */
export const jsonBody = <A, E>(schema: Schema.Codec<A, E>, options?: { readonly excess?: "drop" | "refuse" }) => {
  const decode = Schema.decodeUnknownOption(Schema.fromJsonString(schema), {
    onExcessProperty: options?.excess === "refuse" ? "error" : "ignore"
  })
  return (request: EmulatorRequest): A | undefined => Option.getOrUndefined(decode(request.body))
}
