import { contract } from "@crm-auth/core/testing"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { makeVtiger } from "../src/index.ts"
import { VtigerEmulator } from "../src/testing/index.ts"

const manager = (accessKey: string) => (emulator: { readonly url: string }) =>
  makeVtiger({ url: emulator.url, username: "jane+crm@acme.example", accessKey: Redacted.make(accessKey) })

const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })

const cases = contract({
  emulator: Effect.map(VtigerEmulator.make(), (server) => ({
    server,
    writes: Effect.map(server.records, (records) => records.length)
  })),
  manager: manager("Kq3vT9xLm2Zp8RwY"),
  refused: manager("wr0ngKey"),
  secrets: ["Kq3vT9xLm2Zp8RwY", "wr0ngKey"],
  print: (value) => inspect(value, { depth: Infinity, showHidden: true }),
  read: (client) => client.get("/webservice.php?operation=listtypes"),
  write: (client) =>
    client.post("/webservice.php", {
      body: HttpBody.urlParams({ operation: "create", elementType: "Contacts", element })
    }),
  writeIsReplayed: true,
  attempts: 4,
  expiresAfter: "25 minutes"
})

for (const { name, run } of cases) it.effect(name, () => run)
