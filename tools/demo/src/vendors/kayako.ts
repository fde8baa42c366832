import { Kayako, type KayakoSession } from "@crm-auth/kayako"
import { logout } from "@crm-auth/kayako/operations"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { VendorDemo } from "../VendorDemo.ts"

export const kayako: VendorDemo<KayakoSession> = {
  name: "kayako",
  title: "Kayako Classic",
  emulator: (url) => KayakoEmulator.make(url === undefined ? {} : { url }),
  environment: (url) => ({ KAYAKO_URL: url, KAYAKO_USERNAME: "jane@desk.example", KAYAKO_PASSWORD: "p%ss+w" }),
  variables: [
    { name: "KAYAKO_URL", meaning: "the desk's address, such as https://desk.example/support" },
    { name: "KAYAKO_USERNAME", meaning: "a member of staff" },
    { name: "KAYAKO_PASSWORD", meaning: "that person's password" }
  ],
  manager: Effect.map(Layer.build(Kayako.layerConfig()), Context.get(Kayako)),
  reading: "Core/Default/GetInfo",
  read: (client) => client.post("/staffapi/index.php?/Core/Default/GetInfo"),
  expiresAfter: "2 hours",
  end: (session) =>
    Effect.flatMap(Config.String("KAYAKO_URL"), (url) => logout({ sessionid: session.value.sessionId }, { url }))
}
