/** What the specs say, as far as pages show it. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { vendorNames } from "@crm-auth/packages/vendors"
import { parse } from "yaml"
import { root } from "../readme/readmes.ts"

export interface Field {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly secret?: boolean
  readonly required?: boolean
  readonly variable: string
  readonly where: string
}

export interface Row {
  readonly operation: ReadonlyArray<string>
  readonly code?: ReadonlyArray<string | null>
  readonly status?: ReadonlyArray<string | number>
  readonly body?: string
  readonly text?: string
  readonly network?: boolean
  readonly where?: ReadonlyArray<{ readonly at: string }>
  readonly sent?: { readonly [field: string]: boolean }
  readonly reason: string
  readonly retry: string | { readonly safe: string; readonly unsafe: string }
  readonly guard?: string
  readonly rejectedBeforeWork?: boolean
  readonly evidence: string
}

interface Duration {
  readonly at?: string
  readonly unit?: string
  readonly default?: string
}

export interface Login {
  readonly steps?: ReadonlyArray<string>
  readonly insecure?: string
  readonly secondFactor?: unknown
  readonly lifetime?: {
    readonly idle?: ReadonlyArray<string | Duration>
    readonly absolute?: ReadonlyArray<string | Duration>
    readonly slides?: string
  }
}

export interface Spec {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly fields: ReadonlyArray<Field>
  readonly methods: ReadonlyArray<{
    readonly id: string
    readonly label: string
    readonly description: string
    readonly fields: ReadonlyArray<Field>
  }>
  readonly logins: { readonly [operation: string]: Login }
  readonly places: ReadonlyArray<{ readonly in: string; readonly name: string; readonly scheme?: string }>
  /** The vendor's own rows, then those of the vendor that it extends. */
  readonly rows: ReadonlyArray<Row>
}

const documentOf = (name: string) => parse(readFileSync(join(root, "specs", `${name}.yaml`), "utf8"))

const specOf = (name: string): Spec => {
  const document = documentOf(name)
  const crm = document["x-crm-auth"]
  const parent = crm.extends === undefined ? undefined : documentOf(crm.extends)["x-crm-auth"]
  return {
    name,
    label: document.info.title,
    description: document.info.description,
    fields: crm.server.fields,
    methods: Object.entries<Omit<Spec["methods"][number], "id">>(crm.credentials).map(([id, method]) => ({
      ...method,
      id
    })),
    logins: crm.logins,
    places: crm.place ?? parent?.place ?? [],
    rows: [...crm.errors, ...(parent?.errors ?? [])]
  }
}

/** The specs of all vendors, in the order of their names. */
export const specs: ReadonlyArray<Spec> = vendorNames.map(specOf)
