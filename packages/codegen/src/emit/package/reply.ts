/** Writes `reply.ts`: what reads replies to requests of the application's own. */
import type { Spec } from "../../read/spec.ts"
import { doc, header } from "../text.ts"
import type { PackageNames } from "./names.ts"

export const replyModule = (spec: Spec, { label }: PackageNames): string => {
  const isXml = spec.crm.envelope.body === "xml"
  const read = isXml ? "protocol, (text) => parseReply(text, true)" : "protocol"
  return [
    header(spec.file),
    doc([`Reads replies of ${label} to requests of your own.`], ["@since 0.1.0"]),
    `import type { AuthError } from "@crm-auth/core"`,
    `import { replyFilter } from "@crm-auth/core/Driver"`,
    `import type * as Effect from "effect/Effect"`,
    `import type * as HttpClientError from "effect/http/HttpClientError"`,
    `import type * as HttpClientResponse from "effect/http/HttpClientResponse"`,
    `import { ${isXml ? "parseReply, " : ""}protocol } from "./generated/session.ts"\n`,
    doc(
      [
        "Hands on a response whose reply is a success, as `filterStatusOk` of Effect does for HTTP statuses. A refusal, whatever its HTTP status, fails with an `AuthError` whose reason says what it means: the server's own code and message are its `code` and `detail`."
      ],
      ["@category filters", "@since 0.1.0"]
    ),
    `export const filterReplyOk: (response: HttpClientResponse.HttpClientResponse) => ` +
      `Effect.Effect<HttpClientResponse.HttpClientResponse, AuthError | HttpClientError.HttpClientError> = /*#__PURE__*/ replyFilter(${read})\n`
  ].join("\n")
}
