/** The table of all vendors in the README of the repository, from what their specs say. */
import type { Limit, LoginLifetime, Place, Vendor } from "@crm-auth/core/Driver"
import { lower, table } from "./tables.ts"

const units = [
  [/(\d+)H/, "hour"],
  [/(\d+)M/, "minute"],
  [/(\d+)S/, "second"]
] as const

/** A duration of a spec, such as `PT1H30M`, in words. */
const durationText = (duration: string): string =>
  units
    .flatMap(([pattern, unit]) => {
      const amount = pattern.exec(duration)?.[1]
      return amount === undefined ? [] : [`${amount} ${unit}${amount === "1" ? "" : "s"}`]
    })
    .join(" ")

/** The first limit that the spec gives as a number, else what tells it. */
const limitText = (limits: ReadonlyArray<Limit>, use: string): string => {
  const known = limits.find((limit) => typeof limit === "string" && limit !== "unknown")
  if (typeof known === "string") return `after ${durationText(known)}${use}`
  return limits.some((limit) => typeof limit !== "string")
    ? `after the time${use} that the login's reply says`
    : `after an unknown time${use}`
}

/** Whether a release has other limits than one before, as far as they do not come with a reply. */
const dependsOnRelease = ({ read }: LoginLifetime, releases: ReadonlyArray<string>): boolean =>
  new Set([undefined, ...releases].map((release) => JSON.stringify(read?.({}, release)))).size > 1

const lifetimeText = (lifetime: LoginLifetime, releases: ReadonlyArray<string>): string => {
  const { absolute, idle, slides } = lifetime
  const limits = [
    ...(idle === undefined ? [] : [limitText(idle, " without use")]),
    ...(absolute === undefined ? [] : [limitText(absolute, "")])
  ]
  // What replies start again is an idle time, even if its length is unknown.
  const isUnknown = limits.length === 0 && slides !== undefined && slides !== "never"
  const unlimited = isUnknown ? limitText([], " without use") : "when the vendor rejects it"
  const text = limits.length === 0 ? unlimited : limits.join(", at the latest ")
  return dependsOnRelease(lifetime, releases) ? `${text} (depends on the release)` : text
}

const lifetimesText = ({ protocol }: Vendor): string => {
  const texts = Object.values(protocol.logins).map(({ lifetime }) => lifetimeText(lifetime, protocol.releases))
  const [first = "", ...others] = new Set(texts)
  return [first, ...others.map((text) => `of other logins ${text}`)].join("; ")
}

const partText: { readonly [part in Place["in"]]: string } = {
  header: "a header",
  query: "the query",
  form: "the form",
  json: "the JSON body"
}

const placesText = ({ protocol }: Vendor): string => {
  const places = [...protocol.place, ...Object.values(protocol.tokens).map(({ place }) => place)]
  const parts = [...new Set(places.map((place) => partText[place.in]))]
  const last = parts.pop() ?? ""
  return `in ${parts.length === 0 ? last : `${parts.join(", ")} or ${last}`}`
}

const credentialsText = ({ methods, protocol }: Vendor): string => {
  const asksForKey = Object.values(protocol.logins).some(({ secondFactor }) => secondFactor?.kind === "oneTimeKey")
  const labels = methods.map(({ credentials }) => lower(credentials.label))
  return `${labels.join("; ")}${asksForKey ? ", and a one-time key if asked for" : ""}`
}

/** The table of vendors: package, credentials, lifetime and place of a session. */
export const vendorsTable = (vendors: ReadonlyArray<Vendor>): string =>
  table([
    ["package", "vendor", "credentials", "a session ends", "the session travels"],
    ...vendors.map((vendor) => [
      `[\`@crm-auth/${vendor.name}\`](packages/${vendor.name})`,
      vendor.label,
      credentialsText(vendor),
      lifetimesText(vendor),
      placesText(vendor)
    ])
  ])
