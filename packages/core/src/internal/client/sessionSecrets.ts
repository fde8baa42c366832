/**
 * What a response may repeat of the session that its request carried. Owns what is known of that, as long as the response
 * is there: responses themselves show no session.
 */
import type * as HttpClientResponse from "effect/http/HttpClientResponse"

const known = /*#__PURE__*/ new WeakMap<HttpClientResponse.HttpClientResponse, ReadonlyArray<string>>()

const none: ReadonlyArray<string> = []

export const noteSecrets = (response: HttpClientResponse.HttpClientResponse, secrets: ReadonlyArray<string>): void =>
  void known.set(response, secrets)

export const sessionSecretsOf = (response: HttpClientResponse.HttpClientResponse): ReadonlyArray<string> =>
  known.get(response) ?? none
