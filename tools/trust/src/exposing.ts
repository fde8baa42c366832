/** Uses a manager in every way, and looks for secrets in all that comes of it. */
import type { AuthError } from "@crm-auth/core"
import type { Emulator } from "@crm-auth/core/testing"
import { assert } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { leakFinder, printsOf, printsOfSpan } from "./printing.ts"
import type { Said } from "./recording.ts"
import type { Flow, Manager } from "./Subject.ts"
import { tap, type Wiretap } from "./wiretap.ts"

/** A server without sockets answers promises: the clock may move on as soon as they are through. */
export const moving = <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const turn = Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
    const clock = yield* Effect.forkChild(Effect.forever(Effect.andThen(turn, TestClock.adjust("200 millis"))))
    return yield* Effect.ensuring(self, Fiber.interrupt(clock))
  })

/** Every secret that a value holds, behind whatever hides it. */
const redactedIn = (value: unknown, found: Array<string> = [], seen = new Set<unknown>()): ReadonlyArray<string> => {
  if (typeof value !== "object" || value === null || seen.has(value)) return found
  seen.add(value)
  if (Redacted.isRedacted(value)) found.push(String(Redacted.value(value)))
  else for (const item of Object.values(value)) redactedIn(item, found, seen)
  return found
}

/** Uses a manager in every way, and keeps all that comes back. */
export const use = Effect.fnUntraced(function* (
  flow: Flow,
  manager: Manager,
  wiretap: Wiretap,
  said: Said,
  what: string
) {
  const keep = <A, E>(name: string, effect: Effect.Effect<A, E>) =>
    Effect.tap(Effect.exit(effect), (exit) => Effect.sync(() => said.add(`${flow.name}: ${what}: ${name}`, exit)))

  const session = yield* keep("session", manager.session)
  if (Exit.isSuccess(session)) for (const secret of redactedIn(session.value.value)) wiretap.secrets.add(secret)
  for (const [name, request] of [
    ["read", flow.read],
    ["write", flow.write]
  ] as const) {
    const sent = yield* keep(name, request(manager.client))
    if (Exit.isFailure(sent)) continue
    const response = sent.value
    said.add(`${flow.name}: ${what}: ${name}: parts`, [response.request, response.status, response.url])
    yield* keep(`${name}: text`, Effect.asVoid(response.text))
    said.add(`${flow.name}: ${what}: ${name}: after reading`, response)
    yield* keep(`${name}: stream`, Stream.runDrain(response.stream))
  }
  for (const run of flow.runs) yield* keep(`call of ${run.id}`, run.with(manager.whole))
  yield* keep("check", manager.whole.check)
  yield* keep("status", manager.status)
  said.add(`${flow.name}: ${what}: manager`, manager.whole)
})

export interface Stage {
  readonly server: Emulator
  readonly wiretap: Wiretap
  readonly manager: Manager
  readonly close: Effect.Effect<void>
}

/** A character of a memorable word beside its position, as it is sent: too short to be looked for alone. */
const characters = /Position\W{1,6}\d+\W{1,8}Value\W{1,6}[^<\W]/

export const check = (said: Said, wiretap: { readonly secrets: Iterable<string> }) => {
  const leakIn = leakFinder(wiretap.secrets)
  const leaks = new Set<string>()
  const seen = new Set<string>()
  const look = (what: string, text: string) => {
    if (seen.has(text)) return
    seen.add(text)
    const leak = leakIn(text) ?? characters.exec(text)?.[0]
    if (leak !== undefined) leaks.add(`${what}: ${leak}`)
  }
  for (const { text, what } of said.texts) look(what, text)
  for (const { value, what } of said.values) for (const { how, text } of printsOf(value)) look(`${what}, ${how}`, text)
  for (const span of said.spans) for (const { how, text } of printsOfSpan(span)) look(`span ${span.name}, ${how}`, text)
  assert.deepStrictEqual([...leaks].slice(0, 12), [], `${leaks.size} leaks`)
}

export const stage = Effect.fnUntraced(function* (
  flow: Flow,
  said: Said,
  make: Flow["manager"] = flow.manager
): Effect.fn.Return<Stage, AuthError> {
  const server = yield* flow.emulator()
  const wiretap = tap(server, flow.secrets)
  const scope = yield* Scope.make()
  const manager = yield* make({ url: server.url, loginTimeout: "5 seconds" }).pipe(
    Effect.provide(wiretap.layer),
    Scope.provide(scope)
  )
  yield* Effect.forkIn(
    Stream.runForEach(manager.events, (event) => Effect.sync(() => said.add(`${flow.name}: event`, event))),
    scope
  )
  yield* Effect.yieldNow
  return { server, wiretap, manager, close: Scope.close(scope, Exit.void) }
})

/** Keeps a failure, and lets a success go. */
export const failing = <A, E>(said: Said, what: string, effect: Effect.Effect<A, E>) =>
  Effect.tap(Effect.exit(effect), (exit) =>
    Effect.sync(() => (Exit.isFailure(exit) ? said.add(what, exit) : undefined))
  )
