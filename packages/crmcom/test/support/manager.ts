// Managers of an emulated server's user, and what the server saw of them.
import { SessionRejected } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type CrmcomOptions, type CrmcomServerOptions, makeCrmcom, makeCrmcomWebApiKey } from "../../src/index.ts"
import type { CrmcomEmulator } from "../../src/testing/index.ts"

export const user = { username: "apiuser", password: Redacted.make("example-password"), organisation: "DEMOORG" }
export const webApiKey = Redacted.make("0123456789ABCDEF0123456789ABCDEF")
export const consumerKey = Redacted.make("89ABCDEF0123456789ABCDEF01234567")

/** Only a caller can know the code of a dead token. */
export const refine: NonNullable<CrmcomServerOptions["refine"]> = ({ code }) =>
  code === "EXAMPLE.SESSION_REJECTED" ? Option.some(new SessionRejected({ code })) : Option.none()

export const manage = (server: CrmcomEmulator, options?: Partial<CrmcomOptions>) =>
  makeCrmcom({ url: server.url, ...user, ...options }).pipe(Effect.provide(server.layer))

export const manageKey = (server: CrmcomEmulator, options?: Partial<CrmcomServerOptions & { unit: string }>) =>
  makeCrmcomWebApiKey({ url: server.url, webApiKey, ...options }).pipe(Effect.provide(server.layer))

export const contact = "/contact_information/show?contact_information_identifier=number=CI000111"

/** The operations that a server was asked for, in order. */
export const operations = (server: CrmcomEmulator) =>
  Effect.map(server.requests, (requests) => requests.map(({ operation }) => operation))

/** The tag of a failure's reason, with the field of a configuration that was refused. */
export const reasonOf = <A, E>(exit: Exit.Exit<A, E>): string => {
  if (Exit.isSuccess(exit)) return "success"
  const error: unknown = exit.cause.reasons.find((reason) => reason._tag === "Fail")?.error
  if (typeof error !== "object" || error === null || !("reason" in error)) return "another failure"
  const { reason } = error
  if (typeof reason !== "object" || reason === null || !("_tag" in reason)) return "no reason"
  return "field" in reason ? `${String(reason._tag)} ${String(reason.field)}` : String(reason._tag)
}
