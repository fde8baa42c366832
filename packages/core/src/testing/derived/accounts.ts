/** Who may log in to a derived emulator. Owns the accounts and the challenges that they were given. */
import type { EmulatorField, EmulatorMethod } from "../EmulatorSpec.ts"

/** One account of one login method. */
export interface DerivedAccount {
  readonly method: EmulatorMethod
  /** What a person enters. */
  readonly fields: Map<string, string>
  /** The replies of login steps that wait for their login, by step, the newest last. */
  readonly challenges: Map<string, Array<{ readonly document: unknown; readonly at: number }>>
}

const madeUp = (vendor: string, method: string, { kind, name, secret }: EmulatorField): string => {
  if (kind === "number") return "12345"
  return secret ? `${vendor}-${method}-${name}-s3cret` : `${name.toLowerCase()}@${vendor}.example`
}

/** Accounts with made-up values: one for each method, or for each set of its fields. */
const defaults = (vendor: string, method: EmulatorMethod): ReadonlyArray<ReadonlyMap<string, string>> =>
  (method.variants ?? [{ required: method.fields.map(({ name }) => name) }]).map(
    ({ required }) =>
      new Map(
        method.fields
          .filter(({ name }) => required.includes(name))
          .map((one) => [one.name, madeUp(vendor, method.id, one)])
      )
  )

/** The name by which people know an account: its fields that are no secret. */
export const nameOf = ({ fields, method }: DerivedAccount): string => {
  const open = method.fields.filter(({ secret }) => !secret).flatMap(({ name }) => fields.get(name) ?? [])
  return open.length === 0 ? method.id : open.join(" ")
}

/** The accounts of a server: those that were given, or one for each set of fields of each method. */
export const accountsOf = (
  vendor: string,
  methods: ReadonlyArray<EmulatorMethod>,
  given: ReadonlyArray<{ readonly [field: string]: string }> | undefined
): ReadonlyArray<DerivedAccount> =>
  methods.flatMap((method) => {
    const own = given
      ?.filter((account) => account["login"] === method.id)
      .map(
        (account) =>
          new Map(Object.entries(account).filter(([name]) => method.fields.some((field) => field.name === name)))
      )
    return (own ?? defaults(vendor, method).map((fields) => new Map(fields))).map((fields): DerivedAccount => ({
      method,
      fields,
      challenges: new Map()
    }))
  })

/** An account as the emulator lists it. */
export const listed = ({ fields, method }: DerivedAccount): { readonly [field: string]: string } => ({
  login: method.id,
  ...Object.fromEntries(fields)
})
