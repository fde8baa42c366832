import { contract } from "@crm-auth/core/testing"
import { SessionRejected } from "@crm-auth/core"
import { describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpBody from "effect/http/HttpBody"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { inspect } from "node:util"
import { type CrmcomServerOptions, makeCrmcom, makeCrmcomWebApiKey } from "../src/index.ts"
import { CrmcomEmulator } from "../src/testing/index.ts"

type Login = "user" | "key"

// The caller's knowledge of a dead token's code is what makes a renewal possible at all.
const refine: CrmcomServerOptions["refine"] = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

const manager =
  (login: Login, secret: string) =>
  ({ url }: { readonly url: string }) =>
    login === "user"
      ? makeCrmcom({ url, refine, username: "apiuser", password: Redacted.make(secret), organisation: "DEMOORG" })
      : makeCrmcomWebApiKey({ url, refine, webApiKey: Redacted.make(secret) })

const password = "example-password"
const key = "0123456789ABCDEF0123456789ABCDEF"

const cases = (login: Login, secret: string) =>
  contract({
    // Later servers do not end a token when they are asked to.
    emulator: Effect.map(CrmcomEmulator.make({ release: "R11" }), (server) => ({ server, writes: server.creations })),
    manager: manager(login, secret),
    refused: manager(login, "wrong-s3cret"),
    secrets: [password, key, "MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY6", "wrong-s3cret"],
    print: (value) => inspect(value, { depth: Infinity, showHidden: true }),
    read: (client) => client.get("/contact_information/show?contact_information_identifier=number=CI000111"),
    write: (client) =>
      client.post("/contact_information/create", { body: HttpBody.jsonUnsafe({ type: "PERSON", first_name: "Ann" }) }),
    // What a caller's `refine` says of a code says nothing of the work done before it.
    writeIsReplayed: false,
    attempts: 1,
    expiresAfter: "2 hours",
    plain: ["number=CI000111"]
  })

describe("user login", () => {
  for (const { name, run } of cases("user", password)) it.effect(name, () => run)
})

describe("key login", () => {
  for (const { name, run } of cases("key", key)) it.effect(name, () => run)
})
