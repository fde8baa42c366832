// F22: what is printed of a login, its calls and their failures.
import { assert } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import { inspect } from "node:util"
import { md5 } from "../wire.ts"
import {
  creating,
  type FamilySession,
  type FamilySubject,
  failure,
  html,
  key,
  listTypes,
  patiently,
  stageOf,
  type Trap
} from "./subject.ts"

const token = "5f0c1d2e3a4b6"
const hash = md5(token + key)
const sessionIds = ["0badc0de0badc0de0", "1badc0de1badc0de1", "2badc0de2badc0de2"]
const secrets = [key, hash, "wr0ngKey", ...sessionIds]

const equation = "/webservice.php?operation=query&query=select id from Contacts where lastname='a=b';"

const print = (value: unknown): string => inspect(value, { depth: Infinity, showHidden: true })

export const secretTraps = <A extends FamilySession>(subject: FamilySubject<A>): Record<string, Trap> => {
  const { manage, stage } = stageOf(subject)

  /** A login, calls, and every kind of failure; what came of each. */
  const everything = Effect.gen(function* () {
    const seen: Array<unknown> = []
    const see = <B, E, R>(effect: Effect.Effect<B, E, R>) =>
      Effect.map(Effect.exit(patiently(effect)), (exit) => {
        seen.push(exit)
        if (Exit.isFailure(exit)) seen.push(Cause.pretty(exit.cause), String(Cause.squash(exit.cause)))
      })
    const echo = (text: string) => ({ kind: "reply", reply: failure("NOT_KNOWN", text) }) as const
    const { manager, server } = yield* stage({ prepared: { tokens: [token], sessionIds } })
    yield* see(manager.session)
    yield* see(manager.client.get(listTypes))
    // An `=` in a value is kept as it is written, and the session is written behind it.
    yield* see(manager.client.get(equation))
    yield* see(manager.client.post("/webservice.php", creating))
    for (const fault of [{ kind: "drop" }, { kind: "truncate", bytes: 20 }, echo(`no ${sessionIds[0]}`)] as const) {
      yield* server.fault("listTypes", fault)
      yield* see(manager.client.get(listTypes))
    }
    yield* server.expireSessions
    yield* server.fault("login", { kind: "drop" })
    yield* see(manager.client.get(listTypes))
    yield* server.fault("logout", echo(`no ${sessionIds[1]}`))
    yield* see(manager.logout)
    const bodies = [html(200, `<p>accessKey=${hash}&key=${key}</p>`), html(302, ""), html(404, key)]
    for (const reply of bodies) {
      const other = yield* stage({ prepared: { tokens: [token] } })
      yield* other.server.fault("login", { kind: "reply", reply })
      yield* see(other.manager.session)
    }
    for (const text of [hash, key, `${token}${key}`]) {
      const other = yield* stage({ prepared: { tokens: [token] } })
      yield* other.server.fault("login", echo(text))
      yield* see(other.manager.session)
    }
    const wrong = yield* manage(yield* subject.emulator(), { accessKey: Redacted.make("wr0ngKey") })
    yield* see(wrong.session)
    seen.push(manager, yield* manager.status, wrong, yield* wrong.status)
    return seen
  })

  return {
    "F22 no key, hash or session is in a value, an error, a log line or a span": Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const lines: Array<unknown> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const logger = Logger.make((entry) => {
        lines.push(Logger.formatLogFmt.log(entry), print(entry.message))
      })
      const seen = yield* everything.pipe(
        Effect.withSpan("application"),
        Effect.withTracer(tracer),
        Effect.provide(Logger.layer([logger])),
        Effect.provideService(References.MinimumLogLevel, "All")
      )
      assert.isAbove(lines.length, 0)
      const urls = spans.flatMap(({ attributes }) => [attributes.get("url.full"), attributes.get("url.query")])
      assert.isTrue(urls.some((url) => String(url).includes("operation=listtypes")))
      const shown = spans.map(({ attributes, events, name, status }) => ({ attributes, events, name, status }))
      for (const value of [...seen, ...lines, ...shown]) {
        for (const text of [print(value), String(value), JSON.stringify(value, cutRings()) ?? ""]) {
          for (const secret of secrets) assert.notInclude(text, secret)
        }
      }
    })
  }
}

/** Leaves out what has been shown already, and rings with it. */
const cutRings = () => {
  const met = new Set<unknown>()
  return (_key: string, value: unknown) => {
    if (typeof value === "bigint") return String(value)
    if (typeof value !== "object" || value === null) return value
    if (met.has(value)) return "…"
    met.add(value)
    return value
  }
}
