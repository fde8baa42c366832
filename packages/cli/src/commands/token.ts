/** `crm-auth token`: prints the session for scripts. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { findTarget, openAccount, refuseUnkept } from "../account.ts"
import { expiresAt } from "../known.ts"
import { answer, progress } from "../output.ts"
import { placeFor } from "../placing.ts"
import { type Form, written } from "../written.ts"
import { tokenJson } from "../tokenJson.ts"

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: string; readonly as: Form }) {
  const target = yield* findTarget(input.vendor)
  const place = yield* placeFor(target.vendor, target.method, input.as)
  yield* refuseUnkept(target)
  const opened = yield* openAccount(target, { outlives: true })
  const session = yield* progress(`Logging in to ${target.vendor.label}`, opened.session)
  const value = opened.secretOf(session)
  const known = opened.known()
  yield* answer(
    written(input.as, place, Redacted.value(value)),
    tokenJson({
      vendor: target.vendor.name,
      account: known?.account ?? "",
      place,
      value: Redacted.value(value),
      expiresAt: known?.session === undefined ? undefined : expiresAt(known.session)
    })
  )
}, Effect.scoped)
