import { Kftoken, type KftokenSession } from "@crm-auth/kftoken"
import { deleteSessionToken } from "@crm-auth/kftoken/operations"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { VendorDemo } from "../VendorDemo.ts"

export const kftoken: VendorDemo<KftokenSession> = {
  name: "kftoken",
  title: "KashFlow",
  emulator: (url) => KftokenEmulator.make(url === undefined ? {} : { url }),
  environment: (url) => ({
    KFTOKEN_URL: url,
    KFTOKEN_USERNAME: "demo.user",
    KFTOKEN_PASSWORD: "example-password",
    KFTOKEN_MEMORABLE_WORD: "tangerine"
  }),
  variables: [
    { name: "KFTOKEN_USERNAME", meaning: "a user" },
    { name: "KFTOKEN_PASSWORD", meaning: "that user's password for the web login" },
    { name: "KFTOKEN_MEMORABLE_WORD", meaning: "that user's memorable word, all of it" },
    { name: "KFTOKEN_URL", meaning: "another address than https://api.kashflow.com/v2", optional: true }
  ],
  manager: Effect.map(Layer.build(Kftoken.layerConfig()), Context.get(Kftoken)),
  reading: "customers",
  read: (client) => client.get("/customers", { urlParams: { page: 1, perpage: 1 } }),
  expiresAfter: "2 hours",
  end: ({ value: { sessionToken } }) =>
    Effect.flatMap(Config.option(Config.String("KFTOKEN_URL")), (url) =>
      deleteSessionToken({ sessionToken }, { url: Option.getOrUndefined(url), session: sessionToken })
    )
}
