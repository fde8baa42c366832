/**
 * A Kayako Classic desk's StaffAPI in memory.
 *
 * Written from the vendor's page (https://kayako.atlassian.net/wiki/display/DEV/StaffAPI+-+Logging+In) and the known
 * behaviour of a late version 4 server, not from a client: what is not described is refused.
 *
 * @since 0.1.0
 */
import { type Emulator, makeEmulator } from "@crm-auth/core/testing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ready } from "../internal/xml.ts"
import { authorize, respond } from "./Calls.ts"
import { type KayakoAccount, type KayakoDialect, type KayakoEmulatorOptions, settingsOf } from "./Options.ts"
import { operationOf } from "./Request.ts"
import { type KayakoPush, makeState } from "./State.ts"

/**
 * An emulated desk. Its operations, for `fault` and in `requests`: `login`, `logout`, `getInfo`, `retrieveTickets`,
 * `retrieveTicketData`, `searchTickets`, `retrieveAttachment`, `pushTickets`, `unknown` (any other route), `badRoute` and `notFound`. Department 6 is the only one with tickets.
 *
 * @category models
 * @since 0.1.0
 */
export interface KayakoEmulator extends Emulator {
  /** Changes how replies are written from now on. */
  readonly dialect: (change: Partial<KayakoDialect>) => Effect.Effect<void>
  /** Sets the IPv4 address that requests come from (at first `192.0.2.10`). */
  readonly moveTo: (address: string) => Effect.Effect<void>
  /** Gives a member of staff another password, key or anything else; sessions stay valid. */
  readonly change: (username: string, change: Partial<Omit<KayakoAccount, "username">>) => Effect.Effect<void>
  /** Takes a member of staff off the desk; the sessions that are open are refused from then on. */
  readonly remove: (username: string) => Effect.Effect<void>
  /** Ends the sessions of one member of staff, as an administrator's change may. */
  readonly endSessions: (username: string) => Effect.Effect<void>
  /** Counts failed logins of a name on another staff interface. */
  readonly failElsewhere: (username: string, times?: number) => Effect.Effect<void>
  /** Forgets all failures of a name. */
  readonly unlock: (username: string) => Effect.Effect<void>
  /** All runs of `Tickets/Push/Index`, those of a refused session among them. */
  readonly pushes: Effect.Effect<ReadonlyArray<KayakoPush>>
}

// An in-memory client decodes nothing, so only the handler packs.
const gzipped = (response: Response, labelled: boolean): Response => {
  if (response.body === null) return response
  const headers = new Headers(response.headers)
  if (labelled) headers.set("content-encoding", "gzip")
  return new Response(response.body.pipeThrough(new CompressionStream("gzip")), { status: response.status, headers })
}

/** The reader of replies is loaded here, and not by the first of them: a test may move its clock just once. */
const make = (options: KayakoEmulatorOptions = {}): Effect.Effect<KayakoEmulator> =>
  Effect.flatMap(ready, () => {
    const settings = settingsOf(options)
    const state = makeState(settings)
    const { gzip = false } = options
    return Effect.map(
      makeEmulator({
        vendor: "kayako",
        url: settings.url,
        accounts: settings.accounts.map(({ password, twoFactorKey, username }) => ({
          username,
          password,
          ...(twoFactorKey === undefined ? {} : { twoFactorKey })
        })),
        operationOf: (request) => operationOf(settings.url, request),
        isLogin: (operation) => operation === "login",
        respond: (request, operation) => respond(state, request, operation),
        authorize: (request) => authorize(state, request),
        logins: () => state.logins,
        sessions: (now) => state.sessions.count(now),
        expireSessions: () => state.sessions.closeAll()
      }),
      (emulator): KayakoEmulator => ({
        ...emulator,
        handler: gzip
          ? (request) => emulator.handler(request).then((response) => gzipped(response, gzip !== "unlabelled"))
          : emulator.handler,
        dialect: (change) =>
          Effect.sync(() => {
            state.dialect = { ...state.dialect, ...change }
          }),
        moveTo: (address) =>
          Effect.sync(() => {
            state.address = address
          }),
        change: (username, change) =>
          Effect.sync(() => {
            const account = state.accounts.get(username)
            if (account === undefined) return
            state.accounts.set(username, { ...account, ...change, staffid: change.staffid ?? account.staffid })
          }),
        remove: (username) => Effect.sync(() => void state.accounts.delete(username)),
        endSessions: (username) => Effect.sync(() => state.sessions.closeAll(username)),
        failElsewhere: (username, times = 1) =>
          Effect.map(Clock.currentTimeMillis, (now) => {
            for (let count = 0; count < times; count++) state.lockout.record(username, now)
          }),
        unlock: (username) => Effect.sync(() => state.lockout.unlock(username)),
        pushes: Effect.sync(() => [...state.pushes])
      })
    )
  })

/**
 * `KayakoEmulator.make(options?)` makes an emulated desk.
 *
 * @category constructors
 * @since 0.1.0
 */
export const KayakoEmulator: {
  readonly make: (options?: KayakoEmulatorOptions) => Effect.Effect<KayakoEmulator>
} = { make }
