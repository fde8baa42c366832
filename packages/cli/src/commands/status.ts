/** `crm-auth status`: every known session, and where each value came from. */
import * as Effect from "effect/Effect"
import { expiresAt, type Known, readAllKnown } from "../known.ts"
import { answer, table } from "../output.ts"
import { readProfiles } from "../profiles.ts"
import { Settings } from "../settings.ts"
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

/** Runs the command. It sends nothing. */
export const run = Effect.gen(function* () {
  const { folders } = yield* Settings
  const profiles = yield* readProfiles(folders)
  const all = readAllKnown(folders)
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
    ])
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
    }))
  ]
  yield* answer(sessions.length === 0 ? "No session yet. Run `crm-auth login <vendor>`." : table(rows), {
    version: 1,
    sessions
  })
})
