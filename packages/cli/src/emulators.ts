/** Vendors' emulators, by the vendor's name. Only the vendor that is asked for is loaded. */
import type { Emulator, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import type { EmulatorOptions } from "./emulatorOptions.ts"
import { basePathOf } from "./serverPath.ts"
import { type VendorPackage, vendorPackages } from "./vendorPackages.ts"

/** How a vendor's emulator is made. */
export interface EmulatorFactory {
  readonly name: string
  readonly label: string
  /** The path that every address of the vendor has. */
  readonly basePath: string
  readonly fixture: VendorFixture
  /**
   * Makes the emulator at an address: one of the fixture's dialects, or with options of its own, whose `url` goes before
   * the address.
   */
  readonly make: (
    address: string,
    chosen: { readonly dialect?: string | undefined; readonly options?: EmulatorOptions | undefined }
  ) => Promise<Emulator>
}

type Maker = { readonly make: (options: EmulatorOptions) => Effect.Effect<Emulator> }

const isMaker = (value: unknown): value is Maker => Predicate.hasProperty(value, "make")

/** An emulator is exported under its vendor's name. */
const makerOf = (name: string, module: { readonly [name: string]: unknown }): Maker => {
  const [, maker] =
    Object.entries(module).find(([key]) => key.toLowerCase() === `${name.replaceAll("-", "")}emulator`) ?? []
  if (!isMaker(maker)) throw new TypeError(`The package of "${name}" exports no emulator.`)
  return maker
}

const factoryOf = async ({ name, testing }: VendorPackage): Promise<EmulatorFactory> => {
  const module = await testing()
  const { fixture } = module
  const maker = makerOf(name, module)
  const basePath = basePathOf(fixture.vendor.protocol.server)
  return {
    name,
    label: fixture.vendor.label,
    basePath,
    fixture,
    make: (address, { dialect, options }) =>
      Effect.runPromise(
        dialect === undefined
          ? maker.make({ url: address + basePath, ...options })
          : fixture.emulator({ url: address + basePath, dialect })
      )
  }
}

/** The names of the vendors that have an emulator. */
export const emulatorNames: ReadonlyArray<string> = vendorPackages.map(({ name }) => name)

/** Loads a vendor's emulator; `undefined` if there is no such vendor. */
export const loadEmulator = async (vendor: string): Promise<EmulatorFactory | undefined> => {
  const found = vendorPackages.find(({ name }) => name === vendor)
  return found === undefined ? undefined : factoryOf(found)
}
