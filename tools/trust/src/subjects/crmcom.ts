/** CRM.COM. */
import * as crmcomPackage from "@crm-auth/crmcom"
import * as crmcomOperations from "@crm-auth/crmcom/operations"
import { CrmcomEmulator } from "@crm-auth/crmcom/testing"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/crmcom/test/generated/examples.ts"
import { closed, type Flow, type Subject, withReplies } from "../Subject.ts"

const { makeCrmcom, makeCrmcomConsumer, makeCrmcomDevice, makeCrmcomWebApiKey } = crmcomPackage
const {
  createContactInformation,
  createToken,
  createTokenFromConsumerApplicationKey,
  createTokenFromDeviceApplicationKey,
  createTokenFromWebApiKey,
  releaseToken,
  showContactInformation
} = crmcomOperations

const account = {
  username: "apiuser",
  password: 'pä55/w0rd "4711" & <co>',
  organisation: "DEMOORG",
  webApiKey: "0123456789ABCDEF0123456789ABCDEF",
  consumerKey: "89ABCDEF0123456789ABCDEF01234567",
  consumerIdentifier: "CARD0004711",
  consumerPassCode: "pin-739205",
  deviceKey: "456789ABCDEF0123456789ABCDEF0123",
  deviceItem: "II0000001",
  deviceJwt: "eyJhbGciOiJIUzI1NiJ9.eyJkZXZpY2UiOiI0NzExIn0.c2lnbmF0dXJlLW9mLWRldmljZQ"
}
const { password, username, organisation } = account
const key = Redacted.make(account.webApiKey)
const token = Redacted.make("00112233445566778899AABBCCDDEEFF")
const session = token
const contact = "number=CI000111"

const emulator: Flow["emulator"] = (url) =>
  CrmcomEmulator.make({ account, ...(url === undefined ? undefined : { url }) })

/** A release that ends tokens, and whose tokens are no JWT. */
const older: Flow["emulator"] = (url) =>
  CrmcomEmulator.make({ account, release: "R11", ...(url === undefined ? undefined : { url }) })

const common: Pick<Flow, "vendor" | "reads" | "emulator" | "read" | "write"> = {
  vendor: "crmcom",
  reads: "showContactInformation",
  emulator,
  read: (client) => client.get("/contact_information/show", { urlParams: { contact_information_identifier: contact } }),
  write: (client) =>
    client.post("/contact_information/create", { body: HttpBody.jsonUnsafe({ type: "PERSON", first_name: "Jo" }) })
}

const wrong = (secret: string) => Redacted.make(`wrong-${secret}`)

export const crmcom: Subject = {
  vendor: "crmcom",
  exports: { ...crmcomPackage, ...crmcomOperations },
  calls: withReplies(
    "crmcom",
    [
      {
        id: "createToken",
        role: "login",
        run: (server) => createToken({ username, password: Redacted.make(password), organisation }, server)
      },
      { id: "createTokenFromWebApiKey", role: "login", run: (server) => createTokenFromWebApiKey({ key }, server) },
      {
        id: "createTokenFromConsumerApplicationKey",
        role: "login",
        run: (server) => createTokenFromConsumerApplicationKey({ key }, server)
      },
      {
        id: "createTokenFromDeviceApplicationKey",
        role: "login",
        run: (server) =>
          createTokenFromDeviceApplicationKey(
            { installed_item_identifier: { number: "II0000001" }, jwt_token: Redacted.make(account.deviceJwt) },
            server
          )
      },
      { id: "releaseToken", role: "logout", run: (server) => releaseToken({ token }, server) },
      {
        id: "showContactInformation",
        role: "call",
        run: (server) => showContactInformation({ contact_information_identifier: contact }, { ...server, session })
      },
      {
        id: "createContactInformation",
        role: "call",
        run: (server) => createContactInformation({ type: "PERSON" }, { ...server, session })
      }
    ],
    examples
  ),
  flows: [
    {
      ...common,
      name: "crmcom by user",
      steps: ["createToken"],
      emulator: older,
      manager: (options) =>
        closed(makeCrmcom({ ...options, release: "R11", username, password: Redacted.make(password), organisation })),
      refused: (options) =>
        closed(makeCrmcom({ ...options, release: "R11", username, password: wrong(password), organisation })),
      secrets: [password]
    },
    {
      ...common,
      name: "crmcom by key",
      steps: ["createTokenFromWebApiKey"],
      manager: (options) => closed(makeCrmcomWebApiKey({ ...options, webApiKey: key })),
      refused: (options) => closed(makeCrmcomWebApiKey({ ...options, webApiKey: wrong(account.webApiKey) })),
      secrets: [account.webApiKey]
    },
    {
      ...common,
      name: "crmcom by consumer",
      steps: ["createTokenFromConsumerApplicationKey"],
      manager: (options) =>
        closed(
          makeCrmcomConsumer({
            ...options,
            applicationKey: Redacted.make(account.consumerKey),
            identifier: Redacted.make(account.consumerIdentifier),
            passCode: Redacted.make(account.consumerPassCode)
          })
        ),
      refused: (options) =>
        closed(
          makeCrmcomConsumer({
            ...options,
            applicationKey: Redacted.make(account.consumerKey),
            identifier: Redacted.make(account.consumerIdentifier),
            passCode: wrong(account.consumerPassCode)
          })
        ),
      secrets: [account.consumerKey, account.consumerIdentifier, account.consumerPassCode]
    },
    {
      ...common,
      name: "crmcom by device",
      steps: ["createTokenFromDeviceApplicationKey"],
      manager: (options) =>
        closed(
          makeCrmcomDevice({
            ...options,
            installedItem: account.deviceItem,
            jwt: Redacted.make(account.deviceJwt),
            applicationKey: Redacted.make(account.deviceKey)
          })
        ),
      refused: (options) =>
        closed(makeCrmcomDevice({ ...options, installedItem: account.deviceItem, jwt: wrong(account.deviceJwt) })),
      secrets: [account.deviceJwt, account.deviceKey]
    }
  ]
}
