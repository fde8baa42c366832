/** What the READMEs' programs run in: every vendor's server behind `fetch`, an account of each in the environment. */
import { type Emulator, jsonReply, makeEmulator } from "@crm-auth/core/testing"
import { CorebosEmulator } from "@crm-auth/corebos/testing"
import { CrmcomEmulator } from "@crm-auth/crmcom/testing"
import { KafineaEmulator } from "@crm-auth/kafinea/testing"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Effect from "effect/Effect"

/** The variables of the READMEs' tables, set as a reader would. */
export const environment: { readonly [name: string]: string } = {
  COREBOS_URL: "https://corebos.example/crm",
  COREBOS_USERNAME: "jane+crm@acme.example",
  COREBOS_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY",
  CRMCOM_URL: "https://crm.example",
  CRMCOM_USERNAME: "apiuser",
  CRMCOM_PASSWORD: "example-password",
  CRMCOM_ORGANISATION: "DEMOORG",
  KAFINEA_URL: "https://apps.kafinea.com/acme",
  KAFINEA_USERNAME: "jane+crm@acme.example",
  KAFINEA_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY",
  KAYAKO_URL: "https://desk.example/support",
  KAYAKO_USERNAME: "jane@desk.example",
  KAYAKO_PASSWORD: "p%ss+w",
  KFTOKEN_USERNAME: "demo.user",
  KFTOKEN_PASSWORD: "example-password",
  KFTOKEN_MEMORABLE_WORD: "tangerine",
  VTIGER_URL: "https://vtiger.example/crm",
  VTIGER_USERNAME: "jane+crm@acme.example",
  VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
}

/** The vendor of core's README, which has no package. */
const acme = Effect.suspend(() => {
  const tokens = new Set<string>()
  let logins = 0
  const url = "https://acme.example/api"
  return makeEmulator({
    vendor: "acme",
    url,
    accounts: [{ key: "example-key" }],
    operationOf: (request) => request.url.pathname.replace("/api/", ""),
    isLogin: (operation) => operation === "login",
    respond: ({ headers }, operation) => {
      const secret = (headers["authorization"] ?? "").replace("Bearer ", "")
      if (operation === "login" && secret === "example-key") {
        const token = `token-${++logins}`
        tokens.add(token)
        return { status: 200, body: token }
      }
      if (!tokens.has(secret)) return { status: 401 }
      if (operation === "logout") tokens.delete(secret)
      return jsonReply(200, { orders: [] })
    },
    logins: () => logins,
    sessions: () => tokens.size,
    expireSessions: () => tokens.clear()
  })
})

export interface World {
  readonly emulators: ReadonlyArray<Emulator>
  readonly fetch: typeof globalThis.fetch
}

/** Servers with nothing in them yet. `fetch` reaches them and nothing else. */
export const makeWorld: Effect.Effect<World> = Effect.map(
  Effect.all([
    CorebosEmulator.make(),
    CrmcomEmulator.make({ release: "R11" }),
    KafineaEmulator.make(),
    KayakoEmulator.make(),
    KftokenEmulator.make(),
    VtigerEmulator.make(),
    acme
  ]),
  (emulators) => ({
    emulators,
    fetch: (input, init) => {
      const request = new Request(input, init)
      const found = emulators.find(({ url }) => new URL(url).origin === new URL(request.url).origin)
      return found === undefined ? Promise.reject(new TypeError("fetch failed")) : found.handler(request)
    }
  })
)
