/** Reading the current session: in a fibre, through the service, and at the Promise edge. */
import { connect } from "@crm-auth/core/Promise"
import { Kayako } from "@crm-auth/kayako"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { createAppAuth } from "@octokit/auth-app"
import { request } from "@octokit/request"
import { memoizeIdentityProvider } from "@smithy/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { generateKeyPairSync } from "node:crypto"
import { serve } from "../server.ts"
import { interleave, type Ratio, ratio } from "./measure.ts"

const octokit = async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" }
  })
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  const server = await serve(() => ({ status: 201, json: { token: "T", expires_at, permissions: {} } }))
  const app = createAppAuth({
    appId: 1,
    privateKey,
    installationId: 7,
    request: request.defaults({ baseUrl: server.url })
  })
  await app({ type: "installation" })
  await server.close()
  return app
}

const exit = Exit.void
/** The least that an effect can be that looks at something before it answers. */
const suspended = Effect.suspend(() => exit)

const end = Date.now() + 86_400_000
/** The same, which looks at the time. */
const timed = Effect.suspend(() => (Date.now() < end ? exit : suspended))

export const reads = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const emulator = await Effect.runPromise(KayakoEmulator.make())
  const layer = Kayako.layer({
    url: emulator.url,
    username: "jane@desk.example",
    password: Redacted.make("p%ss+w")
  }).pipe(Layer.provide(emulator.layer))
  const runtime = ManagedRuntime.make(layer)
  const { session } = await runtime.runPromise(Kayako)
  await Effect.runPromise(session)
  const connection = await connect(layer)
  await connection.session()

  const app = await octokit()
  const expiration = new Date(Date.now() + 3_600_000)
  const smithy = memoizeIdentityProvider(
    async () => ({ token: "T", expiration }),
    (identity) => identity.expiration !== undefined && identity.expiration.getTime() - Date.now() < 300_000,
    (identity) => identity.expiration !== undefined
  )
  if (smithy === undefined) throw new Error("no provider was made")

  const samples = await interleave(rounds, 100_000, {
    "session in a fibre": (operations) =>
      Effect.runPromise(
        Effect.gen(function* () {
          for (let index = 0; index < operations; index++) yield* session
        })
      ),
    "session through the service": (operations) =>
      runtime.runPromise(
        Effect.gen(function* () {
          for (let index = 0; index < operations; index++) yield* (yield* Kayako).session
        })
      ),
    "a service and a suspended exit": (operations) =>
      runtime.runPromise(
        Effect.gen(function* () {
          for (let index = 0; index < operations; index++) {
            yield* Kayako
            yield* suspended
          }
        })
      ),
    "a service and a look at the time": (operations) =>
      runtime.runPromise(
        Effect.gen(function* () {
          for (let index = 0; index < operations; index++) {
            yield* Kayako
            yield* timed
          }
        })
      ),
    "session at the Promise edge": async (operations) => {
      for (let index = 0; index < operations; index++) await connection.session()
    },
    "smithy's memoised provider": async (operations) => {
      for (let index = 0; index < operations; index++) await smithy()
    },
    "octokit's cached token": async (operations) => {
      for (let index = 0; index < operations; index++) await app({ type: "installation" })
    }
  })
  await connection.close()
  await runtime.dispose()
  const smithys = "smithy's memoised provider"
  const octokits = "octokit's cached token"
  return [
    ratio("reading the session in a fibre", samples, "session in a fibre", smithys, { goal: 2 }),
    ratio("reading the session in a fibre", samples, "session in a fibre", octokits, { goal: 1 / 5 }),
    ratio("through the service each time", samples, "session through the service", smithys),
    ratio("through the service each time", samples, "session through the service", "a service and a suspended exit", {
      theirs: "Effect's own: a service, and a suspended effect",
      goal: 1.2
    }),
    ratio("through the service each time", samples, "session through the service", "a service and a look at the time", {
      theirs: "the same, and a look at the time"
    }),
    ratio("at the Promise edge", samples, "session at the Promise edge", smithys, { goal: 1.1 }),
    ratio("at the Promise edge", samples, "session at the Promise edge", octokits, { goal: 1 / 8 })
  ]
}
