/** Kafinea. */
import * as kafineaPackage from "@crm-auth/kafinea"
import * as kafineaOperations from "@crm-auth/kafinea/operations"
import { KafineaEmulator } from "@crm-auth/kafinea/testing"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/kafinea/test/generated/examples.ts"
import { closed, type Subject, withReplies } from "../Subject.ts"
import { accessKey, accounts, read, sessionName, username, write } from "./webservice.ts"

const { makeKafinea } = kafineaPackage
const { extendSession, extendSessionByGet, getChallenge, listTypes, login, logout } = kafineaOperations

const answer = Redacted.make("0cc175b9c0f1b6a831c399e269772661")

export const kafinea: Subject = {
  vendor: "kafinea",
  exports: { ...kafineaPackage, ...kafineaOperations },
  calls: withReplies(
    "kafinea",
    [
      { id: "getChallenge", role: "login", run: (server) => getChallenge({ username }, server) },
      { id: "login", role: "login", run: (server) => login({ username, accessKey: answer }, server) },
      { id: "logout", role: "logout", run: (server) => logout({ sessionName }, server) },
      { id: "extendSession", role: "renew", run: (server) => extendSession({ sessionName }, server) },
      {
        id: "extendSessionByGet",
        role: "renew",
        run: (server) => extendSessionByGet({}, { ...server, session: sessionName })
      },
      { id: "listTypes", role: "call", run: (server) => listTypes({}, { ...server, session: sessionName }) }
    ],
    examples
  ),
  flows: [
    {
      vendor: "kafinea",
      name: "kafinea by access key",
      steps: ["getChallenge", "login"],
      reads: "listTypes",
      emulator: (url) => KafineaEmulator.make({ accounts, ...(url === undefined ? undefined : { url }) }),
      manager: (options) => closed(makeKafinea({ ...options, username, accessKey: Redacted.make(accessKey) })),
      refused: (options) =>
        closed(makeKafinea({ ...options, username, accessKey: Redacted.make("wrong-" + accessKey) })),
      read,
      write,
      secrets: [accessKey]
    }
  ]
}
