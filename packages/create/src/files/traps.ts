/** The traps of a vendor of this workspace: a numbered page, and a test for each number. */
import type { VendorSpec } from "./read.ts"

export const trapsFile = ({ names: { label, npm, vendor } }: VendorSpec): string => `# Traps of ${label}

What breaks clients of ${label}, and what \`${npm}\` does about it. Each number is in the name of the tests that hold it, in \`packages/${vendor}/test\`.

- **T01** Callers that log in at once multiply logins. They share one.
- **T02** A refused login that is repeated may lock the account. It is sent once, and every later caller gets the same error until the credentials change.
- **T03** A session may end before its time. The next call logs in once more, and a request that may be repeated is sent again.
`

export const trapsTest = ({ names: { label } }: VendorSpec): string => `// The traps of ${label}: see TRAPS.md.
import { fixtureManager } from "@crm-auth/core/testing"
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { fixture } from "../src/testing/index.ts"

const [method] = fixture.methods

it.effect("T01 callers that log in at once share one login", () =>
  Effect.gen(function* () {
    const server = yield* fixture.emulator()
    const manager = yield* Effect.provide(fixtureManager(fixture, method, server), server.layer)
    yield* Effect.all(Array.from({ length: 20 }, () => manager.session), { concurrency: "unbounded" })
    assert.strictEqual(yield* server.attempts, 1)
  })
)

it.effect("T02 a refused login is sent once", () =>
  Effect.gen(function* () {
    const server = yield* fixture.emulator()
    const manager = yield* Effect.provide(fixtureManager(fixture, method, server, "wrong"), server.layer)
    const tags: Array<string> = []
    for (let caller = 0; caller < 3; caller++) tags.push((yield* Effect.flip(manager.session)).reason._tag)
    assert.deepStrictEqual(tags, ["InvalidCredentials", "InvalidCredentials", "InvalidCredentials"])
    assert.strictEqual(yield* server.attempts, method.attempts)
  })
)

it.effect("T03 a session that has ended early is replaced, and the request is sent again", () =>
  Effect.gen(function* () {
    const server = yield* fixture.emulator()
    const { client } = yield* Effect.provide(fixtureManager(fixture, method, server), server.layer)
    yield* fixture.read.run(client)
    yield* server.expireSessions
    assert.strictEqual((yield* fixture.read.run(client)).status, 200)
    assert.strictEqual(yield* server.logins, 2)
  })
)
`
