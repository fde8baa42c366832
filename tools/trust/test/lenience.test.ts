/**
 * What the emulator of a spec takes, the hand-written one takes as well: every example of the specs is sent to both, and
 * each field of it changed in one way after another.
 *
 * Values of records are not among the changes: a derived emulator keeps none, and says so.
 */
import { SecondFactor } from "@crm-auth/core"
import type { Operation } from "@crm-auth/core/Driver"
import { type Emulator, type EmulatorOperation, fixtureManager, type FixtureMethod } from "@crm-auth/core/testing"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { derivedServer, generatedOf, type Pair, pairs } from "../src/derived.ts"
import { mutationsOf, type RawRequest } from "../src/mutations.ts"

/** A request that was sent, and the login before it. */
interface Sent {
  readonly operation: string
  readonly request: RawRequest
}

const rawOf = ({ body, headers, method, url }: RawRequest & { readonly url: URL | string }): RawRequest => ({
  method,
  url: String(url),
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "content-length")),
  body
})

/** The session in place of every secret of an input: a logout or a renewal sends it. */
const withSession = (value: unknown, session: Redacted.Redacted): unknown => {
  if (Redacted.isRedacted(value)) return session
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withSession(member, session)]))
}

/** An account, and the emulators that know it. */
interface Case {
  readonly name: string
  readonly pair: Pair
  readonly method: FixtureMethod
  readonly answer: string | undefined
  readonly hand: Effect.Effect<Emulator>
  readonly derived: Effect.Effect<Emulator>
  /** Whether the examples of all calls are sent, and not the login only. */
  readonly calls: boolean
}

const casesOf = (pair: Pair): ReadonlyArray<Case> => {
  const { fixture, spec } = pair
  const ofFixture = fixture.methods.map((method, index) => ({
    name: method.id,
    pair,
    method,
    answer: undefined,
    hand: fixture.emulator(),
    derived: derivedServer(pair),
    calls: index === 0
  }))
  // A session that was made elsewhere is one that no emulator has opened.
  const isElsewhere = (id: string): boolean => spec.methods.some((known) => known.id === id && known.session === true)
  const accounts = (fixture.accounts ?? []).flatMap(({ secondFactor, ...account }) =>
    secondFactor === "unanswered" || isElsewhere(account.method.id) ? [] : [{ ...account, answer: secondFactor }]
  )
  const ofAccounts = accounts.map(({ answer, emulator, method, name }) => {
    const login = spec.methods.find(({ id }) => id === method.id)?.login ?? ""
    const isWord = spec.protocol.logins[login]?.secondFactor?.kind === "memorableWord"
    const word = isWord && answer !== undefined ? { memorableWord: answer.right } : undefined
    return {
      name,
      pair,
      method,
      answer: answer?.right,
      hand: emulator(),
      derived: derivedServer(pair, {
        accounts: [{ login: method.id, ...method.fields, ...word }],
        oneTimeKey: isWord ? undefined : answer?.right
      }),
      calls: false
    }
  })
  return [...ofFixture, ...ofAccounts]
}

/** A request of each operation for each of its examples. */
const sendExamples = (pair: Pair, emulator: Emulator, session: Redacted.Redacted) =>
  Effect.gen(function* () {
    const { fixture, spec } = pair
    const { examples, operations, schemas } = generatedOf(fixture.vendor.name)
    const userAgent = (yield* emulator.requests)[0]?.headers["user-agent"]
    const server = { url: emulator.url, session, userAgent }
    const seen = new Set<string>()
    for (const { input, operation: id } of examples) {
      const known = spec.operations.find((one) => one.id === id)
      const needsSession = known?.session === true || known?.carries !== undefined
      const key = JSON.stringify([id, input])
      if (!needsSession || seen.has(key)) continue
      seen.add(key)
      const schema = schemas[`${id.charAt(0).toUpperCase()}${id.slice(1)}Input`]
      const operation = operations[id]
      assert.isTrue(Schema.isSchema(schema) && operation !== undefined)
      // What a generated module has by name is known to this test alone.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const made = yield* Schema.decodeEffect(schema as Schema.Codec<unknown, unknown>)(input)
      const given = withSession(made, session)
      const before = (yield* emulator.requests).length
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const call = yield* Effect.forkChild((operation as Operation<unknown, unknown>)(given, server))
      // Only the first request counts: what is tried again waits for the test clock.
      while ((yield* emulator.requests).length === before && call.pollUnsafe() === undefined) yield* Effect.yieldNow
      yield* Fiber.interrupt(call)
    }
  })

/** Logs in, and sends the examples, or makes one call where the login sends nothing. */
const record = ({ answer, calls, method, pair }: Case, server: Emulator) =>
  Effect.gen(function* () {
    const { fixture } = pair
    const manager = yield* fixtureManager(fixture, method, server)
    const session = yield* manager.session
    const login = (yield* server.requests).length
    if (calls) yield* sendExamples(pair, server, fixture.vendor.secret(session.value))
    if (login === 0) yield* fixture.read.run(manager.client)
    const all = (yield* server.requests).map((request): Sent => ({
      operation: request.operation,
      request: rawOf({ ...request, url: String(request.url) })
    }))
    return { steps: all.slice(0, login), calls: all.slice(login) }
  }).pipe(
    Effect.scoped,
    Effect.provide(server.layer),
    Effect.provideService(SecondFactor, {
      answer: () => Effect.succeed(answer === undefined ? Option.none() : Option.some(Redacted.make(answer)))
    })
  )

const send = (server: Emulator, { body, headers, method, url }: RawRequest) =>
  Effect.promise(() =>
    server
      .handler(new Request(url, { method, headers, ...(body === "" ? undefined : { body }) }))
      .then((response) => response.text().then((text) => ({ status: response.status, text })))
  )

/** Whether the vendor's envelope says that it went well. */
const isGood = ({ spec }: Pair, { status, text }: { readonly status: number; readonly text: string }): boolean => {
  const { ok = [], success, body } = spec.protocol.envelope
  if (success !== undefined || status >= 300) return status < 300
  return ok.every(({ at, is }) => {
    const names = at.slice(1).split("/")
    if (body === "xml") {
      const [, value] = new RegExp(`<${names.at(-1)}>(?:<!\\[CDATA\\[)?([^<\\]]*)`).exec(text) ?? []
      return value === is
    }
    const start = text.indexOf("{")
    if (start < 0) return false
    const document: unknown = JSON.parse(text.slice(start))
    return names.reduce<unknown>((value, name) => Reflect.get(Object(value), name), document) === is
  })
}

/** The fields whose values a server knows: credentials, sessions and what is always the same. */
const knownFields = ({ spec }: Pair): ReadonlySet<string> => {
  const named = (operation: EmulatorOperation) => [
    ...operation.constants.map(({ name }) => name),
    ...(operation.carries === undefined ? [] : [operation.carries])
  ]
  return new Set([
    ...spec.operations.flatMap(named),
    ...spec.protocol.place.map(({ name }) => name),
    ...spec.methods.flatMap(({ makes }) => Object.keys(makes))
  ])
}

/** Whether a server takes a request after others. */
const takes = Effect.fnUntraced(function* (
  pair: Pair,
  make: Effect.Effect<Emulator>,
  before: ReadonlyArray<Sent>,
  request: RawRequest
) {
  const server = yield* make
  for (const one of before) yield* send(server, one.request)
  return isGood(pair, yield* send(server, request))
})

/** Compares both emulators on the changes of one request; gives what only the derived one takes. */
const compare = Effect.fnUntraced(function* (
  { derived, hand, pair }: Case,
  one: { readonly hand: Sent; readonly derived: Sent },
  before: { readonly hand: ReadonlyArray<Sent>; readonly derived: ReadonlyArray<Sent> }
) {
  const known = knownFields(pair)
  const isKnown = (name: string): boolean => known.has(name)
  const byHand = new Map(mutationsOf(one.hand.request, isKnown).map((made) => [made.name, made.request]))
  const lenient: Array<string> = []
  let refused = 0
  for (const { name, request } of mutationsOf(one.derived.request, isKnown)) {
    const same = byHand.get(name)
    assert.isDefined(same, `${one.hand.operation} ${name}`)
    if (!(yield* takes(pair, derived, before.derived, request))) refused++
    else if (!(yield* takes(pair, hand, before.hand, same))) {
      lenient.push(`${one.hand.operation}: ${name}: ${request.method} ${request.url} ${request.body}`)
    }
  }
  return { lenient, refused }
})

for (const pair of pairs) {
  describe(`${pair.fixture.vendor.name}: the derived emulator is no more lenient`, () => {
    for (const one of casesOf(pair)) {
      it.effect(one.name, () =>
        Effect.gen(function* () {
          const hand = yield* record(one, yield* one.hand)
          const derived = yield* record(one, yield* one.derived)
          const names = (sent: ReadonlyArray<Sent>) => sent.map(({ operation }) => operation)
          assert.deepStrictEqual(names(derived.steps), names(hand.steps))
          assert.deepStrictEqual(names(derived.calls), names(hand.calls))
          if (one.calls) assert.isAtLeast(hand.calls.length, 2)
          const lenient: Array<string> = []
          let refused = 0
          const all = [...hand.steps, ...hand.calls]
          for (const [index, sent] of all.entries()) {
            const other = [...derived.steps, ...derived.calls][index]
            assert.isDefined(other)
            const before = {
              hand: hand.steps.slice(0, index),
              derived: derived.steps.slice(0, index)
            }
            const isTaken = yield* takes(pair, one.hand, before.hand, sent.request)
            const isTakenToo = yield* takes(pair, one.derived, before.derived, other.request)
            assert.strictEqual(isTakenToo, isTaken, `${sent.operation}: ${sent.request.url} ${sent.request.body}`)
            // A login that asks for a second factor refuses its first request.
            assert.isTrue(isTaken || index + 1 < hand.steps.length, sent.operation)
            const found = yield* compare(one, { hand: sent, derived: other }, before)
            lenient.push(...found.lenient)
            refused += found.refused
          }
          assert.deepStrictEqual(lenient, [])
          assert.isAtLeast(refused, 8)
        })
      )
    }
  })
}
