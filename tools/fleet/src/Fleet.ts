/**
 * The fleet of one run: its processes, the commands that a program may give it, and what their callers were told. Owns
 * which process stands at which place of the program, and the callers that wait.
 */
import type { AuthError, Reason } from "@crm-auth/core"
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as Scope from "effect/Scope"
import { Ledger } from "./Ledger.ts"
import { Traffic } from "./media/Traffic.ts"
import { Member } from "./Member.ts"
import type { Mutation } from "./mutations.ts"
import type { Program } from "./program/Program.ts"
import { Process } from "./simulation/Process.ts"
import type { World } from "./simulation/World.ts"
import { Store } from "./Store.ts"
import { lostRequest, vendorErrors } from "./vendor/driver.ts"
import { emulatedVendor } from "./vendor/emulated.ts"
import { smallVendor } from "./vendor/small.ts"
import { Vendor } from "./vendor/Vendor.ts"
import type { AccountClient, VendorSide } from "./vendor/VendorSide.ts"

/**
 * How long a caller waits for its answer at most. A session takes up to two logins of 30 seconds, as the first may be
 * one that a logout has made useless; a call takes up to two sessions and two requests.
 */
const answerWithin = { session: 70_000, call: 200_000 }

/** How long after a fault a process may take its store to be down, and log in without it. */
const aftermath = 60_000

/** A refusal that may be a lost challenge is guarded for up to an hour, and a fifth more. */
const lostChallenge = 4_500_000

interface Ready {
  readonly clients: ReadonlyArray<AccountClient>
  readonly close: Effect.Effect<void>
}

interface Place {
  member: Member
  ready: Deferred.Deferred<Ready>
}

/** What a caller was told. */
export type Outcome = "answered" | Reason["_tag"] | "another error"

/** A caller's answer. */
export interface Answer {
  readonly member: Member
  readonly account: number
  readonly what: string
  readonly outcome: Outcome
  readonly askedAt: number
}

export class Fleet {
  readonly world: World
  readonly program: Program
  readonly ledger: Ledger
  readonly vendor: VendorSide
  readonly vendorTraffic: Traffic<Reason>
  readonly store: Store
  private readonly places: Array<Place>
  private pausedUntil = 0
  private clocksWereSet = false
  /** Until when a store that lost everything may still be used by processes that do not know it. */
  private lostUntil = -Infinity
  private readonly onOutcome: (answer: Answer) => void

  constructor(world: World, program: Program, onOutcome: (answer: Answer) => void, mutation: Mutation = {}) {
    this.world = world
    this.program = program
    this.onOutcome = onOutcome
    const server = new Vendor(world, program.vendor, program.accounts)
    this.store = new Store(world, program, (process, millis) => this.storeFault(process, millis), mutation)
    this.ledger = new Ledger(world, server, this.store.place)
    this.vendorTraffic = new Traffic<Reason>(world, {
      latency: program.vendorLatency,
      errors: vendorErrors,
      onFault: () => undefined,
      lostFor: lostRequest
    })
    this.vendor =
      program.server === "small"
        ? smallVendor(program, server, this.ledger, this.vendorTraffic)
        : emulatedVendor(program.server, world, program, this.ledger, this.vendorTraffic)
    this.places = program.processes.map((_, index) => this.start(index, 0))
  }

  private place(index: number): Place {
    const found = this.places[index % this.places.length]
    if (found === undefined) throw new Error("a fleet without processes")
    return found
  }

  get members(): ReadonlyArray<Member> {
    return this.places.map(({ member }) => member)
  }

  private start(index: number, generation: number, version?: number): Place {
    const { program, world } = this
    const given = program.processes[index]
    if (given === undefined) throw new Error(`no process ${index}`)
    const plan = version === undefined ? given : { ...given, version }
    const process = new Process(world, `P${index + 1}${"'".repeat(generation)}`, plan)
    const member = new Member(process, plan, program.store)
    // A key-value store has no clock: its leases are right where those of the processes agree.
    const disagree = this.clocksWereSet || program.processes.some(({ offset }) => offset !== 0)
    if (program.store === "keyValue" && disagree) process.trouble(Infinity)
    if (world.now < this.lostUntil) process.trouble(this.lostUntil - world.now)
    const ready = Deferred.makeUnsafe<Ready>()
    process.schedule(() => void process.run(Effect.flatMap(this.boot(member), (made) => Deferred.succeed(ready, made))))
    return { member, ready }
  }

  private storeFault(process: Process, millis: number): void {
    process.trouble(aftermath + millis)
    // A key-value store cannot compare: what one process writes late takes the lease of another.
    if (this.program.store !== "keyValue" || millis === 0) return
    for (const other of this.members) other.process.trouble(aftermath + millis)
  }

  private boot(member: Member): Effect.Effect<Ready> {
    return Effect.gen({ self: this }, function* () {
      const scope = yield* Scope.make()
      const store = yield* this.store.build(member.process, scope)
      const context = Context.merge(store, Context.make(HttpClient.HttpClient, this.vendor.http(member))).pipe(
        Context.add(Scope.Scope, scope)
      )
      const clients = yield* Effect.orDie(Effect.provideContext(this.vendor.clients(member), context))
      return { clients, close: Scope.close(scope, Exit.void) }
    })
  }

  /** Runs something with an account in a process, and sees to it that it is answered in time. */
  private use(
    at: { readonly process: number; readonly account: number },
    what: string,
    within: number,
    f: (client: AccountClient) => Effect.Effect<unknown, unknown>
  ): void {
    const { member, ready } = this.place(at.process)
    const { process } = member
    if (process.isKilled) return
    const account = at.account % this.program.accounts
    const name = `${what} ${account}`
    this.world.note(() => `${member.name}: ${name}`)
    process.schedule(() => {
      const fiber = process.run(
        Effect.flatMap(Deferred.await(ready), ({ clients }) => {
          const client = clients[account]
          return client === undefined ? Effect.die(new Error(`no account ${account}`)) : f(client)
        })
      )
      const askedAt = this.world.now
      this.watch(process, fiber, within, () => `${member.name}: ${name} has no answer`)
      fiber.addObserver((exit) => {
        const outcome = outcomeOf(exit)
        this.world.note(() => `${member.name}: ${name}: ${outcome}`)
        if (exit._tag === "Failure" && outcome === "another error") {
          this.world.fail(`${member.name}: ${name} ended in ${String(exit.cause)}`)
        }
        this.onOutcome({ member, account, what, outcome, askedAt })
      })
    })
  }

  /** Fails the run if something does not end within `within` milliseconds in which its process is awake. */
  private watch(process: Process, fiber: Fiber.Fiber<unknown, unknown>, within: number, message: () => string): void {
    const startedAt = process.awake
    const check = () => {
      if (process.isKilled || fiber.pollUnsafe() !== undefined) return
      const left = startedAt + within - process.awake
      if (left > 0 || process.isPaused) this.world.later(Math.max(left, 1000), check)
      else this.world.fail(`${message()} after ${within} ms`)
    }
    this.world.later(within + 1, check)
  }

  ask(process: number, account: number): void {
    // Each logout makes a login under way useless, and the callers of that login wait for another.
    const logouts = this.program.commands.filter((command) => command.do === "logout").length
    const within = answerWithin.session + 30_000 * logouts
    this.use({ process, account }, "session", within, ({ ask }) => ask)
  }

  call(process: number, account: number, safe: boolean): void {
    this.use({ process, account }, "call", answerWithin.call, ({ call }) => call(safe))
  }

  /** Something about the session that the application saw last. */
  withSeen(what: "renew" | "invalidate" | "touch", process: number, account: number): void {
    this.use({ process, account }, what, answerWithin.session, ({ withSeen }) => withSeen[what])
  }

  logout(process: number, account: number): void {
    const { member } = this.place(process)
    this.use({ process, account }, "logout", answerWithin.session, ({ logout }) =>
      Effect.suspend(() => {
        this.ledger.logoutAsked(member, account % this.program.accounts)
        return logout
      })
    )
  }

  reset(process: number, account: number): void {
    const { member } = this.place(process)
    this.use({ process, account }, "reset", answerWithin.session, ({ reset }) =>
      Effect.suspend(() => {
        this.ledger.lifted(account % this.program.accounts, member)
        return reset
      })
    )
  }

  /** Closes a process in good order. */
  close(index: number): void {
    const { member, ready } = this.place(index)
    const { process } = member
    if (!member.isAlive) return
    member.closingSince = this.world.now
    this.world.note(() => `${member.name} closes`)
    process.schedule(() => {
      const fiber = process.run(Effect.flatMap(Deferred.await(ready), ({ close }) => close))
      fiber.addObserver((exit) => {
        if (exit._tag === "Failure") this.world.fail(`${member.name}: closing ended in ${String(exit.cause)}`)
        member.closedAt = this.world.now
        this.world.note(() => `${member.name} is closed`)
      })
      this.watch(process, fiber, answerWithin.session, () => `${member.name} is not closed`)
    })
  }

  kill(index: number, steps: number): void {
    const { process } = this.place(index).member
    if (!process.isKilled) process.killAfter(steps)
  }

  pause(index: number, millis: number, clockBy: number): void {
    const { member } = this.place(index)
    const { process } = member
    if (process.isKilled || process.isPaused) return
    this.world.note(() => `${process.name} is paused for ${millis} ms`)
    process.trouble(millis + aftermath)
    // What it was writing comes late: see `storeFault`.
    if (this.program.store === "keyValue") for (const other of this.members) other.process.trouble(millis + aftermath)
    member.disturbed(millis)
    this.pausedUntil = Math.max(this.pausedUntil, this.world.now + millis)
    process.pause()
    this.world.later(millis, () => {
      this.world.note(() => `${process.name} goes on`)
      process.resume()
      this.setClock(index, clockBy)
    })
  }

  setClock(index: number, by: number): void {
    const { member } = this.place(index)
    if (by === 0) return
    this.clocksWereSet = true
    if (this.program.store === "keyValue") for (const { process } of this.members) process.trouble(Infinity)
    member.process.trouble(aftermath)
    member.disturbed(0)
    member.process.setClock(by)
  }

  /** Puts a new process in the place of one that was killed or closed. */
  restart(index: number, version: number): void {
    const place = this.place(index)
    if (place.member.isAlive) return
    const generation = place.member.name.split("'").length
    Object.assign(place, this.start(index % this.places.length, generation, version))
    this.world.note(() => `${place.member.name} starts with version ${version}`)
  }

  storeLosesAll(): void {
    this.store.place?.loseAll()
    this.ledger.lifted()
    this.lostUntil = this.world.now + aftermath
    for (const { process } of this.members) process.trouble(aftermath)
  }

  /** Ends all faults. */
  heal(): void {
    this.store.heal()
    this.vendorTraffic.heal()
  }

  /** Until when a process may still be paused. */
  get longestPause(): number {
    return Math.max(0, this.pausedUntil - this.world.now)
  }

  /** How long good credentials may be refused after the last fault. */
  get refusedAtMost(): number {
    const { server, vendor } = this.program
    if (server === "vtiger" || vendor.login === "challenge") return lostChallenge
    return Math.max(120_000, vendor.lockout === undefined ? 0 : 3 * vendor.lockout.window + 120_000)
  }

  setVersion(index: number, version: number): void {
    const { member } = this.place(index)
    if (member.version !== version) member.versions.push(version)
  }
}

const outcomeOf = <A>(exit: Exit.Exit<A, unknown>): Outcome => {
  if (Exit.isSuccess(exit)) return "answered"
  const error = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
  // A request of the application that got no answer is told as Effect tells it.
  if (HttpClientError.isHttpClientError(error)) return "Transport"
  return isAuthError(error) ? error.reason._tag : "another error"
}

const isAuthError = (error: unknown): error is AuthError =>
  typeof error === "object" && error !== null && "reason" in error && "vendor" in error
