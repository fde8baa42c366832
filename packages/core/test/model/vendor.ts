/** The vendor's server of the model: does what it was told to do next, and tells a judge what it did. */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { AuthError } from "../../src/AuthError.ts"
import * as Reasons from "../../src/Reason.ts"
import type { Login } from "../../src/SessionDriver.ts"
import type { Command, LoginEnd, Program } from "./program.ts"
import type { Failure, Judge, Made } from "./judge.ts"
import { hold, type World } from "./world.ts"

type Next<K extends Command["do"]> = Extract<Command, { readonly do: K }>

export const vendor = "model"

const makeReason = (end: Exclude<LoginEnd, "ok" | "defect" | "interrupted" | "gone">, wait: number | undefined) => {
  const said = wait === undefined ? {} : { retryAfter: Duration.millis(wait) }
  return end === "Transport"
    ? new Reasons.Transport({ detail: "connection reset", ...said })
    : end === "VendorFailure"
      ? new Reasons.VendorFailure({ code: "X", ...said })
      : // oxlint-disable-next-line import/namespace
        new Reasons[end](said)
}

const lateAfter = 30_000

const fresh = { ended: false, refused: false, loggedOutAt: undefined, over: false }

export class Vendor {
  readonly sessions: Array<Made> = []
  logins: Array<Next<"nextLogin">> = []
  renewals: Array<Next<"nextRenewal">> = []
  logouts: Array<Next<"nextLogout">> = []
  keepAlives: Array<Next<"nextKeepAlive">> = []
  lookups: Array<Next<"nextLookup">> = []
  version = 2
  readable = true
  /** Logins and renewals now on their way, and how many were ever sent. */
  flying = 0
  sent = 0
  /** A caller logged out while a login was on its way. */
  unwanted = false
  /** Whether anybody has asked for a session since the last logout, or still does. */
  wanted = true
  /** How often the account was dropped, and with it what was known of its failures. */
  generation = 0
  /** How often credentials were read at this moment. */
  private looks = 0
  private lookedAt = 0
  /** When the end began, on the clock that only goes on. */
  closingSince = Infinity
  /** When the account was last dropped, on that clock, too. */
  droppedAt = -Infinity
  /** Logins, logouts and the like that have not ended. */
  open = 0

  readonly program: Program
  readonly world: World
  readonly judge: Judge

  constructor(program: Program, world: World, judge: Judge) {
    this.program = program
    this.world = world
    this.judge = judge
  }

  private readonly make = (issuedAt: number, version?: number): Login<number> => {
    const { absolute, idle } = this.program
    const lifetime = {
      ...(idle === undefined ? undefined : { idleTimeout: Duration.millis(idle) }),
      ...(absolute === undefined ? undefined : { absoluteTimeout: Duration.millis(absolute) })
    }
    const number = this.sessions.length
    const landedAt = this.world.now()
    const bornAt = this.world.elapsed - (landedAt - issuedAt)
    const made = { number, issuedAt, landedAt, lifetime, usedAt: issuedAt, bornAt, heardAt: bornAt, ...fresh }
    this.sessions.push(made)
    this.judge.landed(made, version, !this.unwanted && !this.judge.closed)
    return { value: number, lifetime }
  }

  /** One login or renewal at a time: the invariant that all others rest on. */
  private flight<A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> {
    return Effect.suspend(() => {
      hold(this.flying === 0, "two logins of one account in flight")
      hold(!this.judge.closed, "a login was sent after the end")
      hold(this.wanted, "a login was sent after a logout though no caller asked for a session")
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

  readonly credentials: Effect.Effect<number, AuthError> = Effect.suspend(() => {
    const { judge, program, version, world } = this
    judge.looked()
    this.looks = this.lookedAt === world.elapsed ? this.looks + 1 : 0
    this.lookedAt = world.elapsed
    hold(this.looks < 100, "credentials are read over and over")
    this.unwanted = false
    if (this.readable || program.fixedCredentials) {
      judge.forbids(version)
      return Effect.succeed(version)
    }
    judge.failed(undefined, "InvalidConfiguration", undefined)
    const reason = new Reasons.InvalidConfiguration({ field: "credentials", detail: "unreadable" })
    return Effect.fail(new AuthError({ vendor, operation: "configure", reason }))
  })

  /** `startedAt`: when its credentials were read; `generation`: that of its sender. */
  login(version: number, startedAt: number, generation: number): Effect.Effect<Login<number>, AuthError> {
    const login = Effect.suspend(() => {
      const { judge, world } = this
      hold(!judge.forbids(version), "credentials known bad were sent again")
      const next = this.logins.shift() ?? { do: "nextLogin", end: "ok", takes: 0, wait: undefined }
      const isBad = version % 2 === 1
      const end = isBad && next.end === "ok" ? "InvalidCredentials" : next.end
      const issuedAt = world.now()
      const fails = (tag: Failure, wait?: number) => {
        // What an account had learned before it was dropped is forgotten with it.
        if (generation === this.generation) this.fails(version, tag, wait)
      }
      const answer = Effect.suspend((): Effect.Effect<Login<number>, AuthError> => {
        if (end === "ok") return Effect.succeed(this.make(issuedAt, version))
        fails(end === "gone" ? "Transport" : end, next.wait)
        if (end === "defect") return Effect.die("defect")
        if (end === "interrupted") return Effect.interrupt
        const reason = end === "gone" ? new Reasons.Transport({ detail: "" }) : makeReason(end, next.wait)
        return Effect.fail(new AuthError({ vendor, operation: "login", reason }))
      })
      const left = lateAfter - (world.elapsed - startedAt)
      if (end === "gone" || next.takes > left) {
        return Effect.onInterrupt(Effect.never, () => Effect.sync(() => fails("Transport")))
      }
      return Effect.andThen(
        Effect.onInterrupt(next.takes === 0 ? Effect.void : Effect.sleep(next.takes), () =>
          Effect.sync(() => fails("Transport"))
        ),
        answer
      )
    })
    return this.flight(login)
  }

  renew(): Effect.Effect<Login<number>, AuthError> {
    return this.flight(
      Effect.suspend(() => {
        const next = this.renewals.shift() ?? { do: "nextRenewal", ok: true, takes: 0 }
        const issuedAt = this.world.now()
        const reason = new Reasons.Unavailable({})
        return Effect.andThen(
          next.takes === 0 ? Effect.void : Effect.sleep(next.takes),
          Effect.suspend(() =>
            next.ok
              ? Effect.succeed(this.make(issuedAt))
              : Effect.fail(new AuthError({ vendor, operation: "renew", reason }))
          )
        )
      })
    )
  }

  private fails(version: number, tag: Failure, wait: number | undefined): void {
    if (this.judge.closed) return
    const own = tag === "defect" || tag === "interrupted"
    this.judge.failed(version, tag === "interrupted" ? "Transport" : tag, own ? undefined : wait)
  }

  /** A request that is not a login: it may hang, and it is known when it has not ended. */
  private errand(
    operation: string,
    { end, takes }: { readonly end: "ok" | "fails" | "gone"; readonly takes: number },
    answer: Effect.Effect<void, AuthError> = Effect.void
  ): Effect.Effect<void, AuthError> {
    const failed = Effect.fail(new AuthError({ vendor, operation, reason: new Reasons.Unavailable({}) }))
    return Effect.suspend(() => {
      this.open++
      const ends =
        end === "gone"
          ? Effect.never
          : Effect.andThen(takes === 0 ? Effect.void : Effect.sleep(takes), end === "ok" ? answer : failed)
      return Effect.onExit(ends, () => Effect.sync(() => void this.open--))
    })
  }

  logout(number: number): Effect.Effect<void, AuthError> {
    return Effect.suspend(() => {
      const { world } = this
      const made = this.sessions[number]
      if (made !== undefined) Object.assign(made, { ended: true, loggedOutAt: world.now() })
      const sentAt = world.elapsed
      return Effect.onInterrupt(this.errand("logout", this.logouts.shift() ?? { end: "ok", takes: 0 }), () =>
        Effect.sync(() => {
          // A login that was on its way when its account was dropped has what it took of the two seconds.
          const wasDropped = made !== undefined && made.bornAt <= this.droppedAt
          const until = Math.min(sentAt, this.closingSince, wasDropped ? this.droppedAt : Infinity) + 2000
          if (world.elapsed < until) world.broken.push(new Error("a logout was given up before its time"))
        })
      )
    }).pipe(this.world.guard)
  }

  private used(made: Made, at: number): void {
    made.heardAt = this.world.elapsed
    this.judge.touch(made, at)
  }

  keepAlive(number: number): Effect.Effect<void, AuthError> {
    return Effect.suspend(() => {
      const { judge, world } = this
      const made = this.sessions[number]
      if (made === undefined) throw new Error("a keep-alive without a session")
      this.judge.handedOut(made)
      const sentAt = world.now()
      const answer = Effect.suspend(() => {
        if (!made.ended) return Effect.sync(() => this.used(made, sentAt))
        judge.rejected(made)
        return Effect.fail(new AuthError({ vendor, operation: "keepAlive", reason: new Reasons.SessionRejected({}) }))
      })
      return this.errand("keepAlive", this.keepAlives.shift() ?? { end: "ok", takes: 0 }, answer)
    }).pipe(this.world.guard)
  }

  /** Answers `GET /takes/status`: a dead session is rejected after the same time. */
  readonly http: HttpClient.HttpClient = HttpClient.make((request, url) =>
    this.world.guard(
      Effect.suspend(() => {
        const { judge, world } = this
        const made = this.sessions[Number(request.headers["x-session"])]
        if (made === undefined) throw new Error("a request without a session")
        this.judge.handedOut(made)
        const [, takes, status, call] = url.pathname.split("/")
        const limit = request.method === "GET" || this.program.rejectedBeforeWork ? 2 : 1
        const times = (this.calls.get(call ?? "") ?? 0) + 1
        this.calls.set(call ?? "", times)
        hold(times <= limit, "a request was sent too often")
        const sentAt = world.now()
        const answer = Effect.sync(() => {
          if (made.ended) judge.rejected(made)
          else if (status === "200") this.used(made, sentAt)
          return HttpClientResponse.fromWeb(request, new Response(null, { status: made.ended ? 401 : Number(status) }))
        })
        return Effect.andThen(takes === "0" ? Effect.void : Effect.sleep(Number(takes)), answer)
      })
    )
  )

  private readonly calls = new Map<string, number>()
}
