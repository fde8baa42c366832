/** An emulator derived from a spec in which each part of a login is made in another way. */
import { firstJson, jsonFieldPlace, limits, placeWhen, type Protocol, queryPlace } from "@crm-auth/core/Driver"
import {
  type DerivedEmulatorOptions,
  emulatorFromSpec,
  type EmulatorOperation,
  type EmulatorSpec
} from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { hash, hmac, oneTimePassword, fromBase32, written } from "../../src/testing/derived/hashes.ts"

const protocol: Protocol = {
  vendor: "ledger",
  server: { path: "/rest", strip: [] },
  userAgent: "pinned",
  releases: [],
  envelope: { body: "json", parse: firstJson, ok: [{ at: "/ok", is: true }], code: "/code" },
  logins: {
    login: {
      steps: ["ask"],
      session: ["/id"],
      origin: "/instance",
      lifetime: limits({ idle: ["PT10M"], absolute: [{ at: "/ends", minus: "/now", unit: "s" }], slides: "okReply" })
    }
  },
  tokens: {},
  logout: { operation: "logout" },
  place: [
    placeWhen({ method: ["GET"] }, queryPlace("sid")),
    placeWhen({ method: ["POST"] }, jsonFieldPlace("args", "/0"))
  ],
  errors: [
    { operation: ["login"], code: ["BAD"], reason: "InvalidCredentials", retry: "never" },
    { operation: ["login"], code: ["LATE"], reason: "ChallengeRejected", retry: "freshChallenge" },
    { operation: ["login"], code: ["OTP"], sent: { otp: false }, reason: "SecondFactorRequired", retry: "never" },
    { operation: ["login"], code: ["OTP"], sent: { otp: true }, reason: "SecondFactorRejected", retry: "never" },
    { operation: ["@logout"], code: ["GONE"], reason: "none", retry: "never" },
    { operation: ["@call"], code: ["GONE"], reason: "SessionRejected", retry: "never", rejectedBeforeWork: true }
  ],
  safe: [],
  redact: []
}

const text = { type: "string" } as const

const example = (body: object, reason?: string) => ({
  name: reason ?? "good",
  status: 200,
  mediaType: "application/json",
  body: JSON.stringify(body),
  sent: [],
  ...(reason === undefined ? undefined : { reason })
})

const base: Omit<EmulatorOperation, "id" | "target" | "examples"> = {
  method: "POST",
  session: false,
  body: "form",
  inputs: [],
  constants: []
}

const input = (name: string, required = true) => ({ name, in: "form" as const, required, schema: text })

const spec: EmulatorSpec = {
  protocol,
  operations: [
    {
      ...base,
      id: "ask",
      target: "/ask",
      inputs: [input("user")],
      examples: [example({ ok: true, nonce: "abcdef0123456789", places: [2, 1] })]
    },
    {
      ...base,
      id: "login",
      target: "/login",
      inputs: [
        input("user"),
        input("answer"),
        input("signature"),
        input("time"),
        input("code"),
        { ...input("letters"), json: true, schema: { type: "array" } },
        input("otp", false)
      ],
      examples: [
        example({ ok: true, id: "s-0", instance: "https://other.example", now: 1000, ends: 4600 }),
        example({ ok: false, code: "OTP" }, "SecondFactorRequired")
      ]
    },
    {
      ...base,
      id: "list",
      method: "GET",
      target: "/books/{book}",
      body: "none",
      session: true,
      inputs: [{ name: "book", in: "path", required: true, schema: { type: "integer" } }],
      examples: [example({ ok: true })]
    },
    {
      ...base,
      id: "add",
      target: "/v4",
      session: true,
      inputs: [{ ...input("args", false), json: true, schema: { type: "array", items: text } }],
      constants: [{ in: "form", name: "method", value: "add" }],
      examples: [example({ ok: true })]
    },
    {
      ...base,
      id: "logout",
      target: "/v4",
      session: true,
      constants: [{ in: "form", name: "method", value: "logout" }],
      examples: [example({ ok: true })]
    }
  ],
  methods: [
    {
      id: "password",
      login: "login",
      fields: [
        { name: "user", secret: false, required: true, kind: "text" },
        { name: "password", secret: true, required: true, kind: "text" },
        { name: "seed", secret: true, required: true, kind: "text" }
      ],
      makes: {
        user: { field: "user" },
        answer: { md5: [{ reply: "ask", at: "/nonce" }, { field: "password" }], as: "upperHex" },
        signature: {
          hmac: "sha256",
          key: { field: "password" },
          of: [{ sent: "time" }, { text: ":" }, { field: "user" }]
        },
        time: { timestamp: "s" },
        code: { totp: { field: "seed" } },
        letters: {
          characters: { field: "password" },
          positions: { reply: "ask", at: "/places" },
          position: "at",
          value: "is"
        }
      },
      oneTimeKey: "otp"
    },
    {
      id: "given",
      session: true,
      fields: [{ name: "session", secret: true, required: true, kind: "text" }],
      makes: {}
    }
  ]
}

const user = "ada@ledger.example"
const password = "pässword"
const seed = "GEZDGNBVGY3TQOJQ"
const accounts = [
  { login: "password", user, password, seed },
  { login: "given", session: "made-elsewhere-1" }
]

const bytes = (value: string) => new TextEncoder().encode(value)

interface Reply {
  readonly ok?: boolean
  readonly code?: string
  readonly id?: string
  readonly instance?: string
  readonly now?: number
  readonly ends?: number
  readonly nonce?: string
  readonly places?: ReadonlyArray<number>
}

const makeClient = (options?: DerivedEmulatorOptions) =>
  Effect.map(emulatorFromSpec(spec, { accounts, ...options }), (server) => {
    const send = (
      path: string,
      form?: { readonly [name: string]: string },
      headers?: { readonly [name: string]: string }
    ) =>
      Effect.promise(async () => {
        const response = await server.handler(
          new Request(`${server.url}/rest${path}`, {
            method: form === undefined ? "GET" : "POST",
            headers: { "user-agent": "one", ...headers },
            ...(form === undefined ? undefined : { body: new URLSearchParams(form) })
          })
        )
        const body = await response.text()
        const reply: Reply = response.status === 200 ? JSON.parse(body) : {}
        return { status: response.status, body, ...reply }
      })
    const answer = Effect.fnUntraced(function* (now: number) {
      const { nonce = "", places = [] } = yield* send("/ask", { user })
      const time = String(now / 1000)
      return {
        user,
        answer: written(hash("md5", bytes(nonce + password)), "upperHex"),
        signature: written(hmac("sha256", bytes(password), bytes(`${time}:${user}`))),
        time,
        code: oneTimePassword(fromBase32(seed), Math.floor(now / 30_000), 6),
        letters: JSON.stringify(places.map((at) => ({ at, is: [...password][at - 1] })))
      }
    })
    return { server, send, answer }
  })

describe("a derived emulator", () => {
  it.effect("takes a login only if each value is made as the spec says, and uses a challenge once", () =>
    Effect.gen(function* () {
      const { answer, send, server } = yield* makeClient()
      const good = yield* answer(0)
      assert.isTrue((yield* send("/login", good)).ok)
      assert.strictEqual((yield* send("/login", good)).code, "LATE")
      for (const name of ["answer", "signature", "time", "code"] as const) {
        const form = yield* answer(0)
        const wrong = name === "time" ? "301" : `${form[name].slice(0, -1)}z`
        assert.strictEqual((yield* send("/login", { ...form, [name]: wrong })).code, "BAD", name)
      }
      const form = yield* answer(0)
      assert.strictEqual((yield* send("/login", { ...form, letters: "[]" })).code, "BAD")
      assert.strictEqual(yield* server.logins, 1)
      assert.strictEqual(yield* server.attempts, 7)
    })
  )

  it.effect("asks for different characters and makes different challenges and sessions each time", () =>
    Effect.gen(function* () {
      const { answer, send } = yield* makeClient()
      const ids = new Set<string>()
      const asked = new Set<string>()
      for (let round = 0; round < 8; round++) {
        const form = yield* answer(0)
        asked.add(form.letters)
        ids.add((yield* send("/login", form)).id ?? "")
      }
      assert.strictEqual(ids.size, 8)
      assert.isAtLeast(asked.size, 3)
    })
  )

  it.effect("tells the session's base URL, and times from its own clock", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(60_000)
      const { answer, send, server } = yield* makeClient({ url: "https://here.example/x" })
      const { ends, instance, now } = yield* send("/login", yield* answer(60_000))
      assert.deepStrictEqual({ ends, instance, now }, { ends: 3660, instance: "https://here.example/x", now: 60 })
      assert.strictEqual(Duration.toMillis(server.expiresAfter), 600_000)
    })
  )

  it.effect("sessions end by idleness and by age, and only for the agent that logged in", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(60_000)
      const { answer, send, server } = yield* makeClient()
      const { id = "" } = yield* send("/login", yield* answer(60_000))
      assert.isTrue((yield* send(`/books/1?sid=${id}`)).ok)
      assert.strictEqual((yield* send(`/books/1?sid=${id}`, undefined, { "user-agent": "other" })).code, "GONE")
      for (let minutes = 9; minutes < 60; minutes += 9) {
        yield* TestClock.adjust("9 minutes")
        assert.isTrue((yield* send(`/books/1?sid=${id}`)).ok, `${minutes} minutes`)
      }
      yield* TestClock.adjust("6 minutes")
      assert.strictEqual((yield* send(`/books/1?sid=${id}`)).code, "GONE")
      assert.strictEqual(yield* server.sessions, 0)
    })
  )

  it.effect("takes a session out of JSON in a form field, and what was made elsewhere", () =>
    Effect.gen(function* () {
      const { send, server } = yield* makeClient()
      const session = "made-elsewhere-1"
      assert.isTrue((yield* send("/v4", { method: "add", args: JSON.stringify([session, "x"]) })).ok)
      assert.strictEqual((yield* send("/v4", { method: "add", args: JSON.stringify(["x", session]) })).code, "GONE")
      assert.strictEqual((yield* send("/v4", { method: "add", args: JSON.stringify([session, 1]) })).status, 400)
      assert.strictEqual((yield* send("/v4", { method: "other" })).status, 404)
      assert.isTrue((yield* send("/v4", { method: "logout", args: JSON.stringify([session]) })).ok)
      assert.strictEqual((yield* send("/v4", { method: "logout", args: JSON.stringify([session]) })).code, "GONE")
      assert.strictEqual(yield* server.done("add"), 1)
    })
  )

  it.effect("asks for a one-time key", () =>
    Effect.gen(function* () {
      const { answer, send } = yield* makeClient({ oneTimeKey: "739205" })
      const first = yield* send("/login", yield* answer(0))
      const second = yield* send("/login", { ...(yield* answer(0)), otp: "111111" })
      const third = yield* send("/login", { ...(yield* answer(0)), otp: "739205" })
      assert.deepStrictEqual([first.code, second.code, third.ok], ["OTP", "OTP", true])
    })
  )

  it.effect("says what is wrong with a request that the spec does not describe", () =>
    Effect.gen(function* () {
      const { answer, send } = yield* makeClient()
      const { letters: _, ...form } = yield* answer(0)
      assert.include((yield* send("/login", form)).body, "login: lacks the field letters")
      assert.include((yield* send("/ask", { user, other: "1" })).body, "ask: the field other is unknown")
      assert.include((yield* send("/books/one?sid=x")).body, "list: book has another type")
      assert.include((yield* send("/ask", { user }, { cookie: "a=b" })).body, "cookies are not taken")
    })
  )

  it.effect("a password that changes counts from then on, and refusals come on demand", () =>
    Effect.gen(function* () {
      const { answer, send, server } = yield* makeClient()
      yield* server.change({ password: "another" })
      assert.strictEqual((yield* send("/login", yield* answer(0))).code, "BAD")
      yield* server.change({ password })
      yield* server.refuse("login", { row: 1 })
      assert.strictEqual((yield* send("/login", yield* answer(0))).code, "LATE")
      assert.isTrue((yield* send("/login", yield* answer(0))).ok)
      assert.strictEqual((yield* Effect.exit(server.refuse("login", "AccountLocked")))._tag, "Failure")
    })
  )
})
