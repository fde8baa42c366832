/**
 * Logs in with every login method of every vendor, and prints which references of the heap lead to the credentials:
 * while the managers are in use, and after they were closed.
 */
import { makeVendorAccount } from "@crm-auth/core/Driver"
import type { EmulatorSpec, FixtureMethod, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { loadFixtures } from "../../../packages/src/vendors.ts"
import { load } from "../generated.ts"
import { readHeap, writeHeap } from "./Heap.ts"

/** What this process found; secrets go by the vendor, the login method and the field. */
export interface Found {
  /** All secrets that were made. */
  readonly secrets: ReadonlyArray<string>
  /** Those that are reachable while the managers are in use, each with one way to it. */
  readonly inUse: ReadonlyArray<readonly [secret: string, way: string]>
  /** Those of them that are reachable otherwise than through the `credentials` of a driver. */
  readonly outside: ReadonlyArray<readonly [secret: string, way: string]>
  /** Those that are reachable after the managers were closed, while their sessions and requests are kept. */
  readonly closed: ReadonlyArray<readonly [secret: string, way: string]>
}

const marker = randomUUID()

const secrets: Array<string> = []

/** A text that no module holds. */
const makeSecret = (name: string): string => {
  secrets.push(name)
  return [marker, name].join("/")
}

/** What is looked at. The function holds a secret as a careless program would, so that the walk has one to find. */
const kept: { managers: Array<unknown>; sessions: Array<unknown>; requests: Array<unknown>; careless: unknown } = {
  managers: [],
  sessions: [],
  requests: [],
  careless: (
    (secret) => () =>
      secret
  )(Redacted.make(makeSecret("careless")))
}

/** The answers to the requests of a login, one after the other, as the spec's examples have them; then empty ones. */
const answering = (spec: EmulatorSpec, steps: ReadonlyArray<string>) => {
  let count = 0
  return HttpClient.make((request) =>
    Effect.sync(() => {
      const step = steps[count++]
      if (step === undefined) kept.requests.push(request)
      const example = spec.operations.find(({ id }) => id === step)?.examples.find(({ reason }) => reason === undefined)
      const { body = "{}", mediaType = "application/json", status = 200 } = example ?? {}
      return HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { "content-type": mediaType } }))
    })
  )
}

/** The fields of an account, its secrets replaced by new ones. */
const fieldsOf = ({ vendor }: VendorFixture, { fields, id }: FixtureMethod) => {
  const known = vendor.methods.find(({ credentials }) => credentials.id === id)?.credentials.fields ?? []
  return Object.fromEntries(
    Object.entries(fields).map(([name, text]) => {
      const isSecret = known.some((field) => field.name === name && field.secret)
      return [name, isSecret ? makeSecret(`${vendor.name} ${id} ${name}`) : text]
    })
  )
}

/** Logs in with each method that has a login, and makes a call. A token or a session is the session itself. */
const logIn = Effect.fnUntraced(function* (fixture: VendorFixture) {
  const { emulatorSpec: spec } = yield* Effect.promise(() =>
    load<{ readonly emulatorSpec: EmulatorSpec }>(fixture.vendor.name, "src/generated/emulator.ts")
  )
  const accounts = [...fixture.methods, ...(fixture.accounts ?? []).map(({ method }) => method)]
  for (const { id, login } of spec.methods) {
    const method = accounts.find((account) => account.id === id)
    if (login === undefined || method === undefined) continue
    const fields = { url: "https://crm.example", ...fieldsOf(fixture, method) }
    const made = makeVendorAccount(fixture.vendor, { method: id, fields, options: method.options })
    const manager = yield* Effect.provideService(made, HttpClient.HttpClient, answering(spec, method.steps))
    kept.managers.push(manager)
    kept.sessions.push(yield* manager.session)
    yield* Effect.exit(fixture.read.run(manager.client))
  }
})

const directory = await mkdtemp(join(tmpdir(), "crm-auth-heap-"))
const files = { inUse: join(directory, "in-use"), closed: join(directory, "closed") }
const scope = Scope.makeUnsafe()

const secretsIn = (texts: ReadonlyMap<string, string>) =>
  [...texts].flatMap(([text, way]) => {
    const [, name] = text.includes(marker) ? text.split("/") : []
    return name === undefined ? [] : [[name, way] as const]
  })

try {
  await Effect.runPromise(Scope.provide(Effect.forEach(await loadFixtures(), logIn, { discard: true }), scope))
  await writeHeap(files.inUse)
  await Effect.runPromise(Scope.close(scope, Exit.void))
  kept.managers = []
  await writeHeap(files.closed)
  const inUse = await readHeap(files.inUse)
  const closed = await readHeap(files.closed)
  const found: Found = {
    secrets,
    inUse: secretsIn(inUse()),
    outside: secretsIn(
      inUse(({ name, ownerHas, type }) => type === "property" && name === "credentials" && ownerHas("login"))
    ),
    closed: secretsIn(closed())
  }
  console.log(JSON.stringify(found))
} finally {
  await rm(directory, { recursive: true })
}
