/** `crm-auth emulate`: a vendor's emulator on a port, for clients in any language. */
import type { Emulator, Fault } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import process from "node:process"
import { type CliFailure, failure, misconfigured } from "../failure.ts"
import { readText } from "../files.ts"
import { line, note } from "../output.ts"
import { listen } from "../serve.ts"
import { Settings } from "../settings.ts"
import { basePathOf } from "../serverPath.ts"
import { factsOf, type VendorFacts } from "../vendorFacts.ts"
import { findVendor, type VendorEntry } from "../vendors.ts"

/** What the command line says about the emulator. */
export interface EmulateInput {
  readonly vendor: string
  readonly port: Option.Option<number>
  readonly accounts: Option.Option<string>
  readonly dialect: Option.Option<string>
  readonly option: ReadonlyArray<string>
  readonly fault: ReadonlyArray<string>
}

const faultHelp =
  "A fault is operation=drop, operation=delay:MILLISECONDS, operation=STATUS or operation=truncate:BYTES, with *TIMES after it if it is to happen more than once; the operation * is any."

/** A fault as the command line writes it. */
const parseFault = (
  text: string
): Effect.Effect<{ readonly operation: string; readonly fault: Fault; readonly times: number }, CliFailure> => {
  const [, operation = "", kind = "", argument, times = "1"] =
    /^([^=]+)=(drop|delay|truncate|\d{3})(?::(\d+))?(?:\*(\d+))?$/.exec(text) ?? []
  const fault = (fault: Fault) => Effect.succeed({ operation, fault, times: Number(times) })
  if (kind === "drop") return fault({ kind: "drop" })
  if (kind === "delay" && argument !== undefined) return fault({ kind: "delay", duration: Number(argument) })
  if (kind === "truncate" && argument !== undefined) return fault({ kind: "truncate", bytes: Number(argument) })
  if (/^\d{3}$/.test(kind)) return fault({ kind: "reply", reply: { status: Number(kind) } })
  return Effect.fail(failure("usage", `"${text}" is not a fault. ${faultHelp}`))
}

const parseValue = (text: string): unknown =>
  Result.getOrElse(
    Result.try((): unknown => JSON.parse(text)),
    () => text
  )

interface Options {
  [name: string]: unknown
}

const isOptions = (value: unknown): value is Options =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** `dialect.language=de` as `{ dialect: { language: "de" } }`. */
const setOption = (options: Options, text: string): Effect.Effect<void, CliFailure> => {
  const at = text.indexOf("=")
  if (at < 1) return Effect.fail(failure("usage", `"${text}" is not of the form option=value.`))
  const path = text.slice(0, at).split(".")
  const last = path.pop() ?? ""
  let target = options
  for (const name of path) {
    const inner = target[name]
    const next: Options = isOptions(inner) ? inner : {}
    target[name] = next
    target = next
  }
  target[last] = parseValue(text.slice(at + 1))
  return Effect.void
}

const readAccounts = (path: string): Effect.Effect<ReadonlyArray<unknown>, CliFailure> => {
  const text = Result.try(() => readText(path))
  if (Result.isFailure(text) || text.success === undefined) return Effect.fail(misconfigured(`${path} cannot be read.`))
  const accounts = parseValue(text.success)
  return Array.isArray(accounts)
    ? Effect.succeed(accounts)
    : Effect.fail(
        misconfigured(`${path} is not a JSON list of accounts, such as [{ "username": "jane", "password": "secret" }].`)
      )
}

/** Requests as they come. Secrets that requests carry are not printed. */
const printing = (emulator: Emulator, json: boolean): Emulator["handler"] => {
  let printed = 0
  const printNew = Effect.flatMap(emulator.requests, (requests) => {
    const fresh = requests.slice(printed)
    printed = requests.length
    return Effect.forEach(
      fresh,
      ({ at, method, operation, status, url }) =>
        line(
          json
            ? JSON.stringify({
                at: new Date(at).toISOString(),
                method,
                operation,
                status: status ?? null,
                path: url.pathname
              })
            : `${method.padEnd(5)} ${operation.padEnd(26)} ${status ?? "dropped"}  ${url.pathname}`
        ),
      { discard: true }
    )
  })
  return async (request) => {
    try {
      return await emulator.handler(request)
    } finally {
      await Effect.runPromise(printNew)
    }
  }
}

/** The name of a dialect that the vendor's emulator can be. */
const dialectOf = ({ dialect }: EmulateInput, { label }: VendorEntry, { dialects }: VendorFacts) => {
  if (Option.isNone(dialect) || dialects.includes(dialect.value)) {
    return Effect.succeed(Option.getOrUndefined(dialect))
  }
  const known = dialects.length === 0 ? "It has none" : `It has: ${dialects.join(", ")}`
  return Effect.fail(failure("usage", `The emulator of ${label} has no dialect "${dialect.value}". ${known}.`))
}

const optionsOf = Effect.fnUntraced(function* (input: EmulateInput) {
  const options: Options = {}
  const names = input.option.map((text) => text.split("=", 1)[0])
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return yield* failure("usage", `--option ${twice} is given twice.`)
  yield* Effect.forEach(input.option, (text) => setOption(options, text))
  if (Option.isSome(input.accounts)) {
    if (names.some((name) => name === "accounts" || name === "account")) {
      return yield* failure("usage", "--accounts and --option accounts exclude each other.")
    }
    const accounts = yield* readAccounts(input.accounts.value)
    options["accounts"] = accounts
    // A vendor whose emulator has one account takes the first.
    options["account"] = accounts[0]
  }
  return options
})

const addressOf = (url: string, { server }: VendorFacts, options: Options): string =>
  typeof options["url"] === "string" ? options["url"] : url + basePathOf(server)

/** Runs the command until it is cancelled. */
export const run = Effect.fnUntraced(function* (input: EmulateInput) {
  const { json } = yield* Settings
  const vendor = yield* findVendor(input.vendor)
  const facts = yield* Effect.promise(() => factsOf(vendor.name))
  const dialect = yield* dialectOf(input, vendor, facts)
  const faults = yield* Effect.forEach(input.fault, parseFault)
  const options = yield* optionsOf(input)
  const port = Option.getOrElse(input.port, () => 8080)
  const server = yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: () =>
        listen(port, async (url) => {
          // The address is good from now on: requests wait until the emulator is loaded.
          if (!json) process.stdout.write(`${vendor.label} at ${addressOf(url, facts, options)}\n`)
          const { loadEmulator } = await import("../emulators.ts")
          const emulator = await (await loadEmulator(vendor.name))?.make(url, { dialect, options })
          if (emulator === undefined) throw new Error(`there is no emulator of ${vendor.label}`)
          await Effect.runPromise(
            Effect.forEach(faults, ({ fault, operation, times }) => emulator.fault(operation, fault, times))
          )
          return { handler: printing(emulator, json), value: emulator }
        }),
      catch: (error) =>
        error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")
          ? misconfigured(`Port ${port} cannot be opened (${error.code}); choose another with --port.`)
          : misconfigured(`The emulator refuses its options: ${error instanceof Error ? error.message : String(error)}`)
    }),
    ({ close }) => Effect.promise(close)
  )
  const emulator = server.value
  yield* json
    ? line(JSON.stringify({ version: 1, vendor: vendor.name, url: emulator.url, accounts: emulator.accounts }))
    : line(
        [
          "Accounts, all of them made up:",
          ...emulator.accounts.map(
            (account) =>
              `  ${Object.entries(account)
                .map(([field, value]) => `${field}=${value}`)
                .join("  ")}`
          ),
          "Requests:"
        ].join("\n")
      )
  yield* note("Ctrl-C ends it.")
  return yield* Effect.never
}, Effect.scoped)
