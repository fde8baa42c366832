import { contract } from "@crm-auth/core/testing"
import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { makeCorebos } from "../src/index.ts"
import { CorebosEmulator } from "../src/testing/index.ts"

const element = JSON.stringify({ lastname: "Doe", assigned_user_id: "19x7" })

for (const sessionIn of ["parameter", "header"] as const) {
  const manager = (accessKey: string) => (emulator: { readonly url: string }) =>
    makeCorebos({
      url: emulator.url,
      username: "jane+crm@acme.example",
      accessKey: Redacted.make(accessKey),
      sessionIn
    })

  const cases = contract({
    emulator: Effect.map(CorebosEmulator.make(), (server) => ({
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
    expiresAfter: "3 hours"
  })

  describe(`with the session in the ${sessionIn}`, () => {
    for (const { name, run } of cases) it.effect(name, () => run)
  })
}
