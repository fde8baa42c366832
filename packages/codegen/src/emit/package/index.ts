/**
 * Writes the files of a package that are the same for every vendor but for its names: the face, the service, the options,
 * the managers, the reading of replies, and two entries. They stand where hand-written ones would: an author who needs
 * more takes a file over by deleting its first line.
 */
import type { Operation } from "../../model/operation.ts"
import type { PackageFile } from "../../read/crm-auth.ts"
import type { Spec } from "../../read/spec.ts"
import { doc, header, ofCore, sorted } from "../text.ts"
import { managersModule } from "./managers.ts"
import { packageNames, type PackageNames } from "./names.ts"
import { optionsModule } from "./options.ts"
import { promiseModule } from "./promise.ts"
import { replyModule } from "./reply.ts"
import { serviceModule } from "./service.ts"

/** What programs that use a package need of core's `Driver`. */
const driverTypes =
  "AccountField AccountOptions AnyOptions ConfigOptions CredentialField CredentialOptions CredentialVariant FieldWords " +
  "LoginCredentials MethodCredentials MethodWords Operation Protocol Refine ServerOptions SessionLifetime " +
  "SessionOperation Vendor VendorMethod"

/** What they need of core's `SessionManager`. */
const managerTypes = "AuthorizedClient RenewalCause SessionManagerOptions SessionTrouble"

const indexModule = (spec: Spec, names: PackageNames): string => {
  const { configOptions, credentials, methods, name, serverOptions, session } = names
  const options = sorted([
    configOptions,
    serverOptions,
    ...credentials,
    ...methods.flatMap((one) => [one.options, one.accountOptions])
  ])
  const made = sorted(methods.flatMap((one) => [one.make, one.makeMap]))
  return [
    header(spec.file),
    doc([`Log in to ${names.label} and stay logged in.`], ["@since 0.1.0"]),
    `export { ${name} } from "./${name}.ts"`,
    `export type { ${options.join(", ")} } from "./${name}Options.ts"`,
    `export { ${session} } from "./${session}.ts"`,
    `export { ${[...made, "vendor"].join(", ")} } from "./managers.ts"`,
    `export { filterReplyOk } from "./reply.ts"`,
    ofCore,
    `export { AuthError, ReplaySafe, replaySafe, SecondFactor } from "@crm-auth/core"`,
    `export type * from "@crm-auth/core"`,
    `export type { ${driverTypes.split(" ").join(", ")} } from "@crm-auth/core/Driver"`,
    `export type { ${managerTypes.split(" ").join(", ")} } from "@crm-auth/core/SessionManager"`,
    `export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"\n`
  ].join("\n")
}

const operationsModule = (spec: Spec, { label }: PackageNames, operations: ReadonlyArray<Operation>): string =>
  [
    header(spec.file),
    doc([`The operations of ${label} that its spec describes, and their types.`], ["@since 0.1.0"]),
    `export { ${sorted(operations.map(({ id }) => id)).join(", ")} } from "./generated/operations.ts"`,
    `export type * from "./generated/schemas.ts"`,
    ofCore,
    `export type { Operation, SessionOperation } from "@crm-auth/core/Driver"\n`
  ].join("\n")

/** The modules of a package, none without a `package` in the spec. */
export const packageModules = (
  spec: Spec,
  operations: ReadonlyArray<Operation>
): ReadonlyArray<{ readonly path: string; readonly code: string }> => {
  const names = packageNames(spec)
  if (names === undefined) return []
  const { name, only } = names
  const files: ReadonlyArray<readonly [file: PackageFile, path: string, code: () => string]> = [
    ["index", "src/index.ts", () => indexModule(spec, names)],
    ["operations", "src/operations.ts", () => operationsModule(spec, names, operations)],
    ["promise", "src/promise.ts", () => promiseModule(spec, names)],
    ["reply", "src/reply.ts", () => replyModule(spec, names)],
    ["managers", "src/managers.ts", () => managersModule(spec, names)],
    ["service", `src/${name}.ts`, () => serviceModule(spec, names)],
    ["options", `src/${name}Options.ts`, () => optionsModule(spec, names)]
  ]
  return files
    .filter(([file]) => only === undefined || only.includes(file))
    .map(([, path, code]) => ({ path, code: code() }))
}
