/** The small vendor of the simulation, with its own driver. */
import { make as makeSessionManager } from "@crm-auth/core/SessionManager"
import { make as makeSessionMap } from "@crm-auth/core/SessionMap"
import { type Reason } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { Ledger } from "../Ledger.ts"
import type { Traffic } from "../media/Traffic.ts"
import type { Program } from "../program/Program.ts"
import { driverOf, httpOf, type Server, vendorName } from "./driver.ts"
import type { Vendor } from "./Vendor.ts"
import { accountClient, type VendorSide } from "./VendorSide.ts"

const request = (safe: boolean) => (safe ? HttpClientRequest.get("/call") : HttpClientRequest.post("/call"))

export const smallVendor = (program: Program, vendor: Vendor, ledger: Ledger, traffic: Traffic<Reason>): VendorSide => {
  const server: Server = { vendor, ledger, traffic }
  const accounts = Array.from({ length: program.accounts }, (_, account) => account)
  return {
    isSound: program.vendor.login === "plain" && program.vendor.mostSessions === undefined,
    http: (member) => httpOf(server, member),
    clients: (member) =>
      Effect.gen(function* () {
        const { client, parallelSessions, renewal } = member.plan
        const options = { parallelSessions, renewal }
        const managers =
          client === "managers"
            ? yield* Effect.forEach(accounts, (account) =>
                makeSessionManager(driverOf(server, member, account), options)
              )
            : yield* Effect.flatMap(
                makeSessionMap({
                  ...options,
                  vendor: vendorName,
                  lookup: (account: number) => Effect.succeed(driverOf(server, member, account))
                }),
                (map) => Effect.forEach(accounts, map.get)
              )
        return managers.map((manager, account) =>
          accountClient(manager, request, (session) => ledger.handedOut(member, account, session))
        )
      }),
    endAll: (account) => vendor.endAll(account),
    finish: () => ledger.left()
  }
}
