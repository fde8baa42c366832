import { Vtiger, type VtigerSession } from "@crm-auth/vtiger"
import { logout } from "@crm-auth/vtiger/operations"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { VendorDemo } from "../VendorDemo.ts"

export const vtiger: VendorDemo<VtigerSession> = {
  name: "vtiger",
  title: "vtiger CRM",
  emulator: (url) => VtigerEmulator.make(url === undefined ? {} : { url }),
  environment: (url) => ({
    VTIGER_URL: url,
    VTIGER_USERNAME: "jane+crm@acme.example",
    VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY"
  }),
  variables: [
    { name: "VTIGER_URL", meaning: "the installation's address, such as https://crm.example/vtiger" },
    { name: "VTIGER_USERNAME", meaning: "a user" },
    { name: "VTIGER_ACCESS_KEY", meaning: "that user's access key, from the preferences page" }
  ],
  manager: Effect.map(Layer.build(Vtiger.layerConfig()), Context.get(Vtiger)),
  reading: "listtypes",
  read: (client) => client.get("/webservice.php", { urlParams: { operation: "listtypes" } }),
  expiresAfter: "3 hours",
  end: (session) =>
    Effect.flatMap(Config.String("VTIGER_URL"), (url) => logout({ sessionName: session.value.sessionName }, { url }))
}
