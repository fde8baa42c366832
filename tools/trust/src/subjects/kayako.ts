/** Kayako Classic. */
import { SecondFactor } from "@crm-auth/core"
import * as kayakoPackage from "@crm-auth/kayako"
import * as kayakoOperations from "@crm-auth/kayako/operations"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/kayako/test/generated/examples.ts"
import { closed, type Flow, type Subject, withReplies } from "../Subject.ts"

const { makeKayako } = kayakoPackage
const { getInfo, login, logout, retrieveTickets } = kayakoOperations

const password = 'p%ss+w&"ö" <4711>'
const guarded = "let me in/8899"
const twoFactorKey = "739205"
const sessionid = Redacted.make("f3k29dk2msl40akf93kd")
const session = sessionid

const accounts = [
  { username: "jane@desk.example", password, staffid: "7" },
  { username: "sam@desk.example", password: guarded, staffid: "8", twoFactorKey }
]

const emulator: Flow["emulator"] = (url) =>
  KayakoEmulator.make({ accounts, ...(url === undefined ? undefined : { url }) })

const answering = (key: string) =>
  Effect.provideService(SecondFactor, { answer: () => Effect.succeedSome(Redacted.make(key)) })

const common: Pick<Flow, "vendor" | "steps" | "reads" | "emulator" | "read" | "write"> = {
  vendor: "kayako",
  steps: ["login"],
  reads: "getInfo",
  emulator,
  read: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo"),
  write: (client) =>
    client.post("/staffapi/index.php?/Tickets/Push", { body: HttpBody.urlParams({ payload: "<kayako_staffapi/>" }) })
}

/** A desk that wants a one-time key, and nobody who has it. */
export const withoutKey: Flow = {
  ...common,
  name: "kayako without the one-time key",
  manager: (options) =>
    closed(makeKayako({ ...options, username: "sam@desk.example", password: Redacted.make(guarded) })),
  refused: (options) =>
    closed(makeKayako({ ...options, username: "sam@desk.example", password: Redacted.make(guarded) })),
  secrets: [guarded, twoFactorKey]
}

export const kayako: Subject = {
  vendor: "kayako",
  exports: { ...kayakoPackage, ...kayakoOperations },
  calls: withReplies(
    "kayako",
    [
      {
        id: "login",
        role: "login",
        run: (server) => login({ username: "jane@desk.example", password: Redacted.make(password) }, server)
      },
      { id: "logout", role: "logout", run: (server) => logout({ sessionid }, server) },
      { id: "getInfo", role: "call", run: (server) => getInfo({}, { ...server, session }) },
      { id: "retrieveTickets", role: "call", run: (server) => retrieveTickets({}, { ...server, session }) }
    ],
    examples
  ),
  flows: [
    {
      ...common,
      name: "kayako by password",
      manager: (options) =>
        closed(makeKayako({ ...options, username: "jane@desk.example", password: Redacted.make(password) })),
      refused: (options) =>
        closed(makeKayako({ ...options, username: "jane@desk.example", password: Redacted.make("wrong-" + password) })),
      secrets: [password]
    },
    {
      ...common,
      name: "kayako with a one-time key",
      steps: ["login", "login"],
      manager: (options) =>
        closed(makeKayako({ ...options, username: "sam@desk.example", password: Redacted.make(guarded) })).pipe(
          answering(twoFactorKey)
        ),
      refused: (options) =>
        closed(makeKayako({ ...options, username: "sam@desk.example", password: Redacted.make(guarded) })).pipe(
          answering("864213")
        ),
      secrets: [guarded, twoFactorKey, "864213"]
    }
  ]
}
