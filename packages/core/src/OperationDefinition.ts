/**
 * An operation of a vendor as data.
 *
 * @since 0.1.0
 */
import type * as Schema from "effect/Schema"

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
  /** The encoded fields that are sent in the path. */
  readonly path?: ReadonlyArray<string>
  /** The encoded fields that are sent in the query. */
  readonly query?: ReadonlyArray<string>
  /** The encoded fields that are sent in the form; an object or list among them is sent as JSON. */
  readonly form?: ReadonlyArray<string>
  /** The encoded fields that are sent in the JSON body. */
  readonly json?: ReadonlyArray<string>
  /** What is always sent. */
  readonly constants?: {
    readonly query?: { readonly [name: string]: string }
    readonly form?: { readonly [name: string]: string }
    readonly json?: { readonly [name: string]: string | number | boolean }
  }
  /** The field that goes out as the user of HTTP Basic, with an empty password. */
  readonly basic?: string
  /** Whether the session is put where the protocol says. */
  readonly session?: true
  /** The schema of the reply. Without it the result is `void`. */
  readonly output?: Schema.Codec<A, AE>
  /** Reads a reply that is not JSON. */
  readonly parse?: (text: string) => unknown
}
