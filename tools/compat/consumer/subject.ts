/** A vendor as a program tries it. */
import type { AuthError, SessionManager } from "@crm-auth/core"
import type { AnyOptions } from "@crm-auth/core/Driver"
import type { VendorFixture } from "@crm-auth/core/testing"
import type * as Context from "effect/Context"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"

/** A vendor's service and its layer, as its README has them, and the fixture that says how to try them. */
export interface Subject<I, A> {
  readonly fixture: VendorFixture
  readonly service: Context.Service<I, SessionManager<A>>
  readonly layer: (options: AnyOptions) => Layer.Layer<I, AuthError, HttpClient.HttpClient>
}

/** Does something with a vendor, whatever its types. */
export type AnySubject = <B>(use: <I, A>(subject: Subject<I, A>) => B) => B
