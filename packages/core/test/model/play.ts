/** Plays one program: its commands in order, and whether what came of them is right. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as Predicate from "effect/Predicate"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { AuthError } from "../../src/AuthError.ts"
import type { Session } from "../../src/Session.ts"
import { make as makeSessionManager, type SessionManager } from "../../src/SessionManager.ts"
import { make as makeSessionMap, type SessionMap } from "../../src/SessionMap.ts"
import { isOver, type Judge } from "./judge.ts"
import { driverOf, lookupOf } from "./driver.ts"
import type { Command, Program } from "./program.ts"
import type { Vendor } from "./vendor.ts"
import { hold, type World } from "./world.ts"

interface Caller {
  readonly fiber: Fiber.Fiber<unknown, unknown>
  readonly startedAt: number
  /** It has no end but the manager's. */
  readonly endless: boolean
  exit: Exit.Exit<unknown, unknown> | undefined
}

/** What a caller was told: a reason's tag, or that something died or was interrupted. */
const outcomeOf = (exit: Exit.Exit<unknown, unknown>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const reason = exit.cause.reasons[0]
  if (reason === undefined) return "nothing"
  if (reason._tag === "Fail") return reason.error instanceof AuthError ? reason.error.reason._tag : "another error"
  if (reason._tag === "Interrupt") return "interrupted"
  return Predicate.isString(reason.defect) ? reason.defect : "another defect"
}

/** Longer than a renewal, a login, a logout and one more login may take together, for each of an account's sessions. */
const patience = 280_000

/** After the end only an application's own requests go on. */
const epilogue = 70_000

export interface Stage {
  readonly world: World
  readonly vendor: Vendor
  readonly judge: Judge
  /** Called before the session is asked for; what it gives is told how that went. */
  readonly expects: () => (outcome: string) => void
}

const key = "account"

/** What is under test: a manager, or that of an account in a map. */
const made = ({ keepWarmFor, map, parallelSessions, renewal }: Program, vendor: Vendor) =>
  Effect.gen(function* (): Effect.fn.Return<Subject, AuthError, HttpClient.HttpClient | Scope.Scope> {
    const options = { parallelSessions, renewal, keepWarmFor }
    if (map === undefined) return { manager: yield* makeSessionManager(driverOf(vendor), options), map: undefined }
    const all = yield* makeSessionMap<string, number, number, never>({
      vendor: "model",
      lookup: () => lookupOf(vendor),
      ...options,
      ...map
    })
    return { manager: yield* all.get(key), map: all }
  })

interface Subject {
  readonly manager: SessionManager<number>
  readonly map: SessionMap<string, number> | undefined
}

export const play = (program: Program, { expects, judge, vendor, world }: Stage): void => {
  const scope = Scope.makeUnsafe()
  const context = world.context.pipe(Context.add(HttpClient.HttpClient, vendor.http), Context.add(Scope.Scope, scope))
  const fork = Effect.runForkWith(world.context)
  const { manager, map } = Effect.runSyncWith(context)(made(program, vendor))
  const callers: Array<Caller> = []
  let seen: Session<number> | undefined
  let closing: Fiber.Fiber<void> | undefined
  let calls = 0

  const call = <A>(
    effect: Effect.Effect<A, unknown>,
    onSuccess: (value: A) => void = () => undefined,
    endless = false
  ): Caller => {
    const caller: Caller = { fiber: fork(world.guard(effect)), startedAt: world.elapsed, endless, exit: undefined }
    callers.push(caller)
    caller.fiber.addObserver((exit) => {
      caller.exit = exit
      if (outcomeOf(exit) === "success" && Exit.isSuccess(exit)) {
        // A success of the guarded effect is a value of the effect itself.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        Effect.runSync(Effect.exit(world.guard(Effect.sync(() => onSuccess(exit.value as A)))))
      }
    })
    return caller
  }

  const took = (session: Session<number>) => {
    const made = vendor.sessions[session.value]
    if (made !== undefined) judge.handedOut(made)
    seen = session
  }

  /** A caller wants a session. */
  const ask = <A>(effect: Effect.Effect<A, unknown>, onSuccess?: (value: A) => void): Caller => {
    vendor.wanted = true
    return call(effect, onSuccess)
  }

  const get = () => {
    const tell = expects()
    const caller = ask(manager.session, took)
    world.settle()
    tell(caller.exit === undefined ? "waits" : outcomeOf(caller.exit))
  }

  const request = (safe: boolean, takes: number, status: number) => {
    const url = `/${takes}/${status}/${calls++}`
    ask(safe ? manager.client.get(url) : manager.client.post(url))
  }

  const close = () => {
    if (closing !== undefined) return
    judge.shut()
    vendor.closingSince = world.elapsed
    closing = fork(world.guard(Scope.close(scope, Exit.void)))
  }

  const step = (command: Command): void => {
    switch (command.do) {
      case "get":
        return get()
      case "call":
        request(command.safe, command.takes, command.answer === "accepted" ? 200 : 204)
        return
      case "burst":
        for (let i = 0; i < command.calls; i++) request(true, command.takes, 200)
        return
      case "renew":
        if (seen !== undefined) ask(manager.renew(seen), took)
        return
      case "invalidate":
        if (seen === undefined) return
        judge.invalidated(seen.value)
        call(manager.invalidate(seen))
        return
      case "touch": {
        const made = seen === undefined ? undefined : vendor.sessions[seen.value]
        if (seen === undefined || made === undefined) return
        made.heardAt = world.elapsed
        judge.touch(made, world.now())
        call(manager.touch(seen))
        return
      }
      case "logout":
        if (vendor.flying > 0) vendor.unwanted = true
        judge.loggedOut()
        vendor.wanted = callers.some(isWaiting)
        call(manager.logout)
        return
      case "reset":
        judge.reset()
        call(manager.reset)
        return
      case "events":
        call(Stream.runDrain(manager.events), undefined, true)
        return
      case "close":
        return close()
      case "interrupt":
        return callers.at(-1 - command.caller)?.fiber.interruptUnsafe()
      case "advance":
        return world.advance(command.millis)
      case "setClock":
        world.offset += command.by
        return
      case "expireSessions":
        for (const made of vendor.sessions) made.ended = true
        return
      case "credentials":
        if (!program.fixedCredentials) Object.assign(vendor, { version: command.version, readable: command.readable })
        return
      case "nextLogin":
        vendor.logins = [command]
        return
      case "nextRenewal":
        vendor.renewals = [command]
        return
      case "nextKeepAlive":
        vendor.keepAlives = [command]
        return
      case "nextLookup":
        vendor.lookups = [command]
        return
      case "drop":
        if (map === undefined) return
        judge.reset()
        vendor.generation++
        vendor.droppedAt = world.elapsed
        call(map.invalidate(key))
        return
      case "nextLogout":
        vendor.logouts = [command]
    }
  }

  const check = () => {
    world.settle()
    if (world.broken[0] !== undefined) throw world.broken[0]
    judge.passed()
    for (const made of vendor.sessions) made.over ||= isOver(made, world.now(), world.elapsed)
  }

  for (const command of program.commands) {
    step(command)
    check()
  }

  if (program.patient && closing === undefined) {
    world.advance(patience)
    check()
    hold(!callers.some(isWaiting), "a caller waits for ever")
  }
  close()
  // Sleeps of applications' own requests may go on; the engine's must not.
  world.advance(2000)
  check()
  hold(closing?.pollUnsafe()?._tag === "Success", "closing took longer than two seconds, or failed")
  hold(vendor.open === 0, "a login, a logout or a keep-alive is left after the end")
  for (const made of vendor.sessions) {
    hold(
      made.ended || made.over || isOver(made, world.now(), world.elapsed),
      `session ${made.number} is still logged in`
    )
  }
  const late = call(manager.session)
  world.settle()
  hold(late.exit !== undefined && outcomeOf(late.exit) === "Closed", "a session was had after the end")
  world.advance(epilogue)
  check()
  for (const caller of callers) {
    hold(caller.exit !== undefined, "a caller got no answer")
    hold(caller.exit === undefined || outcomeOf(caller.exit) !== "another error", "a caller got an error of no reason")
  }
  hold(world.isIdle(), "a fibre or a timer is left after the end")
}

const isWaiting = ({ endless, exit }: Caller): boolean => !endless && exit === undefined
