import { contract, type ContractSubject } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { type KftokenSession, makeKftoken, makeKftokenExternalToken } from "../src/index.ts"
import { KftokenEmulator } from "../src/testing/index.ts"
import { external, user } from "./support/manager.ts"

const wrong = { password: "wrong-p4ssword", word: "w1z2x3q4v5", token: "99999999-3333-4444-8555-666666666666" }

type Subject = ContractSubject<KftokenSession>

const cases = (manager: Subject["manager"], refused: Subject["refused"]) =>
  contract({
    emulator: Effect.map(KftokenEmulator.make({ lockAfter: 100 }), (server) => ({ server, writes: server.creations })),
    manager,
    refused,
    secrets: [
      Redacted.value(user.password),
      Redacted.value(user.memorableWord),
      Redacted.value(external.externalToken),
      ...Object.values(wrong)
    ],
    print: (value) => inspect(value, { depth: Infinity, showHidden: true }),
    read: (client) => client.get("/customers?page=1&perpage=1"),
    write: (client) => client.post("/customers", { body: HttpBody.jsonUnsafe({ Name: "Ann" }) }),
    writeIsReplayed: true,
    attempts: 1,
    expiresAfter: "61 minutes"
  })

describe("user, wrong password", () => {
  const bad = { ...user, password: Redacted.make(wrong.password) }
  for (const { name, run } of cases(
    () => makeKftoken(user),
    () => makeKftoken(bad)
  )) {
    it.effect(name, () => run)
  }
})

describe("user, wrong memorable word", () => {
  const bad = { ...user, memorableWord: Redacted.make(wrong.word) }
  const refusal = cases(
    () => makeKftoken(user),
    () => makeKftoken(bad)
  ).filter(({ name }) => name === "bad credentials are tried once" || name === "nothing printed holds a secret")
  for (const { name, run } of refusal) it.effect(name, () => run)
})

describe("external token", () => {
  const bad = { ...external, externalToken: Redacted.make(wrong.token) }
  for (const { name, run } of cases(
    () => makeKftokenExternalToken(external),
    () => makeKftokenExternalToken(bad)
  )) {
    it.effect(name, () => run)
  }
})
