/**
 * Who logs in to CRM.COM, and with what.
 *
 * @since 0.1.0
 */
import type * as Redacted from "effect/Redacted"

/**
 * A user. `organisation` is the organisation's name; `unit` is a unit's id, by default the user's own unit.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomUser {
  readonly username: string
  readonly password: Redacted.Redacted
  readonly organisation: string
  readonly unit?: string | undefined
}

/**
 * A Web API key. It belongs to one user of one organisation; `unit` is a unit's id, by default that user's own unit.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomWebApiKey {
  readonly webApiKey: Redacted.Redacted
  readonly unit?: string | undefined
}

/**
 * A consumer, known to an application by what it was given: an identifier (the number of a card, for one) with its
 * pass code, an authentication code, or all of it. `applicationKey` is the application's own.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumerByKey = {
  readonly applicationKey: Redacted.Redacted
  readonly unit?: string | undefined
  readonly jwt?: undefined
  readonly organisationId?: undefined
} & (
  | {
      readonly identifier: Redacted.Redacted
      readonly passCode: Redacted.Redacted
      readonly authenticationCode?: Redacted.Redacted | undefined
    }
  | {
      readonly authenticationCode: Redacted.Redacted
      readonly identifier?: undefined
      readonly passCode?: undefined
    }
)

/**
 * A consumer that CRM.COM Identity Management has vouched for, from R16.2 on. The organisation's id goes with it, not
 * its name, and nothing else.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomConsumerByJwt {
  readonly jwt: Redacted.Redacted
  readonly organisationId: string
  readonly applicationKey?: undefined
  readonly identifier?: undefined
  readonly passCode?: undefined
  readonly authenticationCode?: undefined
  readonly unit?: undefined
}

/**
 * A consumer. Its token sees this consumer's data only.
 *
 * @category models
 * @since 0.1.0
 */
export type CrmcomConsumer = CrmcomConsumerByKey | CrmcomConsumerByJwt

/**
 * A device: the number of an installed item, and the JWT of the middleware that vouches for it. Whether an
 * application's key has to go with it is not publicly known.
 *
 * @category models
 * @since 0.1.0
 */
export interface CrmcomDevice {
  readonly installedItem: string
  readonly jwt: Redacted.Redacted
  readonly applicationKey?: Redacted.Redacted | undefined
}
