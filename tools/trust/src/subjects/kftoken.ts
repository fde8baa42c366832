/** KashFlow. */
import * as kftokenPackage from "@crm-auth/kftoken"
import * as kftokenOperations from "@crm-auth/kftoken/operations"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/kftoken/test/generated/examples.ts"
import { closed, type Flow, type Subject, withReplies } from "../Subject.ts"

const { makeKftoken, makeKftokenExternalToken, makeKftokenSessionToken } = kftokenPackage
const {
  createCustomer,
  createSessionToken,
  createTemporaryToken,
  deleteSessionToken,
  exchangeExternalToken,
  listCustomers
} = kftokenOperations

const account = {
  userName: "demo.user",
  password: 'ex&mple-"pä55" <4711>',
  memorableWord: "Tangerine-4711",
  externalToken: "22222222-3333-4444-8555-666666666666",
  uid: 12345
}
const { externalToken, memorableWord, password, uid, userName } = account
const sessionToken = Redacted.make("11111111-2222-4333-8444-555555555555")
const session = sessionToken
const characters = [
  { Position: 1, Value: Redacted.make("T") },
  { Position: 4, Value: Redacted.make("g") }
]

const emulator: Flow["emulator"] = (url) =>
  KftokenEmulator.make({ account, ...(url === undefined ? undefined : { url }) })

const common: Pick<Flow, "vendor" | "reads" | "emulator" | "read" | "write"> = {
  vendor: "kftoken",
  reads: "listCustomers",
  emulator,
  read: (client) => client.get("/customers", { urlParams: { page: 1, perpage: 1 } }),
  write: (client) => client.post("/customers", { body: HttpBody.jsonUnsafe({ Name: "Jo" }) })
}

/** A server that wants characters of a word that nobody has. */
export const withoutWord: Flow = {
  ...common,
  name: "kftoken without the memorable word",
  steps: ["createTemporaryToken"],
  manager: (options) => closed(makeKftoken({ ...options, username: userName, password: Redacted.make(password) })),
  refused: (options) => closed(makeKftoken({ ...options, username: userName, password: Redacted.make(password) })),
  secrets: [password, memorableWord]
}

export const kftoken: Subject = {
  vendor: "kftoken",
  exports: { ...kftokenPackage, ...kftokenOperations },
  calls: withReplies(
    "kftoken",
    [
      {
        id: "createTemporaryToken",
        role: "login",
        run: (server) => createTemporaryToken({ UserName: userName, Password: Redacted.make(password) }, server)
      },
      {
        id: "createSessionToken",
        role: "login",
        run: (server) => createSessionToken({ TemporaryToken: sessionToken, MemorableWordList: characters }, server)
      },
      {
        id: "exchangeExternalToken",
        role: "login",
        run: (server) => exchangeExternalToken({ externalToken: Redacted.make(externalToken), uid }, server)
      },
      {
        id: "deleteSessionToken",
        role: "logout",
        run: (server) => deleteSessionToken({ sessionToken }, { ...server, session })
      },
      { id: "listCustomers", role: "call", run: (server) => listCustomers({}, { ...server, session }) },
      { id: "createCustomer", role: "call", run: (server) => createCustomer({ Name: "Jo" }, { ...server, session }) }
    ],
    examples
  ),
  flows: [
    {
      ...common,
      name: "kftoken by memorable word",
      steps: ["createTemporaryToken", "createSessionToken"],
      manager: (options) =>
        closed(
          makeKftoken({
            ...options,
            username: userName,
            password: Redacted.make(password),
            memorableWord: Redacted.make(memorableWord)
          })
        ),
      refused: (options) =>
        closed(
          makeKftoken({
            ...options,
            username: userName,
            password: Redacted.make(password),
            memorableWord: Redacted.make("Clementine-0815")
          })
        ),
      secrets: [password, memorableWord, "Clementine-0815"]
    },
    {
      ...common,
      name: "kftoken by external token",
      steps: ["exchangeExternalToken"],
      manager: (options) =>
        closed(makeKftokenExternalToken({ ...options, externalToken: Redacted.make(externalToken), uid })),
      refused: (options) =>
        closed(makeKftokenExternalToken({ ...options, externalToken: Redacted.make("wrong-" + externalToken), uid })),
      secrets: [externalToken]
    },
    {
      ...common,
      name: "kftoken by session token",
      steps: [],
      manager: (options) => closed(makeKftokenSessionToken({ ...options, sessionToken })),
      refused: (options) =>
        closed(makeKftokenSessionToken({ ...options, sessionToken: Redacted.make("wrong-4711-token") })),
      secrets: [Redacted.value(sessionToken), "wrong-4711-token"]
    }
  ]
}
