/** Our own column of the daily situations: every vendor, each on its emulator. */
import * as SessionStore from "@crm-auth/core/SessionStore"
import { makeKayakoMap } from "@crm-auth/kayako"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import type { Daily } from "../alternatives/situations.ts"
import { versionOf } from "../peers/version.ts"
import { quiet } from "../quiet.ts"
import { shown } from "../scoreboard/printing.ts"
import { agreed } from "./agreed.ts"
import { managerAt, stage } from "./stage.ts"
import { type OurVendor, ourVendors } from "./vendors.ts"

type Measure = (vendor: OurVendor) => Effect.Effect<string, unknown, Scope.Scope>

/** Makes calls one after the other and counts those that fail. */
const failuresOf = <A, E>(calls: number, call: Effect.Effect<A, E>, before: (index: number) => Effect.Effect<void>) =>
  Effect.gen(function* () {
    let failed = 0
    for (let index = 0; index < calls; index++) {
      yield* before(index)
      if (Exit.isFailure(yield* Effect.exit(call))) failed++
    }
    return failed
  })

const nothing = () => Effect.void

const inARow: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const { client } = yield* managerAt(vendor, at)
    yield* failuresOf(100, vendor.read(client), nothing)
    return String(yield* at.emulator.logins)
  })

const midRun: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const { client } = yield* managerAt(vendor, at)
    return String(
      yield* failuresOf(20, vendor.read(client), (index) => (index === 5 ? at.emulator.expireSessions : Effect.void))
    )
  })

const wrongKey: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const { client } = yield* managerAt(vendor, at, "wrong")
    yield* failuresOf(20, vendor.read(client), nothing)
    const attempts = yield* at.emulator.attempts
    return attempts <= vendor.attempts ? `at most ${vendor.attempts}` : String(attempts)
  })

const leftOpen: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    yield* Effect.scoped(
      Effect.gen(function* () {
        const { client } = yield* managerAt(vendor, at)
        yield* failuresOf(100, vendor.read(client), nothing)
      })
    )
    return String(yield* at.emulator.sessions)
  })

const logged: Measure = (vendor) =>
  Effect.gen(function* () {
    const lines: Array<string> = []
    const logger = Logger.layer([Logger.map(Logger.formatJson, (line) => void lines.push(line))])
    const at = yield* stage(vendor)
    const call = Effect.flatMap(managerAt(vendor, at), ({ client, session }) =>
      Effect.andThen(vendor.read(client), session)
    )
    const session = yield* call.pipe(Effect.provide(logger), Effect.provideService(References.MinimumLogLevel, "All"))
    const secrets = Object.fromEntries(
      [...vendor.secrets, ...secretsOf(session)].map((secret, index) => [`secret ${index + 1}`, secret])
    )
    return shown(lines, secrets)
  })

const secretsOf = (value: unknown): ReadonlyArray<string> =>
  Redacted.isRedacted(value)
    ? [String(Redacted.value(value))]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(secretsOf)
      : []

/** A store whose folder can never be made. */
const brokenStore = SessionStore.layerFile({
  key: Redacted.make("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
  directory: "/dev/null/sessions"
}).pipe(Layer.provide(NodeFileSystem.layer))

const storeDown: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const { client } = yield* managerAt(vendor, at)
    return String(yield* failuresOf(20, vendor.read(client), nothing))
  }).pipe(Effect.provide(brokenStore))

const tenants: Measure = (vendor) =>
  Effect.gen(function* () {
    const [up, down] = [yield* stage(vendor), yield* stage(vendor)]
    down.mood.down = true
    const [account] = up.emulator.accounts
    const { password = "", username = "" } = account ?? {}
    const map = yield* Effect.provide(
      makeKayakoMap((tenant: number) =>
        Effect.succeed({
          url: tenant === 0 ? down.server.url : up.server.url,
          username,
          password: Redacted.make(password)
        })
      ),
      FetchHttpClient.layer
    )
    const exits = yield* Effect.forEach(
      Array.from({ length: 200 }, (_, tenant) => tenant),
      (tenant) => Effect.exit(map.session(tenant)),
      { concurrency: "unbounded" }
    )
    return String(exits.slice(1).filter(Exit.isFailure).length)
  })

const measures: { readonly [S in Daily]: { readonly measure: Measure; readonly only?: string } } = {
  inARow: { measure: inARow },
  midRun: { measure: midRun },
  wrongKey: { measure: wrongKey },
  leftOpen: { measure: leftOpen },
  logged: { measure: logged },
  storeDown: { measure: storeDown },
  tenants: { measure: tenants, only: "kayako" }
}

const cell =
  ({ measure, only }: { readonly measure: Measure; readonly only?: string }) =>
  () =>
    agreed(only, (vendor) => Effect.runPromise(quiet(Effect.scoped(measure(vendor)))))

export const ourDaily: {
  readonly name: string
  readonly version: string
  readonly cells: { readonly [S in Daily]: () => Promise<string> }
} = {
  name: "@crm-auth",
  version: versionOf("@crm-auth/core"),
  cells: {
    inARow: cell(measures.inARow),
    midRun: cell(measures.midRun),
    wrongKey: cell(measures.wrongKey),
    leftOpen: cell(measures.leftOpen),
    logged: cell(measures.logged),
    storeDown: cell(measures.storeDown),
    tenants: cell(measures.tenants)
  }
}

/** What our own column has to reach. A wrong key costs as many login requests as the vendor's challenges need. */
export const dailyGoals: { readonly [S in Daily]: string } = {
  inARow: "1",
  midRun: "0",
  wrongKey: ourVendors.map(({ attempts, name }) => `${name} at most ${attempts}`).join(", "),
  leftOpen: "0",
  logged: "none",
  storeDown: "0",
  tenants: "0"
}
