/**
 * Real vendor packages against their real emulators. The emulator runs in a process of its own, and every request to it
 * goes through `Traffic`.
 */
import type { Reason, Session } from "@crm-auth/core"
import type { Emulator } from "@crm-auth/core/testing"
import { makeKayako, makeKayakoMap } from "@crm-auth/kayako"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { makeVtiger, makeVtigerMap } from "@crm-auth/vtiger"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { Ledger } from "../Ledger.ts"
import type { Traffic } from "../media/Traffic.ts"
import type { Member } from "../Member.ts"
import type { Program } from "../program/Program.ts"
import { Process } from "../simulation/Process.ts"
import type { World } from "../simulation/World.ts"
import { isGood } from "./Vendor.ts"
import { accountClient, type AccountClient, type VendorSide } from "./VendorSide.ts"

const secret = "right-secret"
const secretOf = (version: number) => Redacted.make(isGood(version) ? secret : `wrong-${version}`)
const nameOf = (account: number) => `user${account}`

/** One of the vendors: its emulator, its accounts in a process, and how to tell a login. */
interface Emulated {
  readonly emulator: Effect.Effect<Emulator>
  /** The account that a request logs in to. */
  readonly loginOf: (request: HttpClientRequest.HttpClientRequest) => number | undefined
  readonly clients: (
    member: Member,
    url: string,
    accounts: ReadonlyArray<number>,
    onOwner: (account: number, owner: string | undefined) => void
  ) => ReturnType<VendorSide["clients"]>
}

const textOf = ({ body }: HttpClientRequest.HttpClientRequest): string =>
  body._tag === "Uint8Array" ? new TextDecoder().decode(body.body) : ""

const accountIn = (text: string): number | undefined => {
  const [, account] = /user(\d)/.exec(text) ?? []
  return account === undefined ? undefined : Number(account)
}

const optionsOf = ({ plan: { parallelSessions, renewal } }: Member) => ({ parallelSessions, renewal })

const kayako: Emulated = {
  emulator: Effect.suspend(() =>
    KayakoEmulator.make({
      accounts: [0, 1].map((account) => ({ username: nameOf(account), password: secret, staffid: String(7 + account) }))
    })
  ),
  loginOf: (request) => (request.url.includes("/Core/Default/Login") ? accountIn(textOf(request)) : undefined),
  clients: (member, url, accounts, onOwner) => {
    const given = (account: number) => ({
      url,
      credentials: Effect.sync(() => ({ username: nameOf(account), password: secretOf(member.version) }))
    })
    const request = () => HttpClientRequest.post("/staffapi/index.php?/Core/Default/GetInfo")
    const owns = (account: number) => (session: Session<{ readonly staffId?: string }>) =>
      onOwner(account, session.value.staffId)
    return Effect.gen(function* () {
      if (member.plan.client === "managers") {
        const managers = yield* Effect.forEach(accounts, (account) =>
          makeKayako({ ...given(account), ...optionsOf(member) })
        )
        return managers.map((manager, account): AccountClient => accountClient(manager, request, owns(account)))
      }
      const map = yield* makeKayakoMap((account: number) => Effect.succeed(given(account)), optionsOf(member))
      const managers = yield* Effect.forEach(accounts, map.get)
      return managers.map((manager, account): AccountClient => accountClient(manager, request, owns(account)))
    })
  }
}

const vtiger: Emulated = {
  emulator: Effect.suspend(() =>
    VtigerEmulator.make({
      accounts: [0, 1].map((account) => ({ username: nameOf(account), accessKey: secret, id: 5 + account }))
    })
  ),
  loginOf: (request) => {
    const text = textOf(request)
    return /operation=login/.test(text) ? accountIn(text) : undefined
  },
  clients: (member, url, accounts, onOwner) => {
    const given = (account: number) => ({
      url,
      credentials: Effect.sync(() => ({ username: nameOf(account), accessKey: secretOf(member.version) }))
    })
    const request = () => HttpClientRequest.get("/webservice.php?operation=listtypes")
    const owns = (account: number) => (session: Session<{ readonly userId: string }>) =>
      onOwner(account, session.value.userId)
    return Effect.gen(function* () {
      if (member.plan.client === "managers") {
        const managers = yield* Effect.forEach(accounts, (account) =>
          makeVtiger({ ...given(account), ...optionsOf(member) })
        )
        return managers.map((manager, account): AccountClient => accountClient(manager, request, owns(account)))
      }
      const map = yield* makeVtigerMap((account: number) => Effect.succeed(given(account)), optionsOf(member))
      const managers = yield* Effect.forEach(accounts, map.get)
      return managers.map((manager, account): AccountClient => accountClient(manager, request, owns(account)))
    })
  }
}

const vendors = { kayako, vtiger }

export const emulatedVendor = (
  name: keyof typeof vendors,
  world: World,
  program: Program,
  ledger: Ledger,
  traffic: Traffic<Reason>
): VendorSide => {
  const vendor = vendors[name]
  const host = new Process(world, name, { offset: 0, quantum: 2048 })
  const run = <A, E>(effect: Effect.Effect<A, E>): A => Effect.runSyncWith(host.context)(effect)
  const emulator = run(vendor.emulator)
  const client = run(Effect.provide(HttpClient.HttpClient, emulator.layer))
  const accounts = Array.from({ length: program.accounts }, (_, account) => account)
  const owners = new Map<string, number>()

  const http = (member: Member): HttpClient.HttpClient =>
    HttpClient.make((request) => {
      const failed = (description: string) =>
        new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, description }) })
      const reply = (status: number) => HttpClientResponse.fromWeb(request, new Response("", { status }))
      const send = traffic
        .callWith<HttpClientResponse.HttpClientResponse | undefined>(
          member.process,
          `${request.method} ${request.url}`,
          (answer) => {
            host
              .run(client.execute(request))
              .addObserver((exit) => answer({ ok: exit._tag === "Success" ? exit.value : undefined }))
          }
        )
        .pipe(
          Effect.catch((reason) =>
            reason._tag === "Transport"
              ? Effect.fail(failed(reason.detail))
              : Effect.succeed(reply(reason._tag === "RateLimited" ? 429 : 503))
          ),
          Effect.filterOrFail(Predicate.isNotUndefined, () => failed("the connection was closed"))
        )
      const account = vendor.loginOf(request)
      if (account === undefined) return send
      return Effect.suspend(() => {
        const flight = ledger.loginSent(member, account, member.version)
        return Effect.onExit(send, () => Effect.sync(() => ledger.loginEnded(flight)))
      })
    })

  return {
    // Clients of one vtiger user race for its challenge, and one of them is told that its key is wrong.
    isSound: name === "kayako",
    http,
    clients: (member) =>
      vendor.clients(member, emulator.url, accounts, (account, owner) => {
        if (owner === undefined) return
        const known = owners.get(owner)
        world.hold(
          known === undefined || known === account,
          () => `${member.name} got a session of account ${known} for ${account}`
        )
        owners.set(owner, account)
      }),
    endAll: () => run(emulator.expireSessions),
    finish: () => undefined
  }
}
