/** `generated/protocol.ts`: what of the spec becomes the vendor's protocol. */
import type { Protocol } from "@crm-auth/core/Driver"
import { assert, layer } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import * as ChildProcess from "effect/process/ChildProcess"
import * as ChildProcessSpawner from "effect/process/ChildProcessSpawner"
import { crossCheck } from "../dev/crossCheck.ts"
import { generate } from "../src/generate.ts"
import { writeText } from "../src/workspace.ts"
import { fixture, repositoryOf, services, tool } from "./support.ts"

const protocolOf = Effect.fnUntraced(function* (vendor: string) {
  const path = yield* Path.Path
  const specs = { acme: yield* fixture("acme"), acmeplus: yield* fixture("acmeplus") }
  const workspace = yield* repositoryOf(`session-${vendor}`, specs)
  for (const output of yield* generate(workspace, [vendor], crossCheck)) {
    for (const file of output.files) yield* writeText(workspace, file.path, file.code)
  }
  const file = path.join(workspace.root, "packages", vendor, "src/generated/protocol.ts")
  return yield* Effect.promise(async (): Promise<Protocol> => (await import(file)).protocol)
})

layer(services)((it) => {
  it.effect("holds the server's fixed path, the operations that are safe and the names that are secret", () =>
    Effect.gen(function* () {
      const { redact, safe, server, userAgent } = yield* protocolOf("acme")
      assert.deepStrictEqual(server, { path: "/api/v2", strip: ["/api/v2", "/api"] })
      assert.deepStrictEqual(safe, ["POST /things"])
      assert.deepStrictEqual(redact, ["Authorization", "key", "otp", "password", "pin", "secret", "token"])
      assert.strictEqual(userAgent, "any")
    })
  )

  it.effect("keeps what the engine reads and leaves out what only people read", () =>
    Effect.gen(function* () {
      const { errors, logins, logout, tokens } = yield* protocolOf("acme")
      assert.deepStrictEqual(errors[0], {
        operation: ["login"],
        code: ["OTP"],
        sent: { otp: false },
        reason: "SecondFactorRequired",
        retry: "never"
      })
      const { read } = logins["login"]?.lifetime ?? {}
      assert.deepStrictEqual(read?.({}, "R2"), { absoluteTimeout: Duration.hours(2) })
      assert.deepStrictEqual(read?.({}, undefined), { idleTimeout: Duration.hours(1) })
      assert.deepStrictEqual(logins["loginWithKey"]?.lifetime, {})
      assert.deepStrictEqual(logout, { operation: "logout" })
      assert.deepInclude(tokens["static"]?.place, { in: "header", name: "Authorization", scheme: "Bearer" })
      assert.deepStrictEqual(logins["login"]?.secondFactor, { kind: "oneTimeKey" })
    })
  )

  it.effect(
    "a spec that extends another has its own rows first, then those of the other that can still be reached",
    () =>
      Effect.gen(function* () {
        const { envelope, errors } = yield* protocolOf("acmeplus")
        assert.deepStrictEqual(envelope.present, [{ at: "/ok", type: "boolean" }])
        assert.strictEqual(envelope.message, "/error/message")
        assert.deepStrictEqual(
          errors.map((row) => `${row.operation} ${row.code ?? row.status ?? row.body ?? "network"}: ${row.reason}`),
          [
            "login WRONG: AccountLocked",
            "* 429,5XX: Unavailable",
            "login OTP: SecondFactorRequired",
            "login OTP: SecondFactorRejected",
            "@login BAD,WRONG: InvalidCredentials",
            "@call DEAD: SessionRejected",
            "* empty: UnexpectedResponse",
            "* network: Transport"
          ]
        )
      })
  )

  it.effect("is the same in every language, time zone and order of environment", () =>
    Effect.gen(function* () {
      const spawner = yield* ChildProcessSpawner.ChildProcessSpawner
      const print = (env: Record<string, string>) =>
        spawner.string(ChildProcess.make(process.execPath, ["test/print.ts"], { cwd: tool, env, extendEnv: true }))
      const here = yield* print({ LANG: "C", TZ: "UTC" })
      const there = yield* print({ TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" })
      assert.isAbove(here.length, 1000)
      assert.strictEqual(there, here)
    })
  )
})
