/** `crm-auth emulate`: a vendor's emulator on a port, for clients in any language. */
import type { Emulator, Fault } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import process from "node:process"
import { readAccounts, variablesOfAccount } from "../emulatorAccounts.ts"
import { operationProblem, titleOf } from "../emulatorNames.ts"
import { type EmulatorOptions, readOptions } from "../emulatorOptions.ts"
import type { EmulatorFactory } from "../emulators.ts"
import { type CliFailure, failure, misconfigured } from "../failure.ts"
import { line, note } from "../output.ts"
import { listen } from "../serve.ts"
import { Settings } from "../settings.ts"
import { basePathOf } from "../serverPath.ts"
import { printVariables } from "../variables.ts"
import { factsOf, type Named, type VendorFacts } from "../vendorFacts.ts"
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
    /^([^=]+)=(drop|delay|truncate|[1-5]\d\d)(?::(\d+))?(?:\*(\d+))?$/.exec(text) ?? []
  const fault = (fault: Fault) => Effect.succeed({ operation, fault, times: Number(times) })
  if (kind === "drop") return fault({ kind: "drop" })
  if (kind === "delay" && argument !== undefined) return fault({ kind: "delay", duration: Number(argument) })
  if (kind === "truncate" && argument !== undefined) return fault({ kind: "truncate", bytes: Number(argument) })
  if (/^\d{3}$/.test(kind)) return fault({ kind: "reply", reply: { status: Number(kind) } })
  return Effect.fail(failure("usage", `"${text}" is not a fault. ${faultHelp}`))
}

/** Requests as they come. Secrets that requests carry are not printed. */
const printing = (emulator: Emulator, json: boolean, names: Named | undefined): Emulator["handler"] => {
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
                known: names?.operations.includes(operation) ?? true,
                status: status ?? null,
                path: url.pathname
              })
            : `${method.padEnd(5)} ${titleOf(operation, url, names).padEnd(26)} ${status ?? "dropped"}  ${url.pathname}`
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

const optionsOf = Effect.fnUntraced(function* (
  { accounts, option }: EmulateInput,
  { label }: VendorEntry,
  factory: EmulatorFactory | undefined
): Effect.fn.Return<EmulatorOptions, CliFailure> {
  const names = factory?.fixture.names
  const options = yield* readOptions(option, { label, names })
  if (Option.isNone(accounts)) return options
  if ("accounts" in options) return yield* failure("usage", "--accounts and --option accounts exclude each other.")
  return { ...options, accounts: yield* readAccounts(accounts.value, names?.account) }
})

const addressOf = (url: string, { server }: VendorFacts, options: EmulatorOptions): string =>
  typeof options["url"] === "string" ? options["url"] : url + basePathOf(server)

/** Runs the command until it is cancelled. */
export const run = Effect.fnUntraced(function* (input: EmulateInput) {
  const { json } = yield* Settings
  const vendor = yield* findVendor(input.vendor)
  const facts = yield* Effect.promise(() => factsOf(vendor.name))
  const dialect = yield* dialectOf(input, vendor, facts)
  const faults = yield* Effect.forEach(input.fault, parseFault)
  for (const { operation } of faults) {
    const unknown = operationProblem(vendor.label, operation, facts.emulator)
    if (unknown !== undefined) return yield* failure("usage", unknown)
  }
  const load = async () => (await import("../emulators.ts")).loadEmulator(vendor.name)
  // Options and a file of accounts are read by the emulator's own schemas, before an address is promised.
  const isSetUp = Option.isSome(input.accounts) || input.option.length > 0
  const early = isSetUp ? yield* Effect.promise(load) : undefined
  const options = yield* optionsOf(input, vendor, early)
  const port = Option.getOrElse(input.port, () => 8080)
  const server = yield* Effect.acquireRelease(
    Effect.tryPromise({
      try: () =>
        listen(port, async (url) => {
          // The address is good from now on: requests wait until the emulator is loaded.
          if (!json) process.stdout.write(`${vendor.label} at ${addressOf(url, facts, options)}\n`)
          const factory = early ?? (await load())
          if (factory === undefined) throw new Error(`there is no emulator of ${vendor.label}`)
          const emulator = await factory.make(url, { dialect, options })
          await Effect.runPromise(
            Effect.forEach(faults, ({ fault, operation, times }) => emulator.fault(operation, fault, times))
          )
          return { handler: printing(emulator, json, facts.emulator), value: { emulator, factory } }
        }),
      catch: (error) =>
        error instanceof Error && "code" in error && (error.code === "EADDRINUSE" || error.code === "EACCES")
          ? misconfigured(`Port ${port} cannot be opened (${error.code}); choose another with --port.`)
          : misconfigured(`The emulator refuses its options: ${error instanceof Error ? error.message : String(error)}`)
    }),
    ({ close }) => Effect.promise(close)
  )
  const { emulator, factory } = server.value
  const variables = emulator.accounts.map(
    (account) => variablesOfAccount(factory.fixture, emulator.url, account) ?? null
  )
  if (json) {
    const { accounts, url } = emulator
    yield* line(JSON.stringify({ version: 1, vendor: vendor.name, url, accounts, variables }))
  } else {
    const copied = yield* Effect.forEach(
      variables.filter((found) => found !== null),
      (found) => printVariables(found, "posix")
    )
    yield* line(
      [
        "Accounts, all of them made up:",
        ...emulator.accounts.map(
          (account) =>
            `  ${Object.entries(account)
              .map(([field, value]) => `${field}=${value}`)
              .join("  ")}`
        ),
        ...(copied.length === 0 ? [] : ["To use one, copy its line into a shell:"]),
        ...copied.map((lines) => `  ${lines.split("\n").join("; ")}`),
        "Requests:"
      ].join("\n")
    )
  }
  yield* note("Ctrl-C ends it.")
  return yield* Effect.never
}, Effect.scoped)
