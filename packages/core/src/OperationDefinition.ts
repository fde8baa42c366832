/**
 * An operation of a vendor as data.
 *
 * @since 0.1.0
 */
import type * as HttpBody from "effect/http/HttpBody"
import type * as Redacted from "effect/Redacted"
import type * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { InvalidConfiguration } from "./Reason.ts"

/**
 * What an operation's request is made of.
 *
 * @category models
 * @since 0.1.0
 */
export interface RequestPieces {
  /** What follows the base URL. */
  readonly target: string
  /** The headers, by their names in lower case. */
  readonly headers: { readonly [name: string]: string }
  /** The parameters of the query. */
  readonly params: ReadonlyArray<readonly [name: string, value: string | Redacted.Redacted]>
  /** The body, if there is one. */
  readonly body: HttpBody.HttpBody | undefined
}

/**
 * Adds fields of an input, as they are encoded, to a request. Names in `redact` hold secrets. Fails with
 * `InvalidConfiguration` for a value that cannot be sent there.
 *
 * @category models
 * @since 0.1.0
 */
export type RequestPart = (
  pieces: RequestPieces,
  field: (name: string) => unknown,
  redact: ReadonlySet<string>
) => Result.Result<RequestPieces, InvalidConfiguration>

/**
 * What the generator writes down about an operation.
 *
 * @category models
 * @since 0.1.0
 */
export interface OperationDefinition<I, IE, A, AE> {
  /** The operation's name in its spec. */
  readonly id: string
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  /** What follows the base URL, with `{name}` for each input in the path. */
  readonly target: string
  /** The base URL of an operation that is sent to another host than the vendor's. `Server.loginUrl` replaces it. */
  readonly origin?: string
  /** The schema of the input. */
  readonly input: Schema.Codec<I, IE>
  /** What the input's encoded fields become, in this order: `inPath`, `inQuery`, `inForm`, `inJson`, `asBasicUser`. */
  readonly parts?: ReadonlyArray<RequestPart>
  /** Whether the session is put where the protocol says. */
  readonly session?: true
  /** The schema of the reply. Without it the result is `void`. */
  readonly output?: Schema.Codec<A, AE>
  /**
   * Reads a reply.
   *
   * @default the reader of `Protocol.envelope`
   */
  readonly parse?: (text: string) => unknown
}
