import { Corebos, type CorebosSession } from "@crm-auth/corebos"
import { logout } from "@crm-auth/corebos/operations"
import { CorebosEmulator } from "@crm-auth/corebos/testing"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { VendorDemo } from "../VendorDemo.ts"

export const corebos: VendorDemo<CorebosSession> = {
  name: "corebos",
  title: "coreBOS",
  emulator: (url) => CorebosEmulator.make(url === undefined ? {} : { url }),
  environment: (url) => ({
    COREBOS_URL: url,
    COREBOS_USERNAME: "jane+crm@acme.example",
    COREBOS_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
  }),
  variables: [
    { name: "COREBOS_URL", meaning: "the installation's address, such as https://crm.example/corebos" },
    { name: "COREBOS_USERNAME", meaning: "a user" },
    { name: "COREBOS_ACCESS_KEY", meaning: "that user's access key, from the preferences page" }
  ],
  manager: Effect.map(Layer.build(Corebos.layerConfig()), Context.get(Corebos)),
  reading: "listtypes",
  read: (client) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } }),
  expiresAfter: "3 hours",
  end: (session) =>
    Effect.flatMap(Config.String("COREBOS_URL"), (url) => logout({ sessionName: session.value.sessionName }, { url }))
}
