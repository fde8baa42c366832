import { type Refine, SessionRejected } from "@crm-auth/core"
import { Crmcom, type CrmcomSession } from "@crm-auth/crmcom"
import { CrmcomEmulator } from "@crm-auth/crmcom/testing"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { VendorDemo } from "../VendorDemo.ts"

/** No code of this vendor for a dead token is publicly known: this is the emulator's, and who knows the real one says so. */
const refine: Refine = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

export const crmcom: VendorDemo<CrmcomSession> = {
  name: "crmcom",
  title: "CRM.COM",
  emulator: (url) => CrmcomEmulator.make({ release: "R11", ...(url === undefined ? undefined : { url }) }),
  environment: (url) => ({
    CRMCOM_URL: url,
    CRMCOM_USERNAME: "apiuser",
    CRMCOM_PASSWORD: "example-password",
    CRMCOM_ORGANISATION: "DEMOORG",
    CRMCOM_RELEASE: "R11"
  }),
  variables: [
    { name: "CRMCOM_URL", meaning: "the server's address, such as https://crm.example" },
    { name: "CRMCOM_USERNAME", meaning: "a user" },
    { name: "CRMCOM_PASSWORD", meaning: "that user's password" },
    { name: "CRMCOM_ORGANISATION", meaning: "the organisation's name" },
    { name: "CRMCOM_UNIT", meaning: "a unit's id", optional: true },
    { name: "CRMCOM_RELEASE", meaning: "the server's release, such as R11", optional: true }
  ],
  manager: Effect.map(Layer.build(Crmcom.layerConfig({ refine })), Context.get(Crmcom)),
  reading: "contact_information/show",
  read: (client) =>
    client.get("/contact_information/show", {
      urlParams: { contact_information_identifier: "number=CI000111" }
    }),
  expiresAfter: "3 hours",
  // Only the server's own code for a dead token would let it be recognised, and none is known.
  end: undefined
}
