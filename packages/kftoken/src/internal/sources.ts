/** Which credentials each way to a session takes. */
import { type CredentialOptions, InvalidConfiguration, readCredentials } from "@crm-auth/core"
import * as Redacted from "effect/Redacted"
import type { KftokenCredentials, KftokenExternalToken, KftokenSessionToken } from "../Kftoken.ts"

export const passwordSource = (options: CredentialOptions<KftokenCredentials>) =>
  readCredentials<KftokenCredentials>("kftoken", options, {
    pick: ({ memorableWord, password, username }) => ({ username, password, memorableWord }),
    required: ["username", "password"],
    check: ({ memorableWord }) =>
      memorableWord !== undefined && Redacted.value(memorableWord).trim() === ""
        ? new InvalidConfiguration({ field: "memorableWord", detail: "is blank; leave it out to be asked for it" })
        : undefined
  })

export const externalTokenSource = (options: CredentialOptions<KftokenExternalToken>) =>
  readCredentials<KftokenExternalToken>("kftoken", options, {
    pick: ({ externalToken, uid }) => ({ externalToken, uid }),
    required: ["externalToken"],
    check: ({ uid }) =>
      Number.isSafeInteger(uid) ? undefined : new InvalidConfiguration({ field: "uid", detail: "is no whole number" })
  })

export const sessionTokenSource = (options: CredentialOptions<KftokenSessionToken>) =>
  readCredentials<KftokenSessionToken>("kftoken", options, {
    pick: ({ sessionToken }) => ({ sessionToken }),
    required: ["sessionToken"],
    check: ({ sessionToken }) =>
      /^[\x21-\x7e]+$/.test(Redacted.value(sessionToken))
        ? undefined
        : new InvalidConfiguration({ field: "sessionToken", detail: "holds a space, or what no header can carry" })
  })
