/** Says why an account cannot be read from variables. Loaded on demand: where a field is not plainly good. */
import type * as Config from "effect/Config"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { fieldOf } from "../issue.ts"
import type { Fault } from "./checks.ts"
import type { FieldRead } from "./plainAccount.ts"

/** What becomes of the fields: those that are good, or the one reason why there is no account. */
export interface Judgement {
  readonly good: ReadonlyArray<FieldRead>
  readonly fault?: Fault
  /** Why the provider itself failed. */
  readonly unavailable?: string
}

/** An empty variable is how shells and containers leave one out. A blank one is a mistake. */
const isEmpty = ({ field, isGiven, value }: FieldRead): boolean => {
  const text = Redacted.isRedacted(value) ? Redacted.value(value) : value
  return isGiven !== true && Predicate.isString(text) && (field.required ? text.trim() : text) === ""
}

/** Judges fields that were read. `nameOf` names the field of a schema's issue. */
export const judgeFields = (reads: ReadonlyArray<FieldRead>, nameOf: typeof fieldOf): Judgement => {
  /** The whole name of a field's variable, with what `Config.nested` put before it. */
  const variableOf = ({ field }: FieldRead, error: Config.ConfigError | undefined): string =>
    error?.cause._tag === "SchemaError" ? nameOf(error.cause.issue).replaceAll(".", "_") : field.variable

  const failed = reads.filter(({ failure }) => failure !== undefined)
  const down = failed.find(({ failure }) => failure?.cause._tag === "SourceError")
  if (down !== undefined) {
    const unavailable = `the ConfigProvider, or the file that it names, failed at ${down.field.variable}`
    return { good: [], unavailable }
  }
  const absent = reads.filter((read) => read.missing !== undefined || isEmpty(read))
  const missing = absent.filter(({ field }) => field.required).map((read) => variableOf(read, read.missing))
  if (missing.length > 0) {
    const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "them"]
    const detail = `${are} not set; set ${them} in the environment, or where your ConfigProvider reads`
    return { good: [], fault: [missing.join(", "), detail] }
  }
  const [wrong] = failed
  return wrong === undefined
    ? { good: reads.filter((read) => !absent.includes(read)) }
    : { good: [], fault: [variableOf(wrong, wrong.failure), "could not be read in this form"] }
}
