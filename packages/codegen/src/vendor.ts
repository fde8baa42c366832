/** One vendor's generated modules, from its spec. */
import * as Effect from "effect/Effect"
import { checkCredentials } from "./check/credentials.ts"
import { checkDriver } from "./check/driver.ts"
import { checkMakes } from "./check/makes.ts"
import { checkNames } from "./check/names.ts"
import { checkPointers } from "./check/pointers.ts"
import { checkRows } from "./check/rows.ts"
import { checkSession } from "./check/session.ts"
import { arazzoModule } from "./emit/arazzo.ts"
import { credentialsModule } from "./emit/credentials.ts"
import { emulatorModule } from "./emit/emulator.ts"
import { examplesModule } from "./emit/examples.ts"
import { format } from "./emit/format.ts"
import { loginModule } from "./emit/login.ts"
import { operationsModule } from "./emit/operations.ts"
import { packageModules } from "./emit/package/index.ts"
import { protocolModule } from "./emit/protocol.ts"
import { type Schemas, schemasModule, writeSchemas } from "./emit/schemas.ts"
import { sessionModule } from "./emit/session.ts"
import { extended, withoutBase } from "./model/base.ts"
import type { Base } from "./model/base.ts"
import { operationsOf } from "./model/build.ts"
import type { Operation } from "./model/operation.ts"
import { strictPlaces } from "./model/strict.ts"
import type { CommandFailure } from "./problem.ts"
import { isGeneratedWhole } from "./read/crm-auth.ts"
import type { Spec } from "./read/spec.ts"

/** A generated file, named from the package's folder. */
export interface Module {
  readonly path: string
  readonly code: string
}

export interface Vendor {
  readonly spec: Spec
  readonly base: Base
  readonly operations: ReadonlyArray<Operation>
}

/** Reads what the spec means and reports what doesn't hold together. `parent` is the vendor that the spec extends. */
export const understand = (spec: Spec, parent: Base | undefined): Vendor => {
  const operations = operationsOf(spec)
  const base = parent === undefined ? withoutBase(spec) : extended(spec, parent, operations)
  checkNames(spec, operations)
  checkPointers(spec, operations)
  checkSession(spec, operations)
  checkCredentials(spec, operations)
  checkMakes(spec, operations)
  checkDriver(spec, operations)
  checkRows(spec, base, operations)
  return { spec, base, operations }
}

/** The modules of a vendor. Everything that can still be reported is reported before this returns. */
export const write = ({
  base,
  operations,
  spec
}: Vendor): { readonly modules: ReadonlyArray<Module>; readonly schemas: Schemas } => {
  const schemas = writeSchemas(spec, operations, strictPlaces(spec, operations))
  const login = isGeneratedWhole(spec.crm) ? loginModule(spec, operations) : undefined
  const arazzo = arazzoModule(spec, base, operations)
  const modules = [
    { path: "src/generated/schemas.ts", code: schemasModule(spec.file, schemas.written) },
    { path: "src/generated/operations.ts", code: operationsModule(spec, base, operations) },
    { path: "src/generated/credentials.ts", code: credentialsModule(spec) },
    { path: "src/generated/protocol.ts", code: protocolModule(spec, base, operations) },
    { path: "src/generated/session.ts", code: sessionModule(spec, operations) },
    ...(login === undefined ? [] : [{ path: "src/generated/login.ts", code: login }]),
    ...packageModules(spec, operations),
    { path: "src/generated/emulator.ts", code: emulatorModule(spec, operations) },
    { path: "test/generated/examples.ts", code: examplesModule(spec, operations) },
    ...(arazzo === undefined ? [] : [{ path: "test/generated/arazzo.json", code: arazzo }])
  ]
  return { modules, schemas }
}

/** Formats modules. */
export const layOut = (modules: ReadonlyArray<Module>): Effect.Effect<ReadonlyArray<Module>, CommandFailure> =>
  Effect.forEach(modules, (module) =>
    Effect.map(format(module.path, module.code), (code) => ({ path: module.path, code }))
  )
