/** Plays one program to its end, and throws at the first promise that is broken. */
import * as Effect from "effect/Effect"
import { loadOnDemand } from "../../../packages/core/src/internal/onDemand.ts"
import { ready as loadXml } from "../../../packages/kayako/src/internal/xml.ts"
import { loadFurtherTries } from "../../../packages/webservice/src/internal/loadFurtherTries.ts"
import { Fleet, type Outcome } from "./Fleet.ts"
import type { Mutation } from "./mutations.ts"
import type { Command, Program } from "./program/Program.ts"
import { World } from "./simulation/World.ts"

// Nothing may complete off the loop: what the library loads when it is first needed is there from the start.
await Effect.runPromise(Effect.all([loadOnDemand, loadXml, loadFurtherTries]))

/** How long after the last fault good credentials may still be refused, and how long closing may take. */
const quiet = 60_000

/** How long a failure is remembered at most, including a missed login deadline in a process that was paused. */
const remembered = 31_000

/** Between two questions of the same caller. */
const longestPause = 600_000

const isVendorTrouble = (command: Command): boolean =>
  command.do === "vendorFault" ||
  command.do === "vendorCondition" ||
  command.do === "vendorLosesAll" ||
  command.do === "vendorEnds"

/** Where callers may never fail, a login of each process fits into one login's deadline, beside a lease that is left. */
const oneAfterAnother = 10_000

/** Whether the vendor never gives a reason to fail: then no caller may, whatever the store does. */
const isVendorHealthy = ({ commands, processes, vendor }: Program): boolean =>
  vendor.loginTakes * processes.length <= oneAfterAnother &&
  !commands.some(
    (command) =>
      isVendorTrouble(command) || ("version" in command && command.version % 2 === 1) || command.do === "logout"
  ) &&
  processes.every(({ version }) => version % 2 === 0)

const perform = (fleet: Fleet, command: Command): number => {
  switch (command.do) {
    case "ask":
      fleet.ask(command.process, command.account)
      return 0
    case "call":
      fleet.call(command.process, command.account, command.safe)
      return 0
    case "rush":
      fleet.members.forEach((_, index) => {
        if (command.call) fleet.call(index, command.account, true)
        else fleet.ask(index, command.account)
      })
      return 0
    case "renew":
    case "invalidate":
    case "touch":
      fleet.withSeen(command.do, command.process, command.account)
      return 0
    case "logout":
      fleet.logout(command.process, command.account)
      return 0
    case "reset":
      fleet.reset(command.process, command.account)
      return 0
    case "close":
      fleet.close(command.process)
      return 0
    case "wait":
      return command.millis
    case "kill":
      fleet.kill(command.process, command.steps)
      return 0
    case "pause":
      fleet.pause(command.process, command.millis, command.clockBy)
      return 0
    case "setClock":
      fleet.setClock(command.process, command.by)
      return 0
    case "restart":
      fleet.restart(command.process, command.version)
      return 0
    case "credentials":
      fleet.setVersion(command.process, command.version)
      return 0
    case "storeFault":
      fleet.store.plan(command.skip, command.fault)
      return 0
    case "storeCondition":
      fleet.store.setCondition(command.condition, command.millis)
      return 0
    case "storeLosesAll":
      fleet.storeLosesAll()
      return 0
    case "vendorFault":
      fleet.vendorTraffic.plan(command.skip, command.fault)
      return 0
    case "vendorCondition":
      fleet.vendorTraffic.setCondition(command.condition, command.millis)
      return 0
    case "vendorLosesAll":
      fleet.vendor.endAll()
      return 0
    case "vendorEnds":
      fleet.vendor.endAll(command.account % fleet.program.accounts)
      return 0
  }
}

/** The steps of a run; each yields the milliseconds until the next. */
function* script(fleet: Fleet, outcomes: Map<string, Outcome>): Generator<number, void> {
  const { program, world } = fleet
  for (const command of program.commands) {
    world.note(() => JSON.stringify(command))
    yield perform(fleet, command)
  }
  // The last fault is over: from here on everything gets well.
  world.note(() => "all is well from here on")
  fleet.heal()
  yield fleet.longestPause
  const good = 1000 + 2 * program.commands.length
  fleet.members.forEach((_, index) => fleet.setVersion(index, good))
  const asks = fleet.members.flatMap((member, index) =>
    member.isAlive ? Array.from({ length: program.accounts }, (_, account) => ({ member, index, account })) : []
  )
  let left = asks
  for (let pause = 1000, waited = 0; left.length > 0; pause = Math.min(2 * pause, longestPause)) {
    if (waited > fleet.refusedAtMost + longestPause) {
      const names = left.map(
        ({ account, member }) => `${member.name} (account ${account}: ${outcomes.get(`${member.name} ${account}`)})`
      )
      world.fail(`good credentials are still refused after ${waited} ms: ${names.join(", ")}`)
    }
    for (const { account, index } of left) fleet.ask(index, account)
    yield 41_000
    yield pause
    waited += pause + 41_000
    left = left.filter(
      ({ account, member }) => member.isAlive && outcomes.get(`${member.name} ${account}`) !== "answered"
    )
  }
  fleet.members.forEach((_, index) => fleet.close(index))
  yield quiet
  fleet.ledger.finish()
  fleet.vendor.finish()
  yield 0
}

export interface PlayOptions {
  /** Told what happens, line by line. */
  readonly onNote?: (line: string) => void
  /** A guarantee that is broken on purpose. */
  readonly mutation?: Mutation
}

const start = (program: Program, { mutation, onNote }: PlayOptions) => {
  const world = new World(program.seed, onNote)
  const outcomes = new Map<string, Outcome>()
  const healthy = isVendorHealthy(program)
  const fleet = new Fleet(
    world,
    program,
    ({ account, askedAt, member, outcome, what }) => {
      if (what === "session") outcomes.set(`${member.name} ${account}`, outcome)
      // A request that cannot be sent twice is the caller's to decide about.
      if (!fleet.vendor.isSound || !healthy || outcome === "answered" || outcome === "ReplayImpossible") return
      if (member.closingSince !== undefined || member.wasDisturbed(askedAt - remembered)) return
      world.fail(`${member.name}: ${what} ${account} ended in ${outcome}, though the vendor gave no cause`)
    },
    mutation
  )
  return { world, steps: script(fleet, outcomes) }
}

/** Plays a program in which no promise of the platform takes part: at once. */
export const play = (program: Program, options: PlayOptions = {}): World => {
  const { steps, world } = start(program, options)
  for (const millis of steps) world.advance(millis)
  return world
}

/** Plays a program with real ciphers or real emulators. */
export const playWithPromises = async (program: Program, options: PlayOptions = {}): Promise<World> => {
  const { steps, world } = start(program, options)
  for (const millis of steps) await world.advanceWithPromises(millis)
  return world
}
