/** The spans of logins. Loaded on demand: when a manager is made where the application has a tracer. */
import * as Effect from "effect/Effect"
import type * as Tracer from "effect/Tracer"

/** Span links are bounded, like those of OpenTelemetry: a thousand callers are not listed one by one. */
const mostLinks = 128

/** The span of one login. Owns the number of its links. */
export class LoginSpan {
  readonly #span: Tracer.Span
  #links: number

  constructor(span: Tracer.Span) {
    this.#span = span
    this.#links = span.links.length
  }

  /** Says whose login it is. */
  label(accountHash: string | undefined): void {
    if (accountHash !== undefined) this.#span.attribute("crm_auth.account", accountHash)
  }

  /** Links a caller's span to the login that the caller waits for. */
  link(caller: Tracer.AnySpan | undefined): void {
    if (caller === undefined || this.#links >= mostLinks) return
    this.#links++
    this.#span.addLinks([{ span: caller, attributes: {} }])
  }
}

/** A login, as its span sees it. */
interface Traced {
  readonly cause: string
  note(news: { readonly span: LoginSpan }): void
}

/** Runs a login in a span of its own, linked to the caller that started it. */
export const inLoginSpan = <B, E>(
  login: Effect.Effect<B, E>,
  attempt: Traced,
  caller: Tracer.AnySpan | undefined,
  name: string,
  attributes: { readonly [name: string]: string }
): Effect.Effect<B, E> =>
  Effect.useSpan(
    name,
    {
      root: true,
      attributes: { ...attributes, "crm_auth.cause": attempt.cause },
      links: caller === undefined ? [] : [{ span: caller, attributes: {} }]
    },
    (span) => {
      attempt.note({ span: new LoginSpan(span) })
      return Effect.withParentSpan(login, span, { captureStackTrace: false })
    }
  )
