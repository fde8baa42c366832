/** The vendor's server of the model: does what it was told to do next, and tells the reference what it did. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { AuthError } from "../../src/AuthError.ts"
import * as Reasons from "../../src/Reason.ts"
import type { Login, SessionDriver } from "../../src/SessionDriver.ts"
import type { Command, LoginEnd, Program } from "./program.ts"
import type { Made, Reference } from "./reference.ts"
import { hold, type World } from "./world.ts"

type Next<K extends Command["do"]> = Extract<Command, { readonly do: K }>

const vendor = "model"

const reasonOf = (end: Exclude<LoginEnd, "ok" | "defect" | "interrupted" | "gone">, wait: number | undefined) => {
  const said = wait === undefined ? {} : { retryAfter: Duration.millis(wait) }
  return end === "Transport"
    ? new Reasons.Transport({ detail: "connection reset", ...said })
    : end === "VendorFailure"
      ? new Reasons.VendorFailure({ code: "X", ...said })
      : // oxlint-disable-next-line import/namespace
        new Reasons[end](said)
}

const lateAfter = 30_000

export class Vendor {
  readonly sessions: Array<Made> = []
  logins: Array<Next<"nextLogin">> = []
  renewals: Array<Next<"nextRenewal">> = []
  logouts: Array<Next<"nextLogout">> = []
  version = 2
  readable = true
  /** Logins and renewals now on their way, and how many were ever sent. */
  flying = 0
  sent = 0
  /** Somebody logged out while a login was on its way. */
  unwanted = false
  /** Requests of any kind that have not ended. */
  open = 0

  readonly program: Program
  readonly world: World
  readonly reference: Reference

  constructor(program: Program, world: World, reference: Reference) {
    this.program = program
    this.world = world
    this.reference = reference
  }

  private readonly make = (issuedAt: number, byLogin: boolean): Login<number> => {
    const { absolute, idle } = this.program
    const lifetime = {
      ...(idle === undefined ? undefined : { idleTimeout: Duration.millis(idle) }),
      ...(absolute === undefined ? undefined : { absoluteTimeout: Duration.millis(absolute) })
    }
    const number = this.sessions.length
    const made = { number, issuedAt, landedAt: this.world.now(), lifetime, usedAt: issuedAt, ended: false, over: false }
    this.sessions.push(made)
    this.reference.landed(made, byLogin, !this.unwanted && !this.reference.closed)
    return { value: number, lifetime }
  }

  /** One login or renewal at a time: the invariant that all others rest on. */
  private flight<A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> {
    return Effect.suspend(() => {
      hold(this.flying === 0, "two logins of one account in flight")
      hold(!this.reference.closed, "a login was sent after the end")
      this.sent++
      this.flying++
      this.open++
      return Effect.onExit(effect, () =>
        Effect.sync(() => {
          this.flying--
          this.open--
        })
      )
    }).pipe(this.world.guard)
  }

  private login(version: number, startedAt: number): Effect.Effect<Login<number>, AuthError> {
    return Effect.suspend(() => {
      const { reference, world } = this
      hold(!reference.forbids(version), "credentials known bad were sent again")
      const next = this.logins.shift() ?? { do: "nextLogin", end: "ok", takes: 0, wait: undefined }
      const isBad = version % 2 === 1
      const end = isBad && next.end === "ok" ? "InvalidCredentials" : next.end
      const issuedAt = world.now()
      const answer = Effect.suspend((): Effect.Effect<Login<number>, AuthError> => {
        if (end === "ok") return Effect.succeed(this.make(issuedAt, true))
        this.fails(version, end === "gone" ? "Transport" : end, next.wait)
        if (end === "defect") return Effect.die("defect")
        if (end === "interrupted") return Effect.interrupt
        const reason = end === "gone" ? new Reasons.Transport({ detail: "" }) : reasonOf(end, next.wait)
        return Effect.fail(new AuthError({ vendor, operation: "login", reason }))
      })
      const left = lateAfter - (world.elapsed - startedAt)
      if (end === "gone" || next.takes > left) {
        return Effect.onInterrupt(Effect.never, () => Effect.sync(() => this.fails(version, "Transport", undefined)))
      }
      return Effect.andThen(
        Effect.onInterrupt(next.takes === 0 ? Effect.void : Effect.sleep(next.takes), () =>
          Effect.sync(() => this.fails(version, "Transport", undefined))
        ),
        answer
      )
    })
  }

  private fails(version: number, tag: Exclude<LoginEnd, "ok" | "gone">, wait: number | undefined): void {
    if (this.reference.closed) return
    const own = tag === "defect" || tag === "interrupted"
    this.reference.failed(version, tag === "interrupted" ? "Transport" : tag, own ? undefined : wait)
  }

  readonly driver = (): SessionDriver<number, number> => {
    const { program, reference, world } = this
    let startedAt = 0
    return {
      vendor,
      origin: "https://model.example",
      userAgent: { value: "model", pinned: false },
      redact: [],
      fixedCredentials: program.fixedCredentials,
      credentials: world.guard(
        Effect.suspend(() => {
          reference.looked()
          startedAt = world.elapsed
          this.unwanted = false
          if (this.readable || program.fixedCredentials) {
            const version = this.version
            reference.forbids(version)
            return Effect.succeed(version)
          }
          reference.failed(undefined, "InvalidConfiguration", undefined)
          const reason = new Reasons.InvalidConfiguration({ field: "credentials", detail: "unreadable" })
          return Effect.fail(new AuthError({ vendor, operation: "configure", reason }))
        })
      ),
      login: (version) => this.flight(this.login(version, startedAt)),
      ...(program.renews
        ? {
            renew: () =>
              this.flight(
                Effect.suspend(() => {
                  const next = this.renewals.shift() ?? { do: "nextRenewal", ok: true, takes: 0 }
                  const issuedAt = world.now()
                  const reason = new Reasons.Unavailable({})
                  return Effect.andThen(
                    next.takes === 0 ? Effect.void : Effect.sleep(next.takes),
                    Effect.suspend(() =>
                      next.ok
                        ? Effect.succeed(this.make(issuedAt, false))
                        : Effect.fail(new AuthError({ vendor, operation: "renew", reason }))
                    )
                  )
                })
              )
          }
        : undefined),
      logout: ({ value }) =>
        Effect.suspend(() => {
          const made = this.sessions[value]
          const next = this.logouts.shift() ?? { do: "nextLogout", end: "ok", takes: 0 }
          if (made !== undefined) made.ended = true
          this.open++
          const reason = new Reasons.Unavailable({})
          const ends =
            next.end === "gone"
              ? Effect.never
              : Effect.andThen(
                  next.takes === 0 ? Effect.void : Effect.sleep(next.takes),
                  next.end === "ok" ? Effect.void : Effect.fail(new AuthError({ vendor, operation: "logout", reason }))
                )
          return Effect.onExit(ends, () => Effect.sync(() => void this.open--))
        }),
      attach: (request, { value }) => Effect.succeed(HttpClientRequest.setHeader(request, "x-session", String(value))),
      readsBody: () => false,
      classify: ({ status }) =>
        status === 401
          ? { _tag: "refused", reason: new Reasons.SessionRejected({}), replay: program.rejectedBeforeWork }
          : { _tag: status === 200 ? "accepted" : "ignored" },
      isSafe: ({ method }) => method === "GET"
    }
  }

  /** Answers `GET /takes/status`: a dead session is rejected after the same time. */
  readonly http: HttpClient.HttpClient = HttpClient.make((request, url) =>
    this.world.guard(
      Effect.suspend(() => {
        const { reference, world } = this
        const made = this.sessions[Number(request.headers["x-session"])]
        if (made === undefined) throw new Error("a request without a session")
        this.handedOut(made)
        const [, takes, status, call] = url.pathname.split("/")
        const limit = request.method === "GET" || this.program.rejectedBeforeWork ? 2 : 1
        const times = (this.calls.get(call ?? "") ?? 0) + 1
        this.calls.set(call ?? "", times)
        hold(times <= limit, "a request was sent too often")
        const sentAt = world.now()
        const answer = Effect.sync(() => {
          if (made.ended) reference.rejected(made)
          else if (status === "200") reference.touch(made, sentAt)
          return HttpClientResponse.fromWeb(request, new Response(null, { status: made.ended ? 401 : Number(status) }))
        })
        return Effect.andThen(takes === "0" ? Effect.void : Effect.sleep(Number(takes)), answer)
      })
    )
  )

  private readonly calls = new Map<string, number>()

  /** A session was given to somebody: it must be the one there is, and good. */
  handedOut(made: Made): void {
    const { reference, world } = this
    hold(!reference.closed, "a session was handed out after the end")
    hold(made === reference.current, "a session was handed out that is not the current one")
    // Who waited for a login gets what it brought, should it have taken longer than its session lives.
    hold(made.landedAt === world.now() || reference.isAlive(made), "a session past its hard point")
  }
}
