/**
 * What the options of emulators take, so that a program can refuse everything else before an emulator is made.
 *
 * @since 0.1.0
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/**
 * The schemas of an emulator's options, by name. The annotation `expected` says in words what a schema takes, where its
 * kind does not say it.
 *
 * @category models
 * @since 0.1.0
 */
export type EmulatorOptionSchemas<O> = {
  readonly [Name in keyof Required<O>]: Schema.Decoder<Exclude<O[Name], undefined>>
}

const isDuration = (value: unknown): value is Duration.Input =>
  // The function judges every value.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  !Number.isNaN(value) && Option.isSome(Duration.fromInput(value as Duration.Input))

/**
 * A span of time.
 *
 * @category schemas
 * @since 0.1.0
 */
export const durationSchema: Schema.Decoder<Duration.Input> = /*#__PURE__*/ Schema.declare(isDuration, {
  expected: 'a time such as "5 minutes", or milliseconds'
})

/**
 * The address of a server.
 *
 * @category schemas
 * @since 0.1.0
 */
export const addressSchema: Schema.Decoder<string> = /*#__PURE__*/ Schema.declare(
  (value): value is string => typeof value === "string" && /^https?:\/\//i.test(value) && URL.canParse(value),
  { expected: "an address that begins with http:// or https://" }
)

/**
 * A whole number of things.
 *
 * @category schemas
 * @since 0.1.0
 */
export const countSchema: Schema.Decoder<number> = /*#__PURE__*/ Schema.declare(
  (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
  { expected: "a whole number that is not negative" }
)
