/** `crm-auth proxy`: a logged-in address on this machine, for any language. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { randomBytes } from "node:crypto"
import { chmodSync, lstatSync, rmSync } from "node:fs"
import type { Server } from "node:http"
import { connect } from "node:net"
import process from "node:process"
import { findTarget, openAccount } from "../account.ts"
import { exitCodes } from "../exitCodes.ts"
import { type CliFailure, misconfigured } from "../failure.ts"
import { line, note, progress, warn } from "../output.ts"
import { openAudit } from "../proxy/audit.ts"
import { type Asks, parsePattern, unknownOperation } from "../proxy/rules.ts"
import type { Upstream } from "../proxy/forward.ts"
import { makeProxy } from "../proxy/server.ts"
import { Sessions } from "../proxy/sessions.ts"
import { transport } from "../proxy/transport.ts"
import { Settings } from "../settings.ts"
import { signalsOf } from "../signals.ts"
import { factsOf } from "../vendorFacts.ts"
import { findVendor } from "../vendors.ts"

/** What the command line says about the proxy. */
export interface ProxyInput {
  readonly vendors: ReadonlyArray<string>
  readonly port: Option.Option<number>
  readonly socket: Option.Option<string>
  readonly readOnly: boolean
  readonly allow: ReadonlyArray<string>
  readonly audit: Option.Option<string>
  readonly noToken: boolean
}

const cannotOpen = (place: string, error: unknown): CliFailure =>
  misconfigured(
    `${place} cannot be opened (${error instanceof Error && "code" in error ? String(error.code) : "an unknown error"}); choose another.`
  )

const listenOnPort = (server: Server, port: number) =>
  Effect.callback<number, CliFailure>((resume) => {
    server.once("error", (error) => resume(Effect.fail(cannotOpen(`Port ${port}`, error))))
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : port))
    })
  })

const isAnswering = (path: string) =>
  Effect.callback<boolean>((resume) => {
    const socket = connect(path)
    socket.once("connect", () => {
      socket.destroy()
      resume(Effect.succeed(true))
    })
    socket.once("error", () => resume(Effect.succeed(false)))
  })

/** A socket that a crash left behind is replaced; anything else of that name is not touched. */
const listenOnSocket = Effect.fnUntraced(function* (server: Server, path: string) {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found !== undefined) {
    if (!found.isSocket()) return yield* misconfigured(`${path} exists and is not a socket; choose another path.`)
    if (yield* isAnswering(path))
      return yield* misconfigured(`${path} is in use by another program; choose another path.`)
    rmSync(path)
  }
  const before = process.umask(0o177)
  yield* Effect.ensuring(
    Effect.callback<void, CliFailure>((resume) => {
      server.once("error", (error) => resume(Effect.fail(cannotOpen(path, error))))
      server.listen(path, () => resume(Effect.void))
    }),
    Effect.sync(() => process.umask(before))
  )
  chmodSync(path, 0o600)
  yield* Effect.addFinalizer(() => Effect.sync(() => rmSync(path, { force: true })))
})

/** The first Ctrl-C resumes; the second ends the process at once. */
const firstSignal = Effect.callback<void>((resume) => {
  let asked = false
  for (const signal of signalsOf().ending) {
    process.removeAllListeners(signal)
    process.on(signal, () => {
      if (asked) process.exit(exitCodes.cancelled.code)
      asked = true
      resume(Effect.void)
    })
  }
})

/** What rules can say of a vendor's requests. */
const asksOf = Effect.fnUntraced(function* (name: string): Effect.fn.Return<Asks, CliFailure> {
  const { label, name: vendor, reads } = yield* findVendor(name)
  if (reads === undefined) return { label, operations: undefined }
  const { emulator } = yield* Effect.promise(() => factsOf(vendor))
  const operations = emulator?.operations.map((operation) => operation.toLowerCase()) ?? []
  return { label, operations: [...new Set([...reads, ...operations])] }
})

/** Runs the command until the first Ctrl-C, and then until requests in flight are answered. */
export const run = Effect.fnUntraced(function* (input: ProxyInput) {
  const settings = yield* Settings
  const asks = yield* Effect.forEach(input.allow.length === 0 ? [] : input.vendors, asksOf)
  const allow = yield* Effect.forEach(input.allow, (text) => parsePattern(text, asks))
  for (const pattern of allow) {
    const unknown = unknownOperation(pattern, asks)
    if (unknown !== undefined) yield* warn(unknown)
  }
  const upstreams: Array<Upstream> = []
  for (const name of input.vendors) {
    const target = yield* findTarget(name)
    const opened = yield* openAccount(target, {
      ask: settings.interactive,
      http: transport
    })
    // Passwords are asked for now, not while a caller waits. A vendor that is down now may be up then.
    yield* Effect.catchIf(
      progress(`Logging in to ${target.vendor.label}`, opened.session),
      ({ exitCode }) => exitCode === exitCodes.later.code,
      ({ message }) => warn(`${message}\nThe proxy starts all the same.`)
    )
    upstreams.push({
      opened,
      prefix: input.vendors.length > 1 ? `/${target.vendor.name}` : "",
      sessions: new Sessions()
    })
  }
  const audit = Option.isNone(input.audit)
    ? undefined
    : yield* Effect.acquireRelease(
        Effect.try({
          try: () => openAudit(Option.getOrElse(input.audit, () => "")),
          catch: (error) => cannotOpen("The audit file", error)
        }),
        ({ close }) => Effect.sync(close)
      )
  const token = input.noToken ? undefined : randomBytes(24).toString("base64url")
  let port: number | undefined
  const proxy = yield* makeProxy({
    upstreams,
    audit,
    rules: { readOnly: input.readOnly, allow },
    own: () => ({ port, token })
  })
  if (Option.isSome(input.socket)) yield* listenOnSocket(proxy.server, input.socket.value)
  else
    port = yield* listenOnPort(
      proxy.server,
      Option.getOrElse(input.port, () => 7000)
    )
  const address = Option.isSome(input.socket) ? `unix:${input.socket.value}` : `http://127.0.0.1:${port}`
  yield* settings.json
    ? line(
        JSON.stringify({
          version: 1,
          address,
          token: token ?? null,
          vendors: upstreams.map(({ opened, prefix }) => ({ vendor: opened.vendor.name, path: `${prefix}/` }))
        })
      )
    : line(
        [
          ...upstreams.map(({ opened, prefix }) => `${opened.vendor.label} at ${address}${prefix}`),
          ...(token === undefined ? [] : [`Authorization: Bearer ${token}`])
        ].join("\n")
      )
  yield* note("Ctrl-C ends the proxy when open requests are answered; a second Ctrl-C ends it at once.")
  yield* firstSignal
  yield* note("Ending…")
  yield* proxy.drain
}, Effect.scoped)
