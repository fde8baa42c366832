/**
 * Tells a driver until when the login that it makes may take.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"

/**
 * When the login under way is given up, in milliseconds of Effect's `Clock`, so that a driver that tries more than once
 * can end with the vendor's answer instead. `undefined` outside of a login.
 *
 * @category references
 * @since 0.1.0
 */
export const LoginDeadline = Context.Reference<number | undefined>("@crm-auth/core/LoginDeadline", {
  defaultValue: () => undefined
})
