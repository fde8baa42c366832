/** coreBOS. */
import * as corebosPackage from "@crm-auth/corebos"
import * as corebosOperations from "@crm-auth/corebos/operations"
import { CorebosEmulator } from "@crm-auth/corebos/testing"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/corebos/test/generated/examples.ts"
import { closed, type Flow, type Subject, withReplies } from "../Subject.ts"
import { accessKey, accounts, password, query, read, sessionName, username, write } from "./webservice.ts"

const { makeCorebos, makeCorebosCredentialToken, makeCorebosInsecurePassword } = corebosPackage
const { getChallenge, listTypes, login, loginWithPassword, logout } = corebosOperations

const answer = Redacted.make("0cc175b9c0f1b6a831c399e269772661")
const plain = Redacted.make(`5f4dcc3b5aa7${password}`)
const token = "t0k3n-of-omar-4711"

const emulator: Flow["emulator"] = (url) =>
  CorebosEmulator.make({
    accounts,
    credentials: [{ token, username }],
    ...(url === undefined ? undefined : { url })
  })

const common = { vendor: "corebos", steps: ["getChallenge", "login"], reads: "listTypes", emulator, read, write }

export const corebos: Subject = {
  vendor: "corebos",
  exports: { ...corebosPackage, ...corebosOperations },
  calls: withReplies(
    "corebos",
    [
      { id: "getChallenge", role: "login", run: (server) => getChallenge({ username }, server) },
      { id: "login", role: "login", run: (server) => login({ username, accessKey: answer }, server) },
      {
        id: "loginWithPassword",
        role: "login",
        run: (server) => loginWithPassword({ username, accessKey: plain }, server)
      },
      { id: "logout", role: "logout", run: (server) => logout({ sessionName }, server) },
      { id: "listTypes", role: "call", run: (server) => listTypes({}, { ...server, session: sessionName }) }
    ],
    examples
  ),
  flows: [
    {
      ...common,
      name: "corebos by access key",
      manager: (options) => closed(makeCorebos({ ...options, username, accessKey: Redacted.make(accessKey) })),
      refused: (options) =>
        closed(makeCorebos({ ...options, username, accessKey: Redacted.make("wrong-" + accessKey) })),
      read: query,
      reads: "query",
      secrets: [accessKey]
    },
    {
      ...common,
      name: "corebos with the session in a header",
      manager: (options) =>
        closed(makeCorebos({ ...options, username, accessKey: Redacted.make(accessKey), sessionIn: "header" })),
      refused: (options) =>
        closed(makeCorebos({ ...options, username, accessKey: Redacted.make("wrong-" + accessKey) })),
      secrets: [accessKey]
    },
    {
      ...common,
      name: "corebos by password",
      manager: (options) =>
        closed(makeCorebosInsecurePassword({ ...options, username, password: Redacted.make(password) })),
      refused: (options) =>
        closed(
          makeCorebosInsecurePassword({
            ...options,
            username,
            password: Redacted.make("wrong-" + password)
          })
        ),
      secrets: [password]
    },
    {
      ...common,
      name: "corebos by credential token",
      steps: [],
      manager: (options) => closed(makeCorebosCredentialToken({ ...options, token: Redacted.make(token) })),
      refused: (options) => closed(makeCorebosCredentialToken({ ...options, token: Redacted.make("wrong-" + token) })),
      secrets: [token]
    }
  ]
}
