/** Every row of every error table is answered on demand, and means the reason that the spec gives it. */
import type { Operation } from "@crm-auth/core/Driver"
import { assert, describe, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { derivedServer, generatedOf, type Pair, pairs } from "../src/derived.ts"

/** Roles of rows, as operations. */
const operationsOf = ({ spec }: Pair, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const { logins, logout, renew } = spec.protocol
  const steps = Object.entries(logins).flatMap(([id, rule]) => [...(rule.steps ?? []), id])
  const special = [
    ...steps,
    ...(logout === undefined ? [] : [logout.operation]),
    ...(renew === undefined ? [] : [renew])
  ]
  const calls = spec.operations.filter(({ id }) => !special.includes(id)).map(({ id }) => id)
  const roles: { readonly [role: string]: ReadonlyArray<string> } = {
    "@login": steps,
    "@logout": logout === undefined ? [] : [logout.operation],
    "@renew": renew === undefined ? [] : [renew],
    "@call": calls,
    "*": [...special, ...calls]
  }
  return [...new Set(names.flatMap((name) => roles[name] ?? [name]))]
}

/** The outcome of an operation with the inputs that a row asks for. */
const outcomeOf = (pair: Pair, id: string, sent: { readonly [field: string]: boolean }, url: string) =>
  Effect.gen(function* () {
    const { examples, operations, schemas } = generatedOf(pair.fixture.vendor.name)
    const example = examples.find(
      ({ input, operation }) =>
        operation === id && Object.entries(sent).every(([field, there]) => field in input === there)
    )
    const schema = schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Input`]
    if (example === undefined || !Schema.isSchema(schema)) return undefined
    // What a generated module has by name is known to this test alone.
    // oxlint-disable typescript/no-unsafe-type-assertion
    const input = yield* Schema.decodeEffect(schema as unknown as Schema.Codec<unknown, unknown>)(example.input)
    const call = (operations[id] as Operation<unknown, unknown>)(input, { url, session: Redacted.make("s-1") })
    // oxlint-enable typescript/no-unsafe-type-assertion
    const fiber = yield* Effect.forkChild(Effect.exit(call))
    yield* TestClock.adjust("10 minutes")
    const exit = yield* Fiber.join(fiber)
    if (Exit.isSuccess(exit)) return "none"
    const error = exit.cause.reasons.find(Cause.isFailReason)?.error
    return error?.reason._tag ?? "a defect"
  })

for (const pair of pairs) {
  describe(`${pair.fixture.vendor.name}'s rows`, () => {
    for (const [row, { credential, operation, reason, sent = {} }] of pair.spec.protocol.errors.entries()) {
      // A row about ready-made credentials needs a request that carries them.
      if (credential !== undefined) continue
      it.effect(`${row}: ${operation.join(", ")} means ${reason}`, () =>
        Effect.gen(function* () {
          const server = yield* derivedServer(pair)
          const outcomes: Array<string> = []
          for (const id of operationsOf(pair, operation)) {
            // Rows of a role may be behind others of one operation.
            if (Exit.isFailure(yield* Effect.exit(server.refuse(id, { row }, Infinity)))) continue
            const outcome = yield* Effect.provide(outcomeOf(pair, id, sent, server.url), server.layer)
            // An operation that decodes its reply has nothing to decode, where the application's own request is done.
            const isDone = reason === "none" && operation.includes("@call") && outcome === "UnexpectedResponse"
            if (outcome !== undefined) outcomes.push(isDone ? "none" : outcome)
            yield* server.clearFaults()
          }
          assert.deepStrictEqual([...new Set(outcomes)], [reason])
        })
      )
    }
  })
}
