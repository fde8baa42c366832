/**
 * One log line per failure, and a count instead of a line while failures of one server repeat. Owns the counts; all
 * accounts of a map share it.
 */
import * as Effect from "effect/Effect"
import type { Reason } from "../../Reason.ts"

/** For how long failures of one server that are alike are counted instead of told, in milliseconds. */
const quietFor = 60_000

/** The maximum number of kinds of failure that are counted; the oldest is told and forgotten. */
const kindLimit = 64

export interface LoggedFailure {
  readonly vendor: string
  readonly server: string
  /** A hash of the account, where it is known. */
  readonly account: string | undefined
  readonly cause: string
  readonly reason: Reason
  readonly millis: number
}

/** The account of a login that failed. */
interface FailingAccount {
  readonly accountHash: string | undefined
  readonly driver: { readonly vendor: string; readonly origin: string }
  readonly runtime: { readonly now: () => number }
}

/** A kind of failure, told at `toldAt` and seen this many times since. */
interface Seen {
  readonly server: string
  readonly toldAt: number
  readonly repeated: number
  readonly line: string
}

const quoted = (text: string): string => (/^[\w.:/@+-]+$/.test(text) ? text : JSON.stringify(text))

const textOf = (reason: Reason, field: "code" | "detail"): string | undefined => {
  const value: unknown = Reflect.get(reason, field)
  return typeof value === "string" && value !== "" ? value : undefined
}

/** `name=value`, in one line, as logfmt has it. */
const lineOf = (fields: { readonly [name: string]: string | number | undefined }): string =>
  Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(String(value))}`]))
    .join(" ")

export class FailureLog {
  readonly #seen = new Map<string, Seen>()

  /** Tells of a login that failed: see `failed`. */
  failedLogin(
    { accountHash, driver, runtime }: FailingAccount,
    { cause, startedAt }: { readonly cause: string; readonly startedAt: number },
    reason: Reason
  ): Effect.Effect<void> {
    const now = runtime.now()
    const { origin: server, vendor } = driver
    return this.failed({ vendor, server, account: accountHash, cause, reason, millis: now - startedAt }, now)
  }

  /** Tells a failure, or counts it if one like it has been told lately. */
  failed({ account, cause, millis, reason, server, vendor }: LoggedFailure, now: number): Effect.Effect<void> {
    const code = textOf(reason, "code")
    const kind = JSON.stringify([server, reason._tag, code])
    const before = this.#seen.get(kind)
    if (before !== undefined && now >= before.toldAt && now - before.toldAt < quietFor) {
      this.#seen.set(kind, { ...before, repeated: before.repeated + 1 })
      return Effect.void
    }
    const detail = textOf(reason, "detail")
    const subject = lineOf({ vendor, server, reason: reason._tag, code })
    const rest = lineOf({ account, cause, detail, millis, repeated: before?.repeated || undefined })
    const oldest = this.#seen.size >= kindLimit && before === undefined ? this.#forgetOldest() : Effect.void
    this.#seen.set(kind, { server, toldAt: now, repeated: 0, line: subject })
    return Effect.andThen(oldest, Effect.logWarning(`login failed ${subject} ${rest}`))
  }

  /** Logins of a server work again: its next failure is told, and what was counted is told now. */
  recovered(server: string): Effect.Effect<void> {
    return this.#flush(([, seen]) => seen.server === server)
  }

  /** Tells what was counted and not told yet, at the end. */
  end(): Effect.Effect<void> {
    return this.#flush(() => true)
  }

  #flush(isMeant: (entry: readonly [string, Seen]) => boolean): Effect.Effect<void> {
    return Effect.suspend(() => {
      const meant = [...this.#seen].filter(isMeant)
      for (const [kind] of meant) this.#seen.delete(kind)
      const untold = meant.flatMap(([, seen]) => (seen.repeated > 0 ? [seen] : []))
      return Effect.forEach(untold, tellRepeated, { discard: true })
    })
  }

  #forgetOldest(): Effect.Effect<void> {
    const [oldest] = this.#seen
    if (oldest === undefined) return Effect.void
    this.#seen.delete(oldest[0])
    return oldest[1].repeated === 0 ? Effect.void : tellRepeated(oldest[1])
  }
}

const tellRepeated = ({ line, repeated }: Seen): Effect.Effect<void> =>
  Effect.logWarning(`login failed ${line} repeated=${repeated}`)
