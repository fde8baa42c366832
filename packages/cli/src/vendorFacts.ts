/**
 * What a vendor's spec says that is plain data, for commands that explain, look, or begin before the vendor is loaded. In
 * the workspace its package is asked; the build puts the answers in the place of this module, so that nothing of a vendor
 * is loaded for them.
 */
import type { Envelope, ErrorRow, Protocol } from "@crm-auth/core/Driver"
import type { EmulatorNames } from "@crm-auth/core/testing"
import { vendorPackages } from "./vendorPackages.ts"

/** The names that a vendor's emulator knows. */
export type Named = Required<Omit<EmulatorNames, "account" | "options">>

/** A vendor's spec, as far as it is plain data. */
export interface VendorFacts extends Pick<Protocol, "vendor" | "server"> {
  /** What each code means. */
  readonly errors: ReadonlyArray<ErrorRow>
  /** By what its replies are known. */
  readonly envelope: Omit<Envelope, "parse">
  /** The releases or variants that its emulator can behave as. */
  readonly dialects: ReadonlyArray<string>
  /** What may be named to its emulator. */
  readonly emulator: Named | undefined
}

/** The facts of one vendor. */
export const factsOf = async (name: string): Promise<VendorFacts> => {
  const found = vendorPackages.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no package of ${name}`)
  const [
    {
      vendor: { protocol }
    },
    { fixture }
  ] = await Promise.all([found.load(), found.testing()])
  const { parse: _, ...envelope } = protocol.envelope
  const { errors, server, vendor } = protocol
  const { operations, others = ["unknown"] } = fixture.names ?? {}
  const emulator = operations === undefined ? undefined : { operations, others }
  return { vendor, server, errors, envelope, dialects: fixture.dialects, emulator }
}
