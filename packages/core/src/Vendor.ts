/**
 * A vendor as data: its login methods and the fields that each of them asks for.
 *
 * @since 0.1.0
 */

/**
 * One field that a login method asks for. A spec declares it; types, prompts, variables and documentation follow.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialField {
  /** The option's name, such as `accessKey`. */
  readonly name: string
  /** What a person calls it, such as "Access key". */
  readonly label: string
  /** Whether it is a secret: then the option is a `Redacted`, and nothing prints it. */
  readonly secret: boolean
  /** Whether a login needs it. */
  readonly required: boolean
  /** The environment variable that holds it, such as `KAYAKO_PASSWORD`. */
  readonly variable: string
  /** Where a person finds it in the vendor's own screens; `unknown` where no public source says. */
  readonly where: string
}
