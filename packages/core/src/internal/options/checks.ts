/** Checks of options: each says what is wrong with a value and what to write instead, and never shows the value. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"

/**
 * How an option of a vendor is checked: it is `true` or `false`; a time above zero, in any form that `Duration` reads; a
 * text that is not blank or a whole number; one of some texts; or what a function finds wrong with it. A name in place
 * of a function keeps the checks out of programs that use no option.
 *
 * @category models
 * @since 0.1.0
 */
export type OptionCheck =
  | "flag"
  | "time"
  | "textOrNumber"
  | {
      /** The texts that the option may have. */
      readonly oneOf: ReadonlyArray<string>
      /** How to choose among them. */
      readonly advice?: string
    }
  | ((value: unknown) => string | undefined)

/** Checks by the name of the option. */
export interface OptionChecks {
  readonly [name: string]: OptionCheck
}

/** Anything that `Duration.Input` describes may come from a program without types. */
const isPositiveTime = (value: unknown): boolean =>
  // `fromInput` refuses what is not a time.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Option.exists(Duration.fromInput(value as Duration.Input), Duration.isPositive)

const isWord = (value: unknown): boolean => Predicate.isString(value) && value.trim() !== ""

/** Takes a whole number of at least 1. */
export const checkCount: OptionCheck = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : "must be a whole number of at least 1"

/** Takes what `checkCount` takes, and `Infinity`. */
export const checkLimit: OptionCheck = (value) => (value === Infinity ? undefined : wrongWith(checkCount, value))

/** Takes a number above zero. */
export const checkRate: OptionCheck = (value) =>
  Predicate.isNumber(value) && value > 0 ? undefined : "must be a number above 0"

/** Takes a function. */
export const checkFunction: OptionCheck = (value) => (Predicate.isFunction(value) ? undefined : "must be a function")

/** Takes a text, or a `URL`. What the text has to look like, `baseUrl` says. */
export const checkAddress: OptionCheck = (value) =>
  Predicate.isString(value) || (Predicate.hasProperty(value, "href") && Predicate.isString(value.href))
    ? undefined
    : "must be a text such as https://host/path, or a URL"

/** Takes what a header can carry on every runtime. */
export const checkHeaderText: OptionCheck = (value) =>
  Predicate.isString(value) && /^[\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff][\x20-\x7e\xa0-\xff]*$/.test(value)
    ? undefined
    : "must be a text that is not blank, of Latin characters and without line breaks"

/** What is wrong with an option's value; `undefined` for a good one. */
const wrongWith = (check: OptionCheck, value: unknown): string | undefined => {
  if (Predicate.isFunction(check)) return check(value)
  switch (check) {
    case "flag":
      return Predicate.isBoolean(value) ? undefined : "must be true or false"
    case "time":
      return isPositiveTime(value) ? undefined : 'must be a time above zero, such as "20 minutes"'
    case "textOrNumber":
      return Number.isSafeInteger(value) || isWord(value)
        ? undefined
        : "must be a text that is not blank, or a whole number"
    default: {
      const { advice, oneOf } = check
      if (oneOf.some((known) => known === value)) return undefined
      const texts = oneOf.map((known) => `"${known}"`).join(", ")
      return `must be one of ${texts}${advice === undefined ? "" : `: ${advice}`}`
    }
  }
}

/** What is said of an option that does not exist; the names of those that do follow. */
export const unknownOption = "is not an option here; the options are "

/** What is wrong, and with which option or field. */
export type Fault = readonly [field: string, detail: string]

/** The first thing that is wrong with options; those that are `undefined` count as left out. */
export const checkOptions = (given: object, checks: OptionChecks, others: OptionChecks = {}): Fault | undefined => {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const check = Object.hasOwn(checks, name) ? checks[name] : Object.hasOwn(others, name) ? others[name] : undefined
    const detail =
      check === undefined
        ? `${unknownOption}${Object.keys({ ...checks, ...others }).join(", ")}`
        : wrongWith(check, value)
    if (detail !== undefined) return [name, detail]
  }
  return undefined
}
