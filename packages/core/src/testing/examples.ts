/**
 * Replays the examples of a vendor's spec through the operations that were generated from it.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import type { AuthError } from "../AuthError.ts"
import type { Operation } from "../Operation.ts"
import { ContractBroken } from "./contract.ts"

/**
 * An answer of a vendor, as the generator writes it down.
 *
 * @category models
 * @since 0.1.0
 */
export interface OperationExample {
  /** The operation's id. */
  readonly operation: string
  /** The example's name in the spec. */
  readonly name: string
  /** The HTTP status. */
  readonly status: number
  /** The media type. */
  readonly contentType: string
  /** The body as text. */
  readonly body: string
  /**
   * What a success decodes to.
   *
   * @default it is not compared
   */
  readonly value?: unknown
  /** The operation's input as it is encoded. */
  readonly input: { readonly [field: string]: unknown }
  /**
   * The reason of the failure; `none` for a success.
   *
   * @default it is a success
   */
  readonly reason?: string
}

/**
 * Sends one example's input to a server that answers with the example. Run it on a `TestClock`.
 *
 * @category models
 * @since 0.1.0
 */
export type Replay = (example: OperationExample) => Effect.Effect<void, unknown>

const answering = ({ body, contentType, status }: OperationExample): HttpClient.HttpClient =>
  HttpClient.make((request) =>
    Effect.succeed(
      HttpClientResponse.fromWeb(
        request,
        new Response(status === 204 ? null : body, { status, headers: { "content-type": contentType } })
      )
    )
  )

/**
 * Makes the replay of one operation's examples, out of the schemas of its input and output.
 *
 * @category constructors
 * @since 0.1.0
 */
export const replay =
  <I, IE, A, AE = unknown>(
    operation: Operation<I, A>,
    input: Schema.Codec<I, IE>,
    output?: Schema.Codec<A, AE>
  ): Replay =>
  (example) =>
    Effect.gen(function* () {
      const given = yield* Schema.decodeUnknownEffect(input)(example.input)
      const server = { url: "https://vendor.example", session: Redacted.make("example-session") }
      const call = operation(given, server).pipe(
        Effect.provideService(HttpClient.HttpClient, answering(example)),
        Effect.exit
      )
      const fiber = yield* Effect.forkChild(call)
      yield* TestClock.adjust("1 minute")
      const exit = yield* Fiber.join(fiber)
      const wanted = example.reason === undefined || example.reason === "none" ? "success" : example.reason
      const got = outcome(exit)
      if (got !== wanted) return yield* new ContractBroken({ message: `${got} instead of ${wanted}` })
      if (output === undefined || example.value === undefined || Exit.isFailure(exit)) return
      const value = yield* Schema.decodeUnknownEffect(output)(example.value)
      if (!Equal.equals(exit.value, value)) {
        return yield* new ContractBroken({ message: "the reply is decoded to another value than its example's" })
      }
    })

/**
 * An example of a spec as a test: its name, and what fails when the operation does not give what the example says.
 *
 * @category models
 * @since 0.1.0
 */
export interface ReplayedExample {
  /** The operation, the example and the HTTP status: `login: wrongPassword, 401`. */
  readonly name: string
  /** Run it on a `TestClock`. Fails with `ContractBroken`. */
  readonly run: Effect.Effect<void, unknown>
}

/**
 * Pairs each example with the replay of its operation. Generated tests use it.
 *
 * @category constructors
 * @since 0.1.0
 */
export const replayAll = (
  examples: ReadonlyArray<OperationExample>,
  replays: { readonly [operation: string]: Replay }
): ReadonlyArray<ReplayedExample> =>
  examples.map((example) => ({
    name: `${example.operation}: ${example.name}, ${example.status}`,
    run:
      replays[example.operation]?.(example) ??
      Effect.fail(new ContractBroken({ message: `${example.operation} has no replay` }))
  }))

const outcome = (exit: Exit.Exit<unknown, AuthError>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
  return error === undefined ? "a defect" : error.reason._tag
}
