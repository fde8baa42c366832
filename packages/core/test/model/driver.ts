/** The vendor of the model as the engine sees it. */
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import { SessionRejected } from "../../src/Reason.ts"
import type { SessionDriver } from "../../src/SessionDriver.ts"
import { type Vendor, vendor as name } from "./vendor.ts"

export const driverOf = (vendor: Vendor): SessionDriver<number, number> => {
  const { generation, program, world } = vendor
  let startedAt = 0
  return {
    vendor: name,
    origin: "https://model.example",
    userAgent: { value: "model", pinned: false },
    redact: [],
    fixedCredentials: program.fixedCredentials,
    credentials: world.guard(
      Effect.suspend(() => {
        startedAt = world.elapsed
        return vendor.credentials
      })
    ),
    login: (version) => vendor.login(version, startedAt, generation),
    ...(program.renews ? { renew: () => vendor.renew() } : undefined),
    ...(program.keepsAlive
      ? { keepAlive: ({ value }: { readonly value: number }) => vendor.keepAlive(value) }
      : undefined),
    logout: ({ value }) => vendor.logout(value),
    attach: (request, { value }) => Effect.succeed(HttpClientRequest.setHeader(request, "x-session", String(value))),
    readsBody: () => false,
    classify: ({ status }) =>
      status === 401
        ? { _tag: "refused", reason: new SessionRejected({}), replay: program.rejectedBeforeWork }
        : { _tag: status === 200 ? "accepted" : "ignored" },
    isSafe: ({ method }) => method === "GET"
  }
}

/** An account of a map is looked up first, which may take its time. */
export const lookupOf = (vendor: Vendor): Effect.Effect<SessionDriver<number, number>> =>
  Effect.suspend(() => {
    const takes = vendor.lookups.shift()?.takes ?? 0
    return Effect.as(takes === 0 ? Effect.void : Effect.sleep(takes), driverOf(vendor))
  })
