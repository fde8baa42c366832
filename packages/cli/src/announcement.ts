/**
 * What a command is about to do, and for whom: the first line that a person sees of a command that asks a vendor. It comes
 * before anything of the vendor is loaded.
 */
import { plainValue } from "./plainValue.ts"
import { type PlainProfile, readPlainProfile } from "./plainProfile.ts"
import type { Settings } from "./settings.ts"
import { type VendorEntry, vendors } from "./vendors.ts"

type Asked = Pick<typeof Settings.Service, "account" | "environment" | "folders" | "method" | "profile">

const readProfile = (settings: Asked, name: string): PlainProfile | undefined => {
  try {
    return readPlainProfile(settings.folders, name)
  } catch {
    return undefined
  }
}

/** An address without anything that may be secret in it; `undefined` for a text that is no address. */
const shownAddress = (text: string): string | undefined => {
  const url = URL.parse(text)
  return url === null ? undefined : url.origin + url.pathname.replace(/\/+$/, "")
}

/** Control characters in a name could rewrite the line. */
const isPrintable = (text: string): boolean => !/\p{Cc}/u.test(text)

const describe = (
  vendor: VendorEntry,
  settings: Asked,
  withAccount: boolean,
  mayMakeProfile: boolean
): string | undefined => {
  const profile = readProfile(settings, settings.profile ?? vendor.name)
  const isUnknown = profile === undefined && (settings.profile ?? vendor.name) !== vendor.name
  if (isUnknown && !mayMakeProfile) return undefined
  const method = settings.method ?? profile?.method
  const found = method === undefined ? vendor.methods[0] : vendor.methods.find(({ name }) => name === method)
  // A profile of another vendor, a method or a flag that there is not: they are refused later.
  if (found === undefined || (profile !== undefined && profile.vendor !== vendor.name)) return undefined
  const isForeign = (name: string) => !found.fields.some((field) => field.name === name)
  if (Object.keys(settings.account).some(isForeign)) return undefined
  const values = found.fields
    .filter(({ secret }) => !secret)
    .map((field) => ({ field, value: plainValue(field, settings, profile?.account).value }))
  const url = values.find(({ field }) => field.name === "url")?.value ?? vendor.address
  // What is missing is asked for, or the command ends: there is nothing to say yet.
  const isMissing = ({ field, value }: (typeof values)[number]) =>
    field.credential && field.required && value === undefined
  if (url === undefined || (withAccount && values.some(isMissing))) return undefined
  const address = shownAddress(url)
  const account = withAccount
    ? values.flatMap(({ field, value }) => (field.credential && value !== undefined ? [value] : [])).join(" ")
    : ""
  return [
    vendor.label,
    ...(address === undefined ? [] : [`at ${address}`]),
    ...(account === "" || !isPrintable(account) ? [] : [`as ${account}`])
  ].join(" ")
}

/** One line for each vendor; empty where the command is going to fail or to ask a person before it asks any vendor. */
export const announcementOf = (
  doing: string,
  names: ReadonlyArray<string>,
  settings: Asked,
  { mayMakeProfile = false, withAccount = true } = {}
): string => {
  const lines = names.map((name) => {
    const vendor = vendors.find((one) => one.name === name.toLowerCase())
    return vendor === undefined ? undefined : describe(vendor, settings, withAccount, mayMakeProfile)
  })
  return lines.includes(undefined) ? "" : lines.map((line) => `${doing} ${line}\n`).join("")
}
