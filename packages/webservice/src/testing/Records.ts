/**
 * A few operations that need a session: two reads and a write.
 *
 * @since 0.1.0
 */
import * as Predicate from "effect/Predicate"
import type { User } from "./Accounts.ts"
import type { Refusal } from "./Dialect.ts"
import { type Call, type Installation, type Outcome, refuse, succeed } from "./Installation.ts"
import { fromJson } from "./Php.ts"

const denied = (what: string): Refusal => ({
  code: "ACCESS_DENIED",
  message: `Permission to perform the operation is denied${what}`
})

const modules = [
  { name: "Contacts", singular: "Contact", fieldTypes: ["string", "email", "phone", "owner"] },
  { name: "Users", singular: "User", fieldTypes: ["string", "email", "picklist"] }
]

/**
 * Answers listtypes: the modules, or those that have a field of one of the types in `fieldTypeList`.
 *
 * @category operations
 * @since 0.1.0
 */
export const listTypes = (_: Installation, call: Call): Outcome => {
  const wanted = fromJson(call.input.get("fieldTypeList") ?? "null")
  const chosen = Array.isArray(wanted)
    ? modules.filter(({ fieldTypes }) => fieldTypes.some((type) => wanted.includes(type)))
    : modules
  return succeed({
    types: chosen.map(({ name }) => name),
    information: Object.fromEntries(
      chosen.map(({ name, singular }) => [name, { isEntity: name !== "Users", label: name, singular }])
    )
  })
}

type Row = { readonly [field: string]: unknown }

const rowsOf = ({ accounts, records }: Installation, module: string): ReadonlyArray<Row> => {
  if (module === "Users") {
    return accounts.all.flatMap(({ id, portalContact, status, username }) =>
      portalContact ? [] : [{ id, user_name: username, status }]
    )
  }
  return records.flatMap(({ fields, id, type }) => (type === module ? [{ ...fields, id }] : []))
}

/**
 * Answers query: `select <fields or *> from Contacts|Users;`, and nothing cleverer.
 *
 * @category operations
 * @since 0.1.0
 */
export const query = (installation: Installation, call: Call): Outcome => {
  const parsed = /^\s*select\s+([\w*]+(?:\s*,\s*\w+)*)\s+from\s+(\w+)\s*;\s*$/i.exec(call.input.get("query") ?? "")
  const [, fields = "", module = ""] = parsed ?? []
  if (parsed === null) return refuse(installation.dialect.malformedQuery)
  if (!modules.some(({ name }) => name === module)) return refuse(denied(` for ${module}`))
  const wanted = fields.split(",").map((field) => field.trim())
  const rows = rowsOf(installation, module).map((row) =>
    Object.fromEntries(Object.entries(row).filter(([field]) => fields === "*" || wanted.includes(field)))
  )
  return { kind: "result", result: rows, moreinfo: { totalrows: String(rows.length) } }
}

const missing = (field: string): Refusal => ({
  code: "MANDATORY_FIELDS_MISSING",
  message: `${field} does not have a value`
})

/** An exception of the database, whose own number goes through. */
const duplicate: Refusal = { code: 1062, message: "Duplicate record" }

/**
 * Answers create: a contact, from `elementType` and the JSON of `element`.
 *
 * @category operations
 * @since 0.1.0
 */
export const create = (installation: Installation, call: Call, user: User): Outcome => {
  const type = call.input.get("elementType") ?? ""
  const element = fromJson(call.input.get("element") ?? "null")
  if (type !== "Contacts" || user.readOnly) return refuse(denied(""))
  if (!Predicate.isObject(element)) return refuse(missing("lastname"))
  const fields = Object.fromEntries(Object.entries(element))
  for (const field of ["lastname", "assigned_user_id"]) {
    if (!Predicate.isString(fields[field]) || fields[field] === "") return refuse(missing(field))
  }
  const twin = installation.records.some(
    (other) => other.type === type && other.fields["lastname"] === fields["lastname"]
  )
  if (installation.quirks.has("preventDuplicates") && twin) return refuse(duplicate)
  const record = { id: `12x${501 + installation.records.length}`, type, fields }
  installation.records.push(record)
  return succeed({ ...fields, id: record.id })
}
