/** The steps that make sense against a real server, with the credentials of the environment. */
import type { CredentialField, Vendor } from "@crm-auth/core/Driver"
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Scope from "effect/Scope"
import { fieldsOf, makeManager, readFields } from "./accounts.ts"
import type { Reporter } from "./report.ts"
import { explain, expect, makeSteps } from "./steps.ts"

/** Variables are missing. The message lists all of the vendor's. */
export class MissingVariables extends Data.TaggedError("MissingVariables")<{ readonly message: string }> {}

const describe = (
  { label }: Vendor,
  absent: ReadonlyArray<CredentialField>,
  fields: ReadonlyArray<CredentialField>
): string =>
  [
    `${label} needs ${absent.map(({ variable }) => variable).join(", ")}. Its variables:`,
    ...fields.map(
      ({ label, required, variable }) => `  ${variable.padEnd(26)} ${label}${required ? "" : " (optional)"}`
    )
  ].join("\n")

/** Whether all steps that were run passed. */
export const runReal = (fixture: VendorFixture, reporter: Reporter): Effect.Effect<boolean, MissingVariables> =>
  Effect.gen(function* () {
    const { end, read, vendor } = fixture
    const fields = fieldsOf(vendor, fixture.methods[0])
    const given = yield* readFields(fields)
    const absent = fields.filter(({ name, required }) => required && given[name] === undefined)
    if (absent.length > 0) return yield* new MissingVariables({ message: describe(vendor, absent, fields) })

    // A real server counts no logins for us: every new session was one.
    const seen = new Set<string>()
    const { failed, step } = makeSteps(
      reporter,
      vendor.name,
      Effect.sync(() => seen.size)
    )
    yield* reporter.title(vendor.label)
    const scope = yield* Scope.make()
    const built = yield* Effect.exit(Scope.provide(makeManager(fixture), scope))
    if (Exit.isFailure(built)) {
      yield* step("configuration", Effect.fail(new MissingVariables({ message: explain(built.cause) })))
      return false
    }
    const manager = built.value
    const session = Effect.tap(manager.session, ({ id }) => Effect.sync(() => seen.add(id)))
    const reading = Effect.gen(function* () {
      const response = yield* read.run(manager.client)
      yield* session
      yield* expect(response.status < 400, `${read.operation}: HTTP ${response.status}`)
      return `${read.operation}: HTTP ${response.status}, ${(yield* response.text).length} characters`
    })
    yield* step(
      "login",
      Effect.map(session, ({ id }) => `session ${id}`)
    )
    yield* step("use", reading)
    yield* step("idle expiry", Effect.succeed({ skipped: "would take the server's idle time" }))
    yield* step("transparent re-login", Effect.succeed({ skipped: "needs the expiry before it" }))
    yield* step(
      "rejection and replay",
      end === undefined
        ? Effect.succeed({ skipped: "this vendor has no documented way to end a session that can be relied on" })
        : Effect.gen(function* () {
            const { value } = yield* session
            const ended = yield* Effect.exit(end(vendor.secret(value), { url: given["url"] ?? "" }))
            if (Exit.isFailure(ended)) return { skipped: `the server's logout does not work: ${explain(ended.cause)}` }
            const detail = yield* reading
            yield* expect(seen.size === 2, "the server kept accepting a session that was logged out")
            return `logged out behind the manager's back, sent once more; ${detail}`
          })
    )
    yield* step("logout", Effect.as(Scope.close(scope, Exit.void), "the scope is closed"))
    return !failed()
  }).pipe(Effect.provide(FetchHttpClient.layer))
