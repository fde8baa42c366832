/** vtiger CRM. */
import * as vtigerPackage from "@crm-auth/vtiger"
import * as vtigerOperations from "@crm-auth/vtiger/operations"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Redacted from "effect/Redacted"
import { examples } from "../../../../packages/vtiger/test/generated/examples.ts"
import { closed, type Subject, withReplies } from "../Subject.ts"
import { accessKey, accounts, read, sessionName, username, write } from "./webservice.ts"

const { makeVtiger } = vtigerPackage
const { extendSession, getChallenge, listTypes, login, logout } = vtigerOperations

const answer = Redacted.make("0cc175b9c0f1b6a831c399e269772661")

export const vtiger: Subject = {
  vendor: "vtiger",
  exports: { ...vtigerPackage, ...vtigerOperations },
  calls: withReplies(
    "vtiger",
    [
      { id: "getChallenge", role: "login", run: (server) => getChallenge({ username }, server) },
      { id: "login", role: "login", run: (server) => login({ username, accessKey: answer }, server) },
      { id: "logout", role: "logout", run: (server) => logout({ sessionName }, server) },
      { id: "extendSession", role: "renew", run: (server) => extendSession({ sessionName }, server) },
      { id: "listTypes", role: "call", run: (server) => listTypes({}, { ...server, session: sessionName }) }
    ],
    examples
  ),
  flows: [
    {
      vendor: "vtiger",
      name: "vtiger by access key",
      steps: ["getChallenge", "login"],
      reads: "listTypes",
      emulator: (url) => VtigerEmulator.make({ accounts, ...(url === undefined ? undefined : { url }) }),
      manager: (options) => closed(makeVtiger({ ...options, username, accessKey: Redacted.make(accessKey) })),
      refused: (options) =>
        closed(makeVtiger({ ...options, username, accessKey: Redacted.make("wrong-" + accessKey) })),
      read,
      write,
      secrets: [accessKey]
    },
    {
      vendor: "vtiger",
      name: "vtiger renewed by extendSession",
      steps: ["getChallenge", "login"],
      reads: "listTypes",
      emulator: (url) => VtigerEmulator.make({ accounts, ...(url === undefined ? undefined : { url }) }),
      manager: (options) =>
        closed(makeVtiger({ ...options, username, accessKey: Redacted.make(accessKey), renewBy: "extendSession" })),
      refused: (options) =>
        closed(makeVtiger({ ...options, username, accessKey: Redacted.make("wrong-" + accessKey) })),
      read,
      write,
      secrets: [accessKey]
    }
  ]
}
