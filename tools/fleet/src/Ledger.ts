/**
 * What happened in a run, and whether it was allowed. Owns the history of logins and sessions; every promise that the
 * fleet is held to is checked here, with one method for each thing that happens.
 */
import type { Session } from "@crm-auth/core"
import type { Place } from "./media/Place.ts"
import type { Member } from "./Member.ts"
import type { World } from "./simulation/World.ts"
import type { ServerSession, Vendor } from "./vendor/Vendor.ts"
import { isGood } from "./vendor/Vendor.ts"

/** What a login gives: which session of which account. */
export interface SessionValue {
  readonly account: number
  readonly number: number
  readonly version: number
}

/** A login on its way, or one that has ended. */
export interface Flight {
  readonly member: Member
  readonly account: number
  readonly version: number
  readonly sentAt: number
  endedAt: number | undefined
  refused: boolean
}

/** What is known of a session on the side of the processes. */
interface Kept {
  readonly server: ServerSession
  readonly maker: Member
  readonly order: number
  readonly deliveredAt: number
  /** It is about to be saved in the store. */
  saved: boolean
  /** Its logout was sent, or cannot be. */
  ended: boolean
}

/** How long, at least, credentials are not sent again if a lost challenge may be why they were refused. */
const lostChallenge = 240_000

/** In the same moment two processes of a key-value store may both log in. */
const settling = 1000

/** A session is as old as the login that made it, which ends within its deadline. */
const longestLogin = 30_000

/** How long after a login its outcome must be in the store, unless something went wrong meanwhile. */
const afterwards = 5000

export class Ledger {
  private readonly world: World
  private readonly vendor: Vendor
  private readonly place: Place | undefined
  private readonly flights: Array<Flight> = []
  private readonly open = new Set<Flight>()
  private readonly kept = new Map<number, Kept>()
  /** Which session each process was handed last, for each account. */
  private readonly current = new Map<Member, Map<number, number>>()
  /** When the program asked for a logout, by process and account, in time that the process was awake. */
  private readonly logouts = new Map<string, number>()
  /** The order in which processes received sessions, by the ids that the processes gave them. */
  private readonly orders = new Map<string, number>()
  private order = 0
  /** Ids of sessions that a process in trouble made without the store, and handed out. */
  private readonly unshared = new Set<string>()
  /** What lifts a guard: a reset, a store that lost all. */
  private readonly lifts: Array<{
    readonly account: number | undefined
    readonly member: Member | undefined
    readonly at: number
    /** How many logins had been sent by then: things happen in the same millisecond. */
    readonly flights: number
  }> = []

  constructor(world: World, vendor: Vendor, place: Place | undefined) {
    this.world = world
    this.vendor = vendor
    this.place = place
  }

  private hold(condition: boolean, message: () => string): void {
    this.world.hold(condition, message)
  }

  /** A process sends a login. At most one is on its way for each account and unexpired lease. */
  loginSent(member: Member, account: number, version: number): Flight {
    const { now } = this.world
    this.world.note(() => `${member.name} logs in to account ${account} with version ${version}`)
    this.hold(member.closedAt === undefined, () => `${member.name} logs in after its end`)
    for (const other of this.open) {
      if (other.account !== account || other.member.process.isKilled) continue
      if (other.member === member) {
        this.world.fail(`${member.name} has two logins of account ${account} in flight`)
      } else if (member.shares && this.isHealthyPair(member, other, now)) {
        this.world.fail(`${member.name} and ${other.member.name} both log in to account ${account}`)
      }
    }
    const flight: Flight = { member, account, version, sentAt: now, endedAt: undefined, refused: false }
    this.open.add(flight)
    this.flights.push(flight)
    return flight
  }

  private isHealthyPair(member: Member, other: Flight, now: number): boolean {
    if (member.process.wasTroubled(now) || other.member.process.wasTroubled(other.sentAt)) return false
    return member.store !== "keyValue" || now - other.sentAt > settling
  }

  loginEnded(flight: Flight): void {
    flight.endedAt = this.world.now
    this.open.delete(flight)
  }

  /** The vendor refused credentials. Bad ones cost the fleet one login, whoever tries them. */
  refused(flight: Flight): void {
    flight.refused = true
  }

  /** A process has a new session in hand. */
  delivered(member: Member, number: number): SessionValue {
    const server = this.vendor.find(number)
    const saved = this.kept.get(number)?.saved ?? false
    const deliveredAt = this.world.now
    this.kept.set(number, {
      server,
      maker: member,
      order: ++this.order,
      deliveredAt,
      saved,
      ended: false
    })
    return { account: server.account, number, version: server.version }
  }

  /** A process writes a session into the store. */
  saving(value: SessionValue): void {
    const kept = this.kept.get(value.number)
    if (kept !== undefined) kept.saved = true
  }

  /** A caller, or a request, has a session in hand. */
  handedOut(member: Member, account: number, session: Session<SessionValue>): void {
    const { number } = session.value
    this.hold(
      session.value.account === account,
      () => `${member.name} got a session of account ${session.value.account} for ${account}`
    )
    const kept = this.kept.get(number)
    if (kept?.maker === member && !this.orders.has(session.id)) this.orders.set(session.id, kept.order)
    if (kept === undefined) {
      this.world.fail(`${member.name} got session ${number}, which no login made`)
      return
    }
    const mine = this.current.get(member) ?? new Map<number, number>()
    this.current.set(member, mine.set(account, number))
    if (kept.maker !== member) {
      this.hold(
        member.shares || member.store === "memory",
        () => `${member.name} got session ${number} of ${kept.maker.name} without a store`
      )
      this.hold(
        member.store === "memory" || member.versions.includes(kept.server.version),
        () => `${member.name} got session ${number}, which was made with other credentials`
      )
    } else if (member.shares && member.process.wasTroubled(kept.deliveredAt)) {
      this.unshared.add(session.id)
    } else if (member.shares) {
      // One that a process had to itself before serves its callers until the renewed one is saved.
      this.hold(
        this.place?.everHeld(session.id) === true || this.unshared.has(session.id),
        () => `${member.name} hands out session ${number} before it is in the store`
      )
    }
  }

  /** The program logs an account out on purpose. */
  logoutAsked(member: Member, account: number): void {
    this.logouts.set(`${member.name} ${account}`, member.process.awake)
  }

  /** A process ends a session at the vendor: it must be its own, or ended on purpose. */
  loggedOut(member: Member, number: number): void {
    const kept = this.kept.get(number)
    if (kept === undefined) return
    kept.ended = true
    const { account } = kept.server
    const askedAt = this.logouts.get(`${member.name} ${account}`) ?? -Infinity
    if (member.process.awake - askedAt < 60_000 || !this.vendor.isAlive(kept.server)) return
    for (const [other, sessions] of this.current) {
      const uses = other !== member && other.isAlive && sessions.get(account) === number
      this.hold(!uses, () => `${member.name} logs session ${number} out, which ${other.name} uses`)
    }
  }

  /** Refused credentials may be tried again. */
  lifted(account?: number, member?: Member): void {
    this.lifts.push({ account, member, at: this.world.now, flights: this.flights.length })
  }

  /** The end: everything is closed. */
  finish(): void {
    this.cost()
    this.replaced()
  }

  /** Sessions that no process has ended, and that no store has. */
  left(): void {
    if (!this.vendor.rules.logsOut) return
    for (const kept of this.kept.values()) {
      const { maker, saved, server } = kept
      if (kept.ended || saved || maker.process.isKilled || !this.vendor.isAlive(server)) continue
      // A session that has expired by a clock that was set is not logged out.
      if (
        maker.wasDisturbed(server.madeAt - longestLogin) &&
        (this.vendor.rules.idle ?? this.vendor.rules.absolute) !== undefined
      )
        continue
      this.world.fail(`session ${server.number} of ${maker.name} is left`)
    }
  }

  /** Bad credentials are sent once, and again only after something that lifts their guard. */
  private cost(): void {
    const last = new Map<string, Flight>()
    for (const flight of this.flights) {
      const { account, endedAt, member, sentAt, version } = flight
      if (isGood(version) || !flight.refused || endedAt === undefined) continue
      if (member.shares && member.process.wasTroubled(sentAt, endedAt + afterwards)) continue
      const key = `${member.shares ? "fleet" : member.name} ${account} ${version}`
      const before = last.get(key)
      last.set(key, flight)
      if (before === undefined || member.wasDisturbed(before.sentAt) || this.isLifted(before, flight)) continue
      this.world.fail(
        `version ${version} of account ${account} is bad; ${before.member.name} and then ${member.name} tried it`
      )
    }
  }

  /** Whether a guard set by one login may be gone when another is sent. */
  private isLifted(first: Flight, second: Flight): boolean {
    const { account, version } = first
    const from = first.sentAt
    const until = second.sentAt
    const isBetween = (at: number) => from <= at && at <= until
    if (this.lifts.some((lift) => (lift.account ?? account) === account && isBetween(lift.at))) return true
    // A process that was reset may try once, even if another one has been refused meanwhile.
    const { member } = second
    const earlier = this.flights.slice(0, this.flights.indexOf(second))
    const triedSince = (flights: number) =>
      earlier.slice(flights).some((other) => other.member === member && other.account === account)
    const isOwn = (lift: { readonly account: number | undefined; readonly member: Member | undefined }) =>
      lift.member === member && lift.account === account
    if (this.lifts.some((lift) => isOwn(lift) && lift.flights <= earlier.length && !triedSince(lift.flights)))
      return true
    const { lockout, login } = this.vendor.rules
    // The guard of a lockout ends, and so does that of a refusal that may be a lost challenge.
    if (lockout !== undefined) return true
    if (login === "challenge" && until - from >= lostChallenge) return true
    // A record has room for one guard: that of other credentials takes its place. A session does not.
    const displaces = (other: Flight) =>
      other.account === account &&
      other.version !== version &&
      other.refused &&
      other.sentAt <= until &&
      (other.endedAt ?? until) >= from
    return first.member.shares && this.flights.some(displaces)
  }

  /** A record is never replaced by that of an older session: a process that lost its lease changes nothing. */
  private replaced(): void {
    if (this.place === undefined) return
    for (const history of this.place.histories()) {
      let newest = -1
      for (const id of history) {
        const order = this.orders.get(id)
        if (order === undefined) continue
        this.hold(
          order >= newest,
          () => `the record of session ${newest}, in order of their logins, was replaced by that of session ${order}`
        )
        newest = Math.max(newest, order)
      }
    }
  }
}
