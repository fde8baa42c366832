/** Checks of options: each says what is wrong with a value and what to write instead, and never shows the value. */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import { type AuthError, misconfigured } from "../AuthError.ts"

/**
 * Says what is wrong with an option's value, or `undefined` for a good one.
 *
 * @category models
 * @since 0.1.0
 */
export type OptionCheck = (value: unknown) => string | undefined

/** Checks by the name of the option. */
export interface OptionChecks {
  readonly [name: string]: OptionCheck
}

/**
 * Takes `true` and `false`.
 *
 * @category option checks
 * @since 0.1.0
 */
export const checkFlag: OptionCheck = (value) => (Predicate.isBoolean(value) ? undefined : "must be true or false")

/** Anything that `Duration.Input` describes may come from a program without types. */
const isPositiveTime = (value: unknown): boolean =>
  // `fromInput` refuses what is not a time.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Option.exists(Duration.fromInput(value as Duration.Input), Duration.isPositive)

/**
 * Takes a `Duration` above zero, or what Effect reads as one.
 *
 * @category option checks
 * @since 0.1.0
 */
export const checkTime: OptionCheck = (value) =>
  isPositiveTime(value) ? undefined : 'must be a time above zero, such as "20 minutes"'

/**
 * Takes the named values only.
 *
 * @category option checks
 * @since 0.1.0
 */
export const checkOneOf =
  (...values: ReadonlyArray<string>): OptionCheck =>
  (value) =>
    values.some((known) => known === value)
      ? undefined
      : `must be one of ${values.map((known) => `"${known}"`).join(", ")}`

/**
 * Takes a text that is not blank, or a whole number.
 *
 * @category option checks
 * @since 0.1.0
 */
export const checkTextOrNumber: OptionCheck = (value) =>
  Number.isSafeInteger(value) || (Predicate.isString(value) && value.trim() !== "")
    ? undefined
    : "must be a text that is not blank, or a whole number"

/** Takes a whole number of at least 1. */
export const checkCount: OptionCheck = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 1 ? undefined : "must be a whole number of at least 1"

/** Takes what `checkCount` takes, and `Infinity`. */
export const checkLimit: OptionCheck = (value) => (value === Infinity ? undefined : checkCount(value))

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

/** What is said of an option that does not exist; the names of those that do follow. */
export const unknownOption = "is not an option here; the options are "

/** The first thing that is wrong with options; those that are `undefined` count as left out. */
export const checkOptions = (
  vendor: string,
  given: object,
  checks: OptionChecks,
  others: OptionChecks = {}
): AuthError | undefined => {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    const check = Object.hasOwn(checks, name) ? checks[name] : Object.hasOwn(others, name) ? others[name] : undefined
    const detail =
      check === undefined ? `${unknownOption}${Object.keys({ ...checks, ...others }).join(", ")}` : check(value)
    if (detail !== undefined) return misconfigured(vendor, name, detail)
  }
  return undefined
}
