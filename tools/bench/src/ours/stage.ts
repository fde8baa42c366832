/** A vendor's emulator on a loopback port, and a manager that reaches it by fetch. */
import type { Emulator } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as Scope from "effect/Scope"
import { type Running, serve } from "../server.ts"
import type { OurVendor } from "./vendors.ts"

/** How the server behaves from now on; changed while it runs. */
export interface Mood {
  /** Ends every session before each request. */
  rejecting: boolean
  down: boolean
  /** Sends everybody elsewhere, with their form. */
  redirect: string | undefined
}

export interface Stage {
  readonly server: Running
  readonly emulator: Emulator
  readonly mood: Mood
}

export const stage = (vendor: OurVendor): Effect.Effect<Stage, never, Scope.Scope> =>
  Effect.gen(function* () {
    const mood: Mood = { rejecting: false, down: false, redirect: undefined }
    let emulator: Emulator | undefined
    const run = Effect.runSyncWith(yield* Effect.context())
    const server = yield* Effect.acquireRelease(
      Effect.promise(() =>
        serve(async ({ body, headers, method, path }) => {
          if (mood.down || emulator === undefined) return { drop: true }
          if (mood.redirect !== undefined) return { status: 307, headers: { location: mood.redirect + path } }
          if (mood.rejecting) run(emulator.expireSessions)
          const request = new Request(emulator.url.replace(/^(https?:\/\/[^/]+).*$/, "$1") + path, {
            method,
            headers: Object.entries(headers).flatMap(([name, value]) =>
              typeof value === "string" ? [[name, value] as [string, string]] : []
            ),
            ...(method === "GET" ? undefined : { body })
          })
          const response = await emulator.handler(request)
          return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
        })
      ),
      (running) => Effect.promise(() => running.close())
    )
    emulator = yield* vendor.emulator(server.url)
    return { server, emulator, mood }
  })

/** A manager of the vendor's account at that server. */
export const managerAt = (vendor: OurVendor, { server }: Stage, secrets: "right" | "wrong" = "right") =>
  Effect.provide(vendor.manager(server.url, secrets), FetchHttpClient.layer)
