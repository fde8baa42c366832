/** Our own column: every situation with every vendor, each on its emulator. */
import { fifty } from "@crm-auth/sharing/fifty"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { quiet } from "../quiet.ts"
import { versionOf } from "../peers/version.ts"
import { shown } from "../scoreboard/printing.ts"
import { type Cell, type Contestant, keys, type Situation } from "../scoreboard/situations.ts"
import { withServer } from "../server.ts"
import { agreed } from "./agreed.ts"
import { managerAt, stage } from "./stage.ts"
import type { OurVendor } from "./vendors.ts"

type Measure = (vendor: OurVendor) => Effect.Effect<Cell, unknown, Scope.Scope>

const many = <A, E>(count: number, effect: Effect.Effect<A, E>) =>
  Effect.forEach(Array.from({ length: count }), () => effect, { concurrency: "unbounded" })

const callers: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    yield* many(200, manager.session)
    return String(yield* at.emulator.logins)
  })

const badCredentials: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at, "wrong")
    for (let index = 0; index < 20; index++) yield* Effect.exit(manager.session)
    const attempts = yield* at.emulator.attempts
    return String(attempts / vendor.attempts)
  })

const interrupted: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    yield* at.emulator.fault("*", { kind: "delay", duration: "200 millis" })
    const first = yield* Effect.forkChild(manager.session, { startImmediately: true })
    const others = yield* Effect.forkChild(many(9, Effect.exit(manager.session)), { startImmediately: true })
    yield* Effect.sleep("50 millis")
    yield* Fiber.interrupt(first)
    const exits = yield* Fiber.join(others)
    return String(exits.filter(Exit.isFailure).length)
  })

const twoHosts: Measure = (vendor) =>
  Effect.gen(function* () {
    const [a, b] = [yield* stage(vendor), yield* stage(vendor)]
    const [here, there] = [yield* managerAt(vendor, a), yield* managerAt(vendor, b)]
    const sessions = yield* Effect.all([here.session, there.session], { concurrency: 2 })
    yield* Effect.all([vendor.read(here.client), vendor.read(there.client)])
    const logins = (yield* a.emulator.logins) + (yield* b.emulator.logins)
    return sessions[0] !== sessions[1] && logins === 2 ? "never" : "host B gets host A's"
  })

/** Only CRM.COM says when a session ends, so only there a renewal starts without a caller. */
const nearTheEnd = (vendor: OurVendor, down: boolean) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    const old = yield* manager.session
    // Kept from idling out, and out of the window in which it would be renewed, until the last minutes of its two hours.
    for (let quarter = 0; quarter < 5; quarter++) {
      yield* TestClock.adjust("22 minutes")
      yield* Effect.exit(vendor.read(manager.client))
    }
    yield* TestClock.adjust("8 minutes")
    at.mood.down = down
    return { at, manager, old }
  })

const softAndForced: Measure = (vendor) =>
  Effect.gen(function* () {
    const { at, manager } = yield* nearTheEnd(vendor, false)
    const before = yield* at.emulator.logins
    yield* Effect.all([manager.session, manager.renew], { concurrency: 2 })
    return String((yield* at.emulator.logins) - before)
  }).pipe(Effect.provide(TestClock.layer()))

const lateRejections: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    yield* manager.session
    const before = yield* at.emulator.logins
    yield* at.emulator.expireSessions
    yield* many(100, vendor.read(manager.client))
    return String((yield* at.emulator.logins) - before)
  })

const rejectsAll: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    yield* manager.session
    const before = yield* at.emulator.logins
    at.mood.rejecting = true
    yield* Effect.exit(vendor.read(manager.client))
    return String((yield* at.emulator.logins) - before)
  })

const downBehind: Measure = (vendor) =>
  Effect.gen(function* () {
    const { manager, old } = yield* nearTheEnd(vendor, true)
    let unhandled = 0
    const count = () => void unhandled++
    process.prependListener("unhandledRejection", count)
    const served = yield* Effect.exit(manager.session)
    yield* TestClock.adjust("30 seconds")
    yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    process.removeListener("unhandledRejection", count)
    const session = Exit.isSuccess(served) && served.value === old ? "the old session serves" : "the call fails"
    return unhandled > 0 ? `${session}; unhandled rejection` : session
  }).pipe(Effect.provide(TestClock.layer()))

const printed: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at, "wrong")
    const exit = yield* Effect.exit(manager.session)
    const error = Exit.isFailure(exit) ? exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error : undefined
    const secrets = {
      ...Object.fromEntries(vendor.secrets.map((secret, index) => [`secret ${index + 1}`, secret])),
      "session or hash": "5f0c1d2e3a4b6"
    }
    return [exit, error, manager].map((value) => shown(value, secrets)).find((found) => found !== "none") ?? "none"
  })

const downPastEnd: Measure = (vendor) =>
  Effect.gen(function* () {
    const at = yield* stage(vendor)
    const manager = yield* managerAt(vendor, at)
    at.mood.down = true
    const firsts = new Set<string>()
    for (let index = 0; index < 20; index++) {
      const before = at.server.asked.length
      yield* Effect.exit(manager.session)
      if (at.server.asked.length > before) firsts.add(String(index))
    }
    return String(firsts.size)
  })

const redirected: Measure = (vendor) =>
  Effect.promise(() =>
    withServer(
      () => ({ json: {} }),
      (elsewhere) =>
        Effect.runPromise(
          quiet(
            Effect.scoped(
              Effect.gen(function* () {
                const at = yield* stage(vendor)
                const manager = yield* managerAt(vendor, at)
                yield* vendor.read(manager.client)
                at.mood.redirect = elsewhere.url
                yield* Effect.exit(vendor.read(manager.client))
                const fresh = yield* managerAt(vendor, at)
                yield* Effect.exit(fresh.session)
                return elsewhere.asked.length === 0 ? "never" : String(elsewhere.asked.length)
              })
            )
          )
        )
    )
  )

/** One vendor serves: the store knows no difference. */
const processes: Measure = () =>
  Effect.map(Effect.promise(fifty), ({ logins, problems }) =>
    problems.length === 0 ? String(logins) : problems.join("; ")
  )

const measures: { readonly [S in Situation]: { readonly measure: Measure; readonly only?: string } } = {
  callers: { measure: callers },
  badCredentials: { measure: badCredentials },
  interrupted: { measure: interrupted },
  twoHosts: { measure: twoHosts },
  softAndForced: { measure: softAndForced, only: "crmcom" },
  lateRejections: { measure: lateRejections },
  rejectsAll: { measure: rejectsAll },
  downBehind: { measure: downBehind, only: "crmcom" },
  printed: { measure: printed },
  downPastEnd: { measure: downPastEnd },
  redirected: { measure: redirected },
  processes: { measure: processes, only: "kayako" }
}

const cell = (situation: Situation): Promise<Cell> => {
  const { measure, only } = measures[situation]
  return agreed(only, (vendor) => Effect.runPromise(quiet(Effect.scoped(measure(vendor)))))
}

export const ours: Contestant = {
  name: "@crm-auth",
  version: versionOf("@crm-auth/core"),
  cells: Object.fromEntries(keys.map((situation) => [situation, () => cell(situation)])),
  why: {}
}
