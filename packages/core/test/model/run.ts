/** Runs one program against the engine and the reference, and holds them against each other after every step. */
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
import { makeSessionManager } from "../../src/SessionManager.ts"
import type { Command, Program } from "./program.ts"
import { Reference } from "./reference.ts"
import { Vendor } from "./vendor.ts"
import { hold, World } from "./world.ts"

interface Caller {
  readonly fiber: Fiber.Fiber<unknown, unknown>
  readonly startedAt: number
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

/** Longer than a renewal, a login, a logout and one more login may take together. */
const patience = 70_000

export const run = (program: Program): void => {
  const world = new World()
  const reference = new Reference(() => world.now(), program.fixedCredentials)
  const vendor = new Vendor(program, world, reference)
  const scope = Scope.makeUnsafe()
  const context = world.context.pipe(Context.add(HttpClient.HttpClient, vendor.http), Context.add(Scope.Scope, scope))
  const fork = Effect.runForkWith(world.context)
  const manager = Effect.runSyncWith(context)(makeSessionManager(vendor.driver()))
  const callers: Array<Caller> = []
  let seen: Session<number> | undefined
  let closing: Fiber.Fiber<void> | undefined
  let calls = 0

  const call = <A>(effect: Effect.Effect<A, unknown>, onSuccess: (value: A) => void = () => undefined): Caller => {
    const caller: Caller = { fiber: fork(world.guard(effect)), startedAt: world.elapsed, exit: undefined }
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
    if (made !== undefined) vendor.handedOut(made)
    seen = session
  }

  const get = () => {
    const before = vendor.sent
    const expected = reference.expected(vendor.flying > 0)
    const answer = reference.closed ? "Closed" : reference.answer()
    const caller = call(manager.session, took)
    world.settle()
    const outcome = caller.exit === undefined ? "waits" : outcomeOf(caller.exit)
    const sent = vendor.sent - before
    const told = `asking was to end in ${expected} (${answer}), but: ${outcome}, ${sent} logins sent`
    if (expected === "session") hold(outcome === "success" && sent === 0, told)
    if (expected === "sessionAndLogin") hold(outcome === "success", told)
    if (expected === "wait") hold(outcome === "waits" && sent === 0, told)
    if (expected === "fail") hold(outcome === answer && sent === 0, told)
    if (expected === "login" || expected === "sessionAndLogin") {
      const known = reference.seen !== undefined && vendor.flying === 0 && sent === 0
      const readable = program.fixedCredentials || vendor.readable
      // A renewal that fails falls back to a login, and a login may follow at once.
      if (readable && !known) hold(sent >= 1, told)
    }
  }

  const close = () => {
    if (closing !== undefined) return
    reference.closed = true
    reference.current = undefined
    closing = fork(world.guard(Scope.close(scope, Exit.void)))
  }

  const step = (command: Command): void => {
    switch (command.do) {
      case "get":
        return get()
      case "call": {
        const { answer, safe, takes } = command
        const url = `/${takes}/${answer === "accepted" ? 200 : 204}/${calls++}`
        call(safe ? manager.client.get(url) : manager.client.post(url))
        return
      }
      case "renew":
        if (seen !== undefined) call(manager.renew(seen), took)
        return
      case "invalidate":
        if (seen === undefined) return
        if (reference.current?.number === seen.value) reference.current = undefined
        call(manager.invalidate(seen))
        return
      case "touch": {
        const made = seen === undefined ? undefined : vendor.sessions[seen.value]
        if (seen === undefined || made === undefined) return
        reference.touch(made, world.now())
        call(manager.touch(seen))
        return
      }
      case "logout":
        if (vendor.flying > 0) vendor.unwanted = true
        reference.current = undefined
        call(manager.logout)
        return
      case "reset":
        reference.reset()
        call(manager.reset)
        return
      case "events":
        call(Stream.runDrain(manager.events))
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
      case "nextLogout":
        vendor.logouts = [command]
    }
  }

  const check = () => {
    world.settle()
    if (world.broken[0] !== undefined) throw world.broken[0]
    for (const made of vendor.sessions) made.over ||= reference.isOver(made)
  }

  for (const command of program.commands) {
    step(command)
    check()
  }

  close()
  // Sleeps of applications' own requests may go on; the engine's must not.
  world.advance(2000)
  check()
  hold(closing?.pollUnsafe()?._tag === "Success", "closing took longer than two seconds, or failed")
  hold(vendor.open === 0, "a login or a logout is left after the end")
  for (const made of vendor.sessions) {
    hold(made.ended || made.over || reference.isOver(made), `session ${made.number} is still logged in`)
  }
  const late = call(manager.session)
  world.settle()
  hold(late.exit !== undefined && outcomeOf(late.exit) === "Closed", "a session was had after the end")
  world.advance(patience)
  check()
  for (const caller of callers) {
    hold(caller.exit !== undefined, "a caller got no answer")
    hold(caller.exit === undefined || outcomeOf(caller.exit) !== "another error", "a caller got an error of no reason")
  }
  hold(world.isIdle(), "a fibre or a timer is left after the end")
}
