/** `crm-auth check`: do the credentials work, and is the session accepted? */
import { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { findTarget, openAccount } from "../account.ts"
import { fromAuthError, toFailure } from "../failure.ts"
import { expiresAt, readKnown } from "../known.ts"
import { answer, progress } from "../output.ts"
import { httpFailure } from "../replies.ts"
import { Settings } from "../settings.ts"
import { inTime, untilText } from "../time.ts"

/** The cheapest request of a vendor that needs a session. */
const readings: { readonly [vendor: string]: HttpClientRequest.HttpClientRequest } = {
  crmcom: HttpClientRequest.get("/contact_information/show?contact_information_identifier=number%3D0"),
  kayako: HttpClientRequest.post("/staffapi/index.php?/Core/Default/GetInfo"),
  kftoken: HttpClientRequest.get("/customers")
}

const webserviceReading = HttpClientRequest.get("/webservice.php?operation=listtypes")

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: string }) {
  const { folders } = yield* Settings
  const target = yield* findTarget(input.vendor)
  const opened = yield* openAccount(target)
  const began = Date.now()
  const status = yield* progress(
    `Checking ${target.vendor.label}`,
    Effect.gen(function* () {
      yield* opened.session
      const { client } = opened.manager
      const response = yield* Effect.mapError(
        client.execute(readings[target.vendor.name] ?? webserviceReading),
        (error) => (error instanceof AuthError ? fromAuthError(error) : toFailure(error))
      )
      return response.status
    })
  )
  const refused = httpFailure(target.vendor.name, status)
  if (refused !== undefined) return yield* refused
  yield* opened.note
  const known = readKnown(folders, target.name)
  const end = known?.session === undefined ? undefined : expiresAt(known.session)
  const took = Date.now() - began
  yield* answer(
    `${target.vendor.label} accepts the session of ${known?.account}${untilText(end, Date.now())} (${took} ms).`,
    {
      version: 1,
      ok: true,
      vendor: target.vendor.name,
      profile: target.name,
      account: known?.account ?? "",
      issuedAt: inTime(known?.session?.issuedAt),
      expiresAt: inTime(end),
      millis: took
    }
  )
}, Effect.scoped)
