/**
 * The answer to a challenge.
 *
 * @since 0.1.0
 */
import { md5 } from "@crm-auth/core/Driver"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"

/**
 * What `login` wants as `accessKey`: the lower-case hex md5 of a challenge's token followed by the user's access key,
 * byte for byte. It is a secret: until the challenge expires, anyone who has it can log in.
 *
 * @see https://community.vtiger.com/help/vtigercrm/developers/third-party-app-integration.html
 * @category combinators
 * @since 0.1.0
 */
export const answerChallenge = (token: string, accessKey: Redacted.Redacted): Effect.Effect<Redacted.Redacted> =>
  md5(token, accessKey)
