import { Kafinea, type KafineaSession } from "@crm-auth/kafinea"
import { logout } from "@crm-auth/kafinea/operations"
import { KafineaEmulator } from "@crm-auth/kafinea/testing"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { VendorDemo } from "../VendorDemo.ts"

export const kafinea: VendorDemo<KafineaSession> = {
  name: "kafinea",
  title: "Kafinea",
  emulator: (url) => KafineaEmulator.make(url === undefined ? {} : { url }),
  environment: (url) => ({
    KAFINEA_URL: url,
    KAFINEA_USERNAME: "jane+crm@acme.example",
    KAFINEA_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
  }),
  variables: [
    { name: "KAFINEA_URL", meaning: "the instance's address, such as https://apps.kafinea.com/acme" },
    { name: "KAFINEA_USERNAME", meaning: "a user" },
    { name: "KAFINEA_ACCESS_KEY", meaning: "that user's access key, from the preferences page" }
  ],
  manager: Effect.map(Layer.build(Kafinea.layerConfig()), Context.get(Kafinea)),
  reading: "listtypes",
  read: (client) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } }),
  expiresAfter: "3 hours",
  end: (session) =>
    Effect.flatMap(Config.String("KAFINEA_URL"), (url) => logout({ sessionName: session.value.sessionName }, { url }))
}
