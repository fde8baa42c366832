/** Asks a vendor's package what the command line has to know of the vendor. */
import type { Vendor } from "@crm-auth/core/Driver"
import type { Place, VendorData } from "./catalogueEntry.ts"
import type { VendorPackage } from "./vendorPackages.ts"

const placesOf = ({ protocol }: Vendor, method: string): ReadonlyArray<Place> => {
  const token = protocol.tokens[method]
  const places = token === undefined ? protocol.place : [token.place]
  return places.map(({ in: location, name, scheme }) => ({
    in: location,
    name,
    ...(scheme === undefined ? undefined : { scheme })
  }))
}

/** What is looked at of an operation. */
interface Asked {
  readonly id: string
  readonly method: string
  readonly target: string
}

const operationsOf = async ({ operations }: VendorPackage): Promise<ReadonlyArray<Asked>> =>
  Object.values(await operations()).flatMap(({ id, method, target }) =>
    id === undefined || method === undefined || target === undefined
      ? []
      : [{ id, method, target: target.replace(/#.*$/, "") }]
  )

/** A read, for a look at the server without a session. Operations of logins do not count. */
const probeOf = ({ protocol }: Vendor, operations: ReadonlyArray<Asked>) => {
  const read = operations.find(({ id, method }) => method === "GET" && !/challenge|token/i.test(id))
  const [method = "GET", path = "/"] = read === undefined ? (protocol.safe[0]?.split(" ") ?? []) : ["GET", read.target]
  return { method, path }
}

/** The vendor as plain data. */
export const describeVendor = async (found: VendorPackage): Promise<VendorData> => {
  const { vendor } = await found.load()
  const { label, methods, name, protocol, serverFields } = vendor
  const operations = await operationsOf(found)
  const isFamily = operations.every(({ target }) => target === "/webservice.php")
  return {
    name,
    label,
    ...(protocol.server.default === undefined ? undefined : { address: protocol.server.default }),
    serverFields,
    methods: methods.map(({ credentials }) => ({ ...credentials, places: placesOf(vendor, credentials.id) })),
    safe: protocol.safe,
    // A request to webservice.php that names no operation is a server error.
    probe: isFamily ? { method: "GET", path: "/webservice.php?operation=listtypes" } : probeOf(vendor, operations),
    isFamily
  }
}
