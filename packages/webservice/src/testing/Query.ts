/**
 * The query language of the web service: `select … from … where … order by … limit …;`.
 *
 * @since 0.1.0
 */
import type { Refusal, WebserviceDialect } from "./Dialect.ts"

/**
 * A record as a query sees it.
 *
 * @category models
 * @since 0.1.0
 */
export type Row = { readonly [field: string]: unknown }

/**
 * A query that can be run.
 *
 * @category models
 * @since 0.1.0
 */
export interface Query {
  /** The module as it was written. */
  readonly module: string
  /** Answers the query from the rows of its module. */
  readonly run: (rows: ReadonlyArray<Row>) => ReadonlyArray<Row>
}

const denied: Refusal = {
  code: "ACCESS_DENIED",
  message: "Permission to perform the operation is denied for query"
}

const syntaxError = (detail: string): Refusal => ({
  code: "QUERY_SYNTAX_ERROR",
  message: `Syntax Error on line 1: ${detail}`
})

/** What the parser says of a `where` without a condition. */
const unexpectedSemicolon = syntaxError("token ';' Unexpected SEMICOLON(;), expected one of: COLUMNNAME")

const shape =
  /^\s*select\s+(?<fields>\*|count\(\s*\*\s*\)|\w+(?:\s*,\s*\w+)*)\s+from\s+(?<module>\w+)(?:\s+where\s*(?<where>.*?))?(?:\s+order\s+by\s+(?<order>\w+)(?:\s+(?<direction>asc|desc))?)?(?:\s+limit\s+(?:(?<skip>\d+)\s*,\s*)?(?<most>\d+))?\s*(?<end>;?)\s*$/is

const condition =
  /^\s*(?<field>\w+)\s*(?<operator>=|!=|<>|<=|>=|<|>|like|in)\s*(?<value>'(?:[^']|'')*'|\((?:[^)]*)\)|[\w.-]+)\s*(?<rest>.*)$/is

type Test = (row: Row) => boolean

const unquote = (value: string): string => (value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value)

const textOf = (row: Row, field: string): string => String(row[field] ?? "")

/** `%` stands for any text, as in SQL. */
const likeness = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split("%")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join(".*")}$`,
    "is"
  )

const testOf = (field: string, operator: string, value: string): Test => {
  const wanted = unquote(value).toLowerCase()
  const compare = (row: Row): number => {
    const text = textOf(row, field).toLowerCase()
    return text === wanted ? 0 : text < wanted ? -1 : 1
  }
  switch (operator.toLowerCase()) {
    case "=":
      return (row) => compare(row) === 0
    case "!=":
    case "<>":
      return (row) => compare(row) !== 0
    case "<":
      return (row) => compare(row) < 0
    case "<=":
      return (row) => compare(row) <= 0
    case ">":
      return (row) => compare(row) > 0
    case ">=":
      return (row) => compare(row) >= 0
    case "in": {
      const values = value
        .slice(1, -1)
        .split(",")
        .map((one) => unquote(one.trim()).toLowerCase())
      return (row) => values.includes(textOf(row, field).toLowerCase())
    }
    default: {
      const pattern = likeness(unquote(value))
      return (row) => pattern.test(textOf(row, field))
    }
  }
}

/** Conditions joined by `and` and `or`, from left to right. */
const parseWhere = (source: string): Test | undefined => {
  let test: Test = () => true
  let joint = "and"
  let left = source
  for (;;) {
    const { field = "", operator = "", rest = "", value = "" } = condition.exec(left)?.groups ?? {}
    if (field === "") return undefined
    const before = test
    const next = testOf(field, operator, value)
    test = joint === "and" ? (row) => before(row) && next(row) : (row) => before(row) || next(row)
    if (rest.trim() === "") return test
    const joined = /^(and|or)\s+(.*)$/is.exec(rest)
    if (joined === null) return undefined
    joint = (joined[1] ?? "").toLowerCase()
    left = joined[2] ?? ""
  }
}

const pick = (row: Row, fields: string): Row => {
  if (fields === "*") return row
  const wanted = fields.split(",").map((field) => field.trim())
  return Object.fromEntries(Object.entries(row).filter(([field]) => wanted.includes(field)))
}

/**
 * Parses a query. What is no query at all is refused as one that the user may not make.
 *
 * @category parsing
 * @since 0.1.0
 */
export const parseQuery = (source: string, rules: WebserviceDialect["queries"]): Query | Refusal => {
  const groups = shape.exec(source)?.groups
  if (groups === undefined) return /^\s*select\s.*\sfrom\s+\w/is.test(source) ? syntaxError("") : denied
  const { direction, end, fields = "*", module = "", most, order, skip = "0", where } = groups
  if (end === "" && rules.semicolon) return syntaxError("")
  if (where?.trim() === "") return unexpectedSemicolon
  const test = where === undefined ? () => true : parseWhere(where)
  if (test === undefined) return syntaxError("")
  const run = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> => {
    const found = rows.filter(test)
    if (/^count/i.test(fields)) return [{ count: String(found.length) }]
    const sign = direction?.toLowerCase() === "desc" ? -1 : 1
    const sorted =
      order === undefined
        ? found
        : [...found].sort((one, other) => (textOf(one, order) < textOf(other, order) ? -sign : sign))
    const first = Number(skip)
    return sorted.slice(first, most === undefined ? undefined : first + Number(most)).map((row) => pick(row, fields))
  }
  return { module, run }
}
