/**
 * Accounts that ask more of a package than those of its fixture: secrets full of characters that get escaped, second
 * factors, and login methods that fixtures leave out. A vendor without any is tried with its fixture's accounts.
 * Their requests are those of the fixture, unless one says otherwise: vtiger and coreBOS have a query besides, once with
 * the session in the address and once in a header; Kayako's fixture has the one call that needs no input.
 */
import type { Emulator, FixtureMethod } from "@crm-auth/core/testing"
import { CorebosEmulator } from "@crm-auth/corebos/testing"
import { CrmcomEmulator } from "@crm-auth/crmcom/testing"
import { KafineaEmulator } from "@crm-auth/kafinea/testing"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import { defaultAccounts } from "@crm-auth/webservice/testing"
import type * as Effect from "effect/Effect"
import type { Request } from "./Subject.ts"

export interface SpecialAccount {
  readonly name: string
  readonly emulator: (url?: string) => Effect.Effect<Emulator>
  /** The account and its options. It stands in for the fixture's accounts of the same method. */
  readonly method: FixtureMethod
  /** What is answered when the server asks for a second factor. */
  readonly answer?: { readonly right: string; readonly wrong: string }
  /** Secrets that no field has. */
  readonly secrets?: ReadonlyArray<string>
  /** A request in place of the fixture's, and its name at the emulator. */
  readonly read?: Request
  readonly reads?: string
}

const at = (url: string | undefined) => (url === undefined ? {} : { url })

const wrong = (secret: string) => `wrong-${secret}`

const username = "omar"
const accessKey = "h7Jd0sWq4nBv"
const webPassword = 'Grün/5 & 6 "x" <y>'
const webAccounts = [
  ...defaultAccounts.filter((account) => account.username !== username),
  { username, accessKey, password: webPassword, id: 8 }
]
const byAccessKey: FixtureMethod = {
  id: "accessKey",
  fields: { username, accessKey },
  wrong: { accessKey: wrong(accessKey) },
  steps: ["getChallenge", "login"],
  attempts: 4
}

/** A query with `=` in a value, which must reach the server as it is. */
const query: Request = (client) =>
  client.get("/webservice.php?operation=query&query=select%20*%20from%20Contacts%20where%20id=1;")

const vtigerAt: SpecialAccount["emulator"] = (url) => VtigerEmulator.make({ accounts: webAccounts, ...at(url) })

const vtiger: ReadonlyArray<SpecialAccount> = [
  { name: "by access key", emulator: vtigerAt, method: byAccessKey, read: query, reads: "query" },
  {
    name: "renewed by extendSession",
    emulator: vtigerAt,
    method: { ...byAccessKey, options: { renewBy: "extendSession" } }
  }
]

const kafinea: ReadonlyArray<SpecialAccount> = [
  {
    name: "by access key",
    emulator: (url) => KafineaEmulator.make({ accounts: webAccounts, ...at(url) }),
    method: byAccessKey
  }
]

const token = "t0k3n-of-omar-4711"

const corebosAt: SpecialAccount["emulator"] = (url) =>
  CorebosEmulator.make({ accounts: webAccounts, credentials: [{ token, username }], ...at(url) })

const corebos: ReadonlyArray<SpecialAccount> = [
  { name: "by access key", emulator: corebosAt, method: byAccessKey, read: query, reads: "query" },
  {
    name: "with the session in a header",
    emulator: corebosAt,
    method: { ...byAccessKey, options: { sessionIn: "header" } },
    read: query,
    reads: "query"
  },
  {
    name: "by password",
    emulator: corebosAt,
    method: {
      id: "password",
      fields: { username, password: webPassword },
      wrong: { password: wrong(webPassword) },
      steps: ["getChallenge", "login"],
      attempts: 4
    }
  },
  {
    name: "by credential token",
    emulator: corebosAt,
    method: { id: "credentialToken", fields: { token }, wrong: { token: wrong(token) }, steps: [], attempts: 0 }
  }
]

const kayakoPassword = 'p%ss+w&"ö" <4711>'
const guarded = "let me in/8899"
const twoFactorKey = "739205"

const kayakoAt: SpecialAccount["emulator"] = (url) =>
  KayakoEmulator.make({
    accounts: [
      { username: "jane@desk.example", password: kayakoPassword, staffid: "7" },
      { username: "sam@desk.example", password: guarded, staffid: "8", twoFactorKey }
    ],
    ...at(url)
  })

const guardedMethod: FixtureMethod = {
  id: "password",
  fields: { username: "sam@desk.example", password: guarded },
  wrong: {},
  steps: ["login", "login"],
  attempts: 2
}

const kayako: ReadonlyArray<SpecialAccount> = [
  {
    name: "by password",
    emulator: kayakoAt,
    method: {
      id: "password",
      fields: { username: "jane@desk.example", password: kayakoPassword },
      wrong: { password: wrong(kayakoPassword) },
      steps: ["login"],
      attempts: 1
    }
  },
  {
    name: "with a one-time key",
    emulator: kayakoAt,
    method: guardedMethod,
    answer: { right: twoFactorKey, wrong: "864213" }
  }
]

const crm = {
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

const crmcomAt: SpecialAccount["emulator"] = (url) => CrmcomEmulator.make({ account: crm, ...at(url) })

const crmcom: ReadonlyArray<SpecialAccount> = [
  {
    name: "by user",
    // A release that ends tokens, and whose tokens are no JWT.
    emulator: (url) => CrmcomEmulator.make({ account: crm, release: "R11", ...at(url) }),
    method: {
      id: "user",
      fields: { username: crm.username, password: crm.password, organisation: crm.organisation, release: "R11" },
      wrong: { password: wrong(crm.password) },
      steps: ["createToken"],
      attempts: 1
    }
  },
  {
    name: "by key",
    emulator: crmcomAt,
    method: {
      id: "webApiKey",
      fields: { webApiKey: crm.webApiKey },
      wrong: { webApiKey: wrong(crm.webApiKey) },
      steps: ["createTokenFromWebApiKey"],
      attempts: 1
    }
  },
  {
    name: "by consumer",
    emulator: crmcomAt,
    method: {
      id: "consumer",
      fields: { applicationKey: crm.consumerKey, identifier: crm.consumerIdentifier, passCode: crm.consumerPassCode },
      wrong: { passCode: wrong(crm.consumerPassCode) },
      steps: ["createTokenFromConsumerApplicationKey"],
      attempts: 1
    }
  },
  {
    name: "by device",
    emulator: crmcomAt,
    method: {
      id: "device",
      fields: { installedItem: crm.deviceItem, jwt: crm.deviceJwt, applicationKey: crm.deviceKey },
      wrong: { jwt: wrong(crm.deviceJwt) },
      steps: ["createTokenFromDeviceApplicationKey"],
      attempts: 1
    }
  }
]

const kashflow = {
  userName: "demo.user",
  password: 'ex&mple-"pä55" <4711>',
  memorableWord: "Tangerine-4711",
  externalToken: "22222222-3333-4444-8555-666666666666",
  uid: 12345
}
const sessionToken = "11111111-2222-4333-8444-555555555555"

const kftokenAt: SpecialAccount["emulator"] = (url) => KftokenEmulator.make({ account: kashflow, ...at(url) })

const byWord: FixtureMethod = {
  id: "password",
  fields: { username: kashflow.userName, password: kashflow.password, memorableWord: kashflow.memorableWord },
  wrong: { memorableWord: "Clementine-0815" },
  steps: ["createTemporaryToken", "createSessionToken"],
  attempts: 1
}

const kftoken: ReadonlyArray<SpecialAccount> = [
  { name: "by memorable word", emulator: kftokenAt, method: byWord },
  {
    name: "by external token",
    emulator: kftokenAt,
    method: {
      id: "externalToken",
      fields: { externalToken: kashflow.externalToken, uid: String(kashflow.uid) },
      wrong: { externalToken: wrong(kashflow.externalToken) },
      steps: ["exchangeExternalToken"],
      attempts: 1
    }
  },
  {
    name: "by session token",
    emulator: kftokenAt,
    method: {
      id: "sessionToken",
      fields: { sessionToken },
      wrong: { sessionToken: "wrong-4711-token" },
      steps: [],
      attempts: 0
    }
  }
]

/** The special accounts of a vendor, by its name. */
export const special: { readonly [vendor: string]: ReadonlyArray<SpecialAccount> | undefined } = {
  vtiger,
  corebos,
  kafinea,
  kayako,
  crmcom,
  kftoken
}

/** Accounts whose server asks for a second factor that the program cannot answer. */
export const unanswered: { readonly [vendor: string]: ReadonlyArray<SpecialAccount> | undefined } = {
  kayako: [
    {
      name: "without the one-time key",
      emulator: kayakoAt,
      method: { ...guardedMethod, steps: ["login"] },
      secrets: [twoFactorKey]
    }
  ],
  kftoken: [
    {
      name: "without the memorable word",
      emulator: kftokenAt,
      method: {
        ...byWord,
        fields: { username: kashflow.userName, password: kashflow.password },
        wrong: {},
        steps: ["createTemporaryToken"]
      },
      secrets: [kashflow.memorableWord]
    }
  ]
}
