/** `crm-auth explain`: what a vendor's code or a reason means. Sends nothing. */
import type { ErrorRow } from "@crm-auth/core/Driver"
import * as Effect from "effect/Effect"
import { exitCodesOfReasons } from "../exitCodeTable.ts"
import { failure } from "../failure.ts"
import { answer } from "../output.ts"
import { reasons } from "../reasons.ts"
import { factsOf } from "../vendorFacts.ts"
import { findVendor } from "../vendors.ts"

const list = (values: ReadonlyArray<string | number | null> | undefined): string =>
  values === undefined
    ? ""
    : values.map((value) => (value === "" || value === null ? "none" : String(value))).join(", ")

const conditionsOf = ({ body, code, network, operation, sent, status, text, where }: ErrorRow): string => {
  const operations = operation.map((name) =>
    name === "*" ? "any request" : name === "@call" ? "a request of yours" : name
  )
  const parts = [
    `in ${operations.join(", ")}`,
    code === undefined ? "" : `code ${list(code)}`,
    status === undefined ? "" : `HTTP ${list(status)}`,
    body === undefined || body === "any" ? "" : `body: ${body}`,
    text === undefined ? "" : `text "${text}"`,
    where === undefined ? "" : `where ${where.map(({ at }) => at).join(", ")} fits`,
    sent === undefined
      ? ""
      : Object.entries(sent)
          .map(([field, was]) => `${field} ${was ? "sent" : "not sent"}`)
          .join(", "),
    network === true ? "no answer" : ""
  ]
  return parts.filter((part) => part !== "").join("; ")
}

const retryOf = ({ guard, rejectedBeforeWork, retry }: ErrorRow): string => {
  const told = typeof retry === "string" ? retry : `${retry.safe} for reads, ${retry.unsafe} for writes`
  const extra = [
    guard === undefined ? "" : `guarded for ${guard.replace("PT", "").toLowerCase()}`,
    rejectedBeforeWork === true ? "refused before any work was done" : ""
  ].filter((part) => part !== "")
  return [`retry: ${told}`, ...extra].join("; ")
}

/** Runs the command. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: string; readonly what: string }) {
  const vendor = yield* findVendor(input.vendor)
  const { errors } = yield* Effect.promise(() => factsOf(vendor.name))
  const wanted = input.what.toLowerCase()
  const rows = errors.filter(
    ({ code, reason, status }) =>
      reason.toLowerCase() === wanted ||
      code?.some((known) => known?.toLowerCase() === wanted) === true ||
      status?.some((known) => String(known).toLowerCase() === wanted) === true
  )
  const known = Object.keys(reasons).find((tag) => tag.toLowerCase() === wanted)
  if (rows.length === 0 && known === undefined) {
    const codes = [...new Set(errors.flatMap(({ code }) => code ?? []))].filter((code) => code !== null && code !== "")
    return yield* failure(
      "usage",
      `No public source says what "${input.what}" means at ${vendor.label}; the engine calls it VendorFailure and passes it on.\n${codes.length === 0 ? "" : `Known codes: ${codes.join(", ")}.\n`}Reasons: ${Object.keys(reasons).join(", ")}.`
    )
  }
  const tags = [...new Set([...(known === undefined ? [] : [known]), ...rows.map(({ reason }) => reason)])]
  const blocks = tags.map((tag) => {
    const explained = reasons[tag]
    const own = rows.filter(({ reason }) => reason === tag)
    const from =
      own.length === 0
        ? [`  ${vendor.label} has no code of its own for it.`]
        : own.map((row) => `  ${conditionsOf(row)} (${retryOf(row)})`)
    return explained === undefined
      ? [`${tag}: not a failure; the operation is as good as done.`, ...from].join("\n")
      : [
          `${tag} (exit code ${exitCodesOfReasons.get(tag)})`,
          `  ${explained.meaning}`,
          `  The engine ${explained.engine}.`,
          `  To do: ${explained.remedy}`,
          ...from
        ].join("\n")
  })
  yield* answer(blocks.join("\n\n"), {
    version: 1,
    vendor: vendor.name,
    asked: input.what,
    reasons: tags.map((tag) => ({
      reason: tag,
      exitCode: exitCodesOfReasons.get(tag),
      ...reasons[tag],
      rows: rows.filter(({ reason }) => reason === tag)
    }))
  })
})
