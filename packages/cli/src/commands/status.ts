/** `crm-auth status`: every known session, and where each value came from. */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { expiresAt, type Known, readAllKnown } from "../known.ts"
import { answer, table } from "../output.ts"
import { readProfiles } from "../profiles.ts"
import type { Folders } from "../paths.ts"
import { Settings } from "../settings.ts"
import { keyOf, readSlot, slotsOf, type StoredFile } from "../storeFiles.ts"
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

const slotOf = (folders: Folders, slot: string): StoredFile | undefined =>
  Result.getOrUndefined(Result.try(() => readSlot(folders, slot)))

/**
 * What is known of a session, corrected by the store: other programs may have ended it, or renewed it. Without the store's
 * key, or if the session is due for renewal, the store says only whether there is one.
 */
const corrected = (known: Known, folders: Folders, key: Buffer | undefined): Known => {
  if (known.store !== "file" || known.slot === undefined || known.session === undefined) return known
  const file = slotOf(folders, known.slot)
  const { session, ...rest } = known
  if (file === undefined || (key !== undefined && file.holdsSession(key) === false)) return rest
  const found = key === undefined ? undefined : file.open(key)
  if (found === undefined) return known
  const usedAt = Math.max(file.writtenAt, found.id === session.id ? session.usedAt : 0)
  return { ...known, session: { ...session, id: found.id, issuedAt: found.issuedAt, usedAt } }
}

/** When the sessions were written that the store has and no profile names, such as those of a profile that was removed. */
const unnamed = (folders: Folders, all: ReadonlyArray<Known>, key: Buffer | undefined): ReadonlyArray<number> => {
  if (key === undefined) return []
  const named = new Set(all.map(({ slot }) => slot))
  return slotsOf(folders).flatMap((slot) => {
    const file = named.has(slot) ? undefined : slotOf(folders, slot)
    return file?.holdsSession(key) === true ? [file.writtenAt] : []
  })
}

/** Runs the command. It sends nothing. */
export const run = Effect.gen(function* () {
  const { environment, folders } = yield* Settings
  const profiles = yield* readProfiles(folders)
  const noted = readAllKnown(folders)
  const key = keyOf(environment, folders)
  const all = noted.map((known) => corrected(known, folders, key))
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
