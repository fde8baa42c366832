/** `crm-auth status`: every known session, and where each value came from. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { expiresAt, type Known, readAllKnown } from "../known.ts"
import { answer, note, progress, table } from "../output.ts"
import { readProfiles } from "../profiles.ts"
import type { Folders } from "../paths.ts"
import { Settings } from "../settings.ts"
import { readSlot, slotsOf, type StoredRecord } from "../storeFiles.ts"
import { existingKey } from "../storeKey.ts"
import { inTime, span } from "../time.ts"

const left = ({ session }: Known, now: number): string => {
  if (session === undefined) return "no session"
  const end = expiresAt(session)
  return end === undefined ? "unknown" : end <= now ? "ended" : span(end - now)
}

const sources = (known: Known): string =>
  [
    ...known.fields.map(({ name, source }) => `${name}: ${source}`),
    `session: ${known.store === "none" ? "not kept" : `store (${known.store})`}`
  ].join(", ")

const slotOf = (folders: Folders, slot: string): StoredRecord | undefined =>
  Result.getOrUndefined(Result.try(() => readSlot(folders, slot)))

/** Finds the record of a session; `false` if the store cannot be asked. */
type Find = (known: Known, slot: string) => StoredRecord | undefined | false

/**
 * What is known of a session, corrected by the store: other programs may have ended it, or renewed it. Without the store's
 * key, or if the session is due for renewal, the store says only whether there is one.
 */
const corrected = (known: Known, find: Find, key: Buffer | undefined): Known => {
  if (known.slot === undefined || known.session === undefined) return known
  const record = find(known, known.slot)
  if (record === false) return known
  const { session, ...rest } = known
  if (record === undefined || (key !== undefined && record.holdsSession(key) === false)) return rest
  const found = key === undefined ? undefined : record.open(key)
  if (found === undefined) return known
  const usedAt = Math.max(record.writtenAt, found.id === session.id ? session.usedAt : 0)
  return { ...known, session: { ...session, id: found.id, issuedAt: found.issuedAt, usedAt } }
}

/** Looks into the stores of all sessions: the files, and Redis if one of them is kept there. */
const finder = Effect.fnUntraced(function* (all: ReadonlyArray<Known>) {
  const { environment, folders } = yield* Settings
  const inRedis = all.flatMap(({ slot, store }) => (store === "redis" && slot !== undefined ? [slot] : []))
  const url = environment["REDIS_URL"]
  const records =
    inRedis.length === 0 || url === undefined || url === ""
      ? undefined
      : yield* Effect.flatMap(
          Effect.promise(() => import("../storeRedis.ts")),
          ({ readRedisSlots }) => readRedisSlots(url, inRedis)
        )
  if (inRedis.length > 0 && records === undefined) {
    const why = url === undefined || url === "" ? "REDIS_URL is not set" : "Redis does not answer"
    yield* note(`${why}: sessions that are kept there are shown as they were noted last.`)
  }
  const find: Find = ({ store }, slot) => {
    if (store === "file") return slotOf(folders, slot)
    return store === "redis" && records !== undefined ? records.get(slot) : false
  }
  return find
})

/** When the sessions were written that the store has and no profile names, such as those of a profile that was removed. */
const unnamed = (folders: Folders, all: ReadonlyArray<Known>, key: Buffer | undefined): ReadonlyArray<number> => {
  if (key === undefined) return []
  const named = new Set(all.map(({ slot }) => slot))
  return slotsOf(folders).flatMap((slot) => {
    const file = named.has(slot) ? undefined : slotOf(folders, slot)
    return file?.holdsSession(key) === true ? [file.writtenAt] : []
  })
}

/** Runs the command. It sends nothing to a vendor. */
export const run = Effect.gen(function* () {
  const { folders } = yield* Settings
  const profiles = yield* readProfiles(folders)
  const noted = readAllKnown(folders)
  const key = yield* existingKey
  const find = yield* progress("Looking into the store", finder(noted))
  const all = noted.map((known) => corrected(known, find, key))
  const others = unnamed(folders, noted, key)
  const now = Date.now()
  const idle = Object.entries(profiles).filter(([name]) => !all.some(({ profile }) => profile === name))
  const rows = [
    ["PROFILE", "VENDOR", "ACCOUNT", "AGE", "LEFT", "LAST FAILURE", "SOURCES"],
    ...all.map((known) => [
      known.profile,
      known.vendor,
      known.account,
      known.session === undefined ? "-" : span(now - known.session.issuedAt),
      left(known, now),
      known.lastFailure?.reason ?? "-",
      sources(known)
    ]),
    ...idle.map(([name, { account, vendor }]) => [
      name,
      vendor,
      account["username"] ?? "",
      "-",
      "no session",
      "-",
      Object.keys(account)
        .map((field) => `${field}: profile`)
        .join(", ")
    ]),
    ...others.map((writtenAt) => ["-", "-", "unknown", span(now - writtenAt), "unknown", "-", "session: store (file)"])
  ]
  const sessions = [
    ...all.map((known) => ({
      profile: known.profile,
      vendor: known.vendor,
      account: known.account,
      url: known.origin,
      issuedAt: inTime(known.session?.issuedAt),
      expiresAt: inTime(known.session === undefined ? undefined : expiresAt(known.session)),
      store: known.store,
      lastFailure: known.lastFailure ?? null,
      sources: Object.fromEntries(known.fields.map(({ name, source }) => [name, source]))
    })),
    ...idle.map(([name, { account, vendor }]) => ({
      profile: name,
      vendor,
      account: account["username"] ?? "",
      url: account["url"] ?? "",
      issuedAt: null,
      expiresAt: null,
      store: null,
      lastFailure: null,
      sources: Object.fromEntries(Object.keys(account).map((field) => [field, "profile"]))
    })),
    ...others.map((writtenAt) => ({
      profile: null,
      vendor: null,
      account: null,
      url: null,
      issuedAt: null,
      writtenAt: inTime(writtenAt),
      expiresAt: null,
      store: "file",
      lastFailure: null,
      sources: {}
    }))
  ]
  yield* answer(sessions.length === 0 ? "No session yet. Run `crm-auth login <vendor>`." : table(rows), {
    version: 1,
    sessions
  })
})
