// Managers of an emulated server's user, and what the server saw of them.
import { SecondFactor } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { type KftokenOptions, makeKftoken } from "../../src/index.ts"
import type { KftokenEmulator } from "../../src/testing/index.ts"

export const user = {
  username: "demo.user",
  password: Redacted.make("example-password"),
  memorableWord: Redacted.make("tangerine")
}

export const external = { externalToken: Redacted.make("22222222-3333-4444-8555-666666666666"), uid: 12345 }

export const manage = (server: KftokenEmulator, options?: Partial<KftokenOptions>) =>
  makeKftoken({ ...user, ...options }).pipe(Effect.provide(server.layer))

/** Answers every question with a word, or with none, and counts what was asked. */
export const answering = (word: string | undefined) => {
  const asked: Array<unknown> = []
  const answer = (request: unknown) =>
    Effect.sync(() => {
      asked.push(request)
      return Option.map(Option.fromUndefinedOr(word), (given) => Redacted.make(given))
    })
  return { asked, provide: Effect.provideService(SecondFactor, { answer }) }
}

/** The operations that a server was asked for, in order. */
export const operations = (server: KftokenEmulator) =>
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

export const both = ["createTemporaryToken", "createSessionToken"]
