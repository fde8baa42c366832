import { contract } from "@crm-auth/core/testing"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { makeKayako } from "../src/index.ts"
import { KayakoEmulator } from "../src/testing/index.ts"

const manager = (password: string) => (emulator: { readonly url: string }) =>
  makeKayako({ url: emulator.url, username: "jane@desk.example", password: Redacted.make(password) })

const cases = contract({
  emulator: Effect.map(KayakoEmulator.make(), (server) => ({
    server,
    writes: Effect.map(server.pushes, (pushes) => pushes.length)
  })),
  manager: manager("p%ss+w"),
  refused: manager("wrong-p4ssword"),
  secrets: ["p%ss+w", "p%25ss%2Bw", "wrong-p4ssword"],
  print: (value) => inspect(value, { depth: Infinity, showHidden: true }),
  read: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo"),
  write: (client) =>
    client.post("/staffapi/index.php?/Tickets/Push/Index", {
      body: HttpBody.urlParams({ payload: "<kayako_staffapi/>" })
    }),
  writeIsReplayed: false,
  attempts: 1,
  expiresAfter: "2 hours"
})

for (const { name, run } of cases) it.effect(name, () => run)
