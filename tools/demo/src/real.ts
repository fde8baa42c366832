/** The steps that make sense against a real server, with the credentials of the environment. */
import * as Config from "effect/Config"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Scope from "effect/Scope"
import type { Reporter } from "./report.ts"
import { explain, expect, makeSteps } from "./steps.ts"
import type { VendorDemo } from "./VendorDemo.ts"

/** Variables are missing. The message lists all of the vendor's. */
export class MissingVariables extends Data.TaggedError("MissingVariables")<{ readonly message: string }> {}

const isMissing = (name: string): Effect.Effect<boolean> =>
  Effect.matchEager(Config.NonEmptyString(name), { onFailure: () => true, onSuccess: () => false })

const missing = (demo: VendorDemo) =>
  Effect.filter(demo.variables, ({ name, optional }) => (optional ? Effect.succeed(false) : isMissing(name)))

const describe = (demo: VendorDemo, absent: ReadonlyArray<{ readonly name: string }>): string =>
  [
    `${demo.title} needs ${absent.map(({ name }) => name).join(", ")}. Its variables:`,
    ...demo.variables.map(
      ({ meaning, name, optional }) => `  ${name.padEnd(26)} ${meaning}${optional ? " (optional)" : ""}`
    )
  ].join("\n")

/** Whether all steps that were run passed. */
export const runReal = (demo: VendorDemo, reporter: Reporter): Effect.Effect<boolean, MissingVariables> =>
  Effect.gen(function* () {
    const absent = yield* missing(demo)
    if (absent.length > 0) return yield* new MissingVariables({ message: describe(demo, absent) })

    // A real server counts no logins for us: every new session was one.
    const seen = new Set<string>()
    const { failed, step } = makeSteps(
      reporter,
      demo.name,
      Effect.sync(() => seen.size)
    )
    yield* reporter.title(demo.title)
    const scope = yield* Scope.make()
    const built = yield* Effect.exit(Scope.provide(demo.manager, scope))
    if (Exit.isFailure(built)) {
      yield* step("configuration", Effect.fail(new MissingVariables({ message: explain(built.cause) })))
      return false
    }
    const manager = built.value
    const session = Effect.tap(manager.session, ({ id }) => Effect.sync(() => seen.add(id)))
    const read = Effect.gen(function* () {
      const response = yield* demo.read.run(manager.client)
      yield* session
      yield* expect(response.status < 400, `${demo.read.operation}: HTTP ${response.status}`)
      return `${demo.read.operation}: HTTP ${response.status}, ${(yield* response.text).length} characters`
    })

    yield* step(
      "login",
      Effect.map(session, ({ id }) => `session ${id}`)
    )
    yield* step("use", read)
    yield* step("idle expiry", Effect.succeed({ skipped: "would take the server's idle time" }))
    yield* step("transparent re-login", Effect.succeed({ skipped: "needs the expiry before it" }))
    const end = demo.end
    yield* step(
      "rejection and replay",
      end === undefined
        ? Effect.succeed({ skipped: "this vendor has no documented way to end a session that can be relied on" })
        : Effect.gen(function* () {
            const { value } = yield* session
            const url = yield* demo.url
            if (url === undefined) return { skipped: "needs the server's address in the environment" }
            const ended = yield* Effect.exit(end(demo.vendor.secret(value), { url }))
            if (Exit.isFailure(ended)) return { skipped: `the server's logout does not work: ${explain(ended.cause)}` }
            const detail = yield* read
            yield* expect(seen.size === 2, "the server kept accepting a session that was logged out")
            return `logged out behind the manager's back, sent once more; ${detail}`
          })
    )
    yield* step("logout", Effect.as(Scope.close(scope, Exit.void), "the scope is closed"))
    return !failed()
  }).pipe(Effect.provide(FetchHttpClient.layer))
