/** Which credentials each way in takes. */
import {
  type AuthError,
  type CredentialOptions,
  type CredentialSource,
  InvalidConfiguration,
  readCredentials
} from "@crm-auth/core"
import type * as Effect from "effect/Effect"
import type { CorebosCredentials, CorebosPasswordCredentials, CorebosTokenCredentials } from "../Corebos.ts"
import type { CorebosAccountOptions } from "../CorebosMap.ts"

const readablePassword = () =>
  new InvalidConfiguration({
    field: "allowInsecureHttp",
    detail: "must not be set with insecurePasswordLogin: anybody in between would read the password"
  })

export const sourceOf = (
  options: CorebosAccountOptions
): Effect.Effect<CredentialSource<CorebosCredentials | CorebosPasswordCredentials>, AuthError> =>
  options.insecurePasswordLogin === true
    ? readCredentials<CorebosPasswordCredentials>("corebos", options, {
        pick: ({ password, username }) => ({ username, password }),
        required: ["username", "password"],
        check: () => (options.allowInsecureHttp === true ? readablePassword() : undefined)
      })
    : readCredentials<CorebosCredentials>("corebos", options, {
        pick: ({ accessKey, username }) => ({ username, accessKey }),
        required: ["username", "accessKey"]
      })

export const tokenSourceOf = (options: CredentialOptions<CorebosTokenCredentials>) =>
  readCredentials<CorebosTokenCredentials>("corebos", options, {
    pick: ({ token }) => ({ token }),
    required: ["token"]
  })
