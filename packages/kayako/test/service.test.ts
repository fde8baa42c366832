import type { Fault } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { KayakoEmulator, type KayakoEmulatorOptions, KayakoFault } from "../src/testing/index.ts"
import { infoRoute } from "./fixtures/desk.ts"
import { manage, outcome, readInfo, readTickets, requestsOf } from "./fixtures/manager.ts"

const jane = "jane@desk.example"
const account = { username: jane, password: "p%ss+w", staffid: "7" }
const truncated: Fault = { kind: "truncate", bytes: 40 }
const dropped: Fault = { kind: "drop" }

interface Case {
  readonly options?: KayakoEmulatorOptions
  readonly happens?: (desk: KayakoEmulator) => Effect.Effect<void>
  readonly fault?: Fault
  readonly username?: string
  readonly gives: string
}

const logins: { readonly [name: string]: Case } = {
  "an unknown name": { username: "nobody", gives: "InvalidCredentials" },
  "a changed password": { happens: (desk) => desk.change(jane, { password: "new" }), gives: "InvalidCredentials" },
  "a disabled member of staff": {
    options: { accounts: [{ ...account, enabled: false }] },
    gives: "InvalidCredentials"
  },
  "one who is gone": { happens: (desk) => desk.remove(jane), gives: "InvalidCredentials" },
  "an address that is not allowed": {
    options: { accounts: [{ ...account, addresses: ["10."] }] },
    gives: "InvalidCredentials"
  },
  "a locked account": {
    options: { lockout: { retries: 0 } },
    happens: (desk) => desk.failElsewhere(jane),
    gives: "InvalidCredentials"
  },
  "a session that was not created": { fault: KayakoFault.sessionNotCreated, gives: "InvalidCredentials" },
  "a second factor": {
    options: { accounts: [{ ...account, twoFactorKey: "1" }] },
    gives: "SecondFactorRequired"
  },
  "an unknown status": { fault: KayakoFault.status("7", "New."), gives: "VendorFailure" },
  "an empty status": { fault: KayakoFault.emptyStatus, gives: "VendorFailure" },
  "no status": { fault: KayakoFault.withoutStatus, gives: "VendorFailure" },
  "two statuses": { fault: KayakoFault.doubledStatus, gives: "VendorFailure" },
  "success without a session": { fault: KayakoFault.withoutSessionId, gives: "UnexpectedResponse" },
  "an exception": { fault: KayakoFault.exception, gives: "UnexpectedResponse" },
  "an error of PHP": { fault: KayakoFault.phpError, gives: "UnexpectedResponse" },
  "a broken installation": { fault: KayakoFault.loaderError, gives: "UnexpectedResponse" },
  "another interface": { fault: KayakoFault.otherRoot, gives: "UnexpectedResponse" },
  "a page": { fault: KayakoFault.page, gives: "UnexpectedResponse" },
  "an empty body": { fault: KayakoFault.empty, gives: "UnexpectedResponse" },
  "a body cut short": { fault: truncated, gives: "UnexpectedResponse" },
  "a redirect": { fault: KayakoFault.redirect("https://desk.example/"), gives: "UnexpectedResponse" },
  "HTTP 500": { fault: KayakoFault.serverError, gives: "Unavailable" },
  "HTTP 502": { fault: KayakoFault.badGateway, gives: "Unavailable" },
  "HTTP 503": { fault: KayakoFault.unavailable, gives: "Unavailable" },
  "HTTP 429": { fault: KayakoFault.rateLimited(30), gives: "RateLimited" },
  "a lost connection": { fault: dropped, gives: "Transport" }
}

describe("what a login fails with, tried once", () => {
  for (const [name, { fault, gives, happens, options, username }] of Object.entries(logins)) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const desk = yield* KayakoEmulator.make(options)
        if (happens !== undefined) yield* happens(desk)
        if (fault !== undefined) yield* desk.fault("login", fault)
        const kayako = yield* manage(desk, username === undefined ? {} : { username })
        assert.strictEqual(yield* outcome(kayako.session), gives)
        assert.strictEqual(yield* desk.attempts, 1)
      })
    )
  }
})

const refusals: { readonly [name: string]: (desk: KayakoEmulator) => Effect.Effect<void> } = {
  "an expired session": ({ expireSessions }) => expireSessions,
  "a session that an administrator ended": (desk) => desk.endSessions(jane),
  "a session of another network": (desk) => desk.moveTo("198.51.100.7")
}

describe("a refused session is replaced once", () => {
  for (const [name, happens] of Object.entries(refusals)) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const desk = yield* KayakoEmulator.make({ bindAddress: true })
        const kayako = yield* manage(desk)
        yield* readInfo(kayako)
        yield* happens(desk)
        assert.strictEqual(yield* outcome(readInfo(kayako)), "success")
        assert.strictEqual(yield* desk.logins, 2)
      })
    )
  }

  it.effect("a member of staff who is gone", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      yield* readInfo(kayako)
      yield* desk.remove(jane)
      assert.strictEqual(yield* outcome(readInfo(kayako)), "InvalidCredentials")
      assert.strictEqual(yield* desk.attempts, 2)
    })
  )
})

describe("what else a call is answered is the application's, and no login is made for it", () => {
  const calls: { readonly [name: string]: Pick<Case, "fault" | "happens"> & { readonly text: string } } = {
    "no permission": { happens: (desk) => desk.change(jane, { mayReadTickets: false }), text: "Not allowed." },
    "a failed list": { fault: KayakoFault.status("0", "Tickets not listed."), text: "Tickets not listed." },
    "a failed list of a late build": { fault: KayakoFault.emptyStatus, text: "<status />" },
    "text after a success": { fault: KayakoFault.exceptionAfterSuccess, text: "Uncaught Exception" },
    "an exception": { fault: KayakoFault.exception, text: "Uncaught Exception" },
    "a page": { fault: KayakoFault.page, text: "maintenance" },
    "HTTP 503": { fault: KayakoFault.unavailable, text: "503" },
    "HTTP 429": { fault: KayakoFault.rateLimited(), text: "429" }
  }
  for (const [name, { fault, happens, text }] of Object.entries(calls)) {
    it.effect(name, () =>
      Effect.gen(function* () {
        const desk = yield* KayakoEmulator.make()
        const kayako = yield* manage(desk)
        yield* kayako.session
        if (happens !== undefined) yield* happens(desk)
        if (fault !== undefined) yield* desk.fault("retrieveTickets", fault)
        assert.include(yield* Effect.flatMap(readTickets(kayako), (response) => response.text), text)
        assert.strictEqual(yield* desk.logins, 1)
        assert.strictEqual((yield* requestsOf(desk, "retrieveTickets")).length, 1)
      })
    )
  }

  it.effect("characters that no route has are answered 400", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make()
      const kayako = yield* manage(desk)
      assert.strictEqual((yield* kayako.client.post(`${infoRoute};`)).status, 400)
      assert.strictEqual(yield* desk.logins, 1)
    })
  )
})

describe("the lifetime", () => {
  it.effect("is the desk's own, counted from the last use", () =>
    Effect.gen(function* () {
      const desk = yield* KayakoEmulator.make({ sessionTimeout: "10 minutes" })
      const kayako = yield* manage(desk)
      for (let use = 0; use < 10; use++) {
        yield* readInfo(kayako)
        yield* TestClock.adjust("9 minutes")
      }
      assert.strictEqual(yield* desk.logins, 1)
      yield* TestClock.adjust("1 minute")
      yield* readInfo(kayako)
      // The old session was not tried again.
      assert.strictEqual(yield* desk.logins, 2)
      assert.strictEqual((yield* requestsOf(desk, "getInfo")).length, 11)
    })
  )

  it.effect("is known to the desk alone when a login tells no usable one", () =>
    Effect.gen(function* () {
      for (const timeout of ["absent", "unusable"] as const) {
        const desk = yield* KayakoEmulator.make({ sessionTimeout: "10 minutes", dialect: { timeout } })
        const kayako = yield* manage(desk)
        yield* readInfo(kayako)
        yield* TestClock.adjust("1 hour")
        yield* readInfo(kayako)
        assert.strictEqual(yield* desk.logins, 2)
        assert.strictEqual((yield* requestsOf(desk, "getInfo")).length, 3)
      }
    })
  )
})
