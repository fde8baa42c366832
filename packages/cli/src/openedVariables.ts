/** The variables of an open account's session. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { Opened } from "./account.ts"
import { expiresAt } from "./known.ts"
import { variablesOf } from "./sessionVariables.ts"

/** Logs in if need be, and gives the session as variables. */
export const openedVariables = Effect.fnUntraced(function* (opened: Opened) {
  const session = yield* opened.session
  const known = opened.known()
  return variablesOf({
    vendor: opened.vendor.name,
    url: known?.origin ?? "",
    value: Redacted.value(opened.secretOf(session)),
    expiresAt: known?.session === undefined ? undefined : expiresAt(known.session)
  })
})
