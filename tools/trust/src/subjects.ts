/** All vendors of the workspace, as their fixtures, specs and examples tell them. No vendor is listed here. */
import type { EmulatorSpec, FixtureAccount, VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import { loadFixtures } from "../../packages/src/vendors.ts"
import { flowOf, type Parts } from "./flows.ts"
import { load, loadGenerated } from "./generated.ts"
import { callsOf, runsOf } from "./operations.ts"
import type { Call, Flow, Subject } from "./Subject.ts"

/** A fixture's special accounts, and those of its methods that none of them uses. */
const accountsOf = ({ accounts = [], emulator, methods }: VendorFixture): ReadonlyArray<FixtureAccount> => {
  const others = methods.filter(({ id }) => !accounts.some(({ method }) => method.id === id))
  return [...accounts, ...others.map((method): FixtureAccount => ({ name: `by ${method.id}`, method, emulator }))]
}

const isUnanswered = ({ secondFactor }: FixtureAccount): boolean => secondFactor === "unanswered"

const loaded = await Promise.all(
  (await loadFixtures()).map(async (fixture) => {
    const { name, protocol } = fixture.vendor
    const generated = await loadGenerated(name)
    await Effect.runPromise(protocol.envelope.ready ?? Effect.void)
    const promise = await load<Parts["promise"]>(name, "src/promise.ts")
    const { emulatorSpec } = await load<{ readonly emulatorSpec: EmulatorSpec }>(name, "src/generated/emulator.ts")
    const parts: Parts = { fixture, promise, runs: runsOf(generated), methods: emulatorSpec.methods }
    const accounts = accountsOf(fixture)
    const subject: Subject = {
      vendor: name,
      protocol,
      operations: generated.operations,
      calls: callsOf(protocol, generated),
      flows: accounts.filter((account) => !isUnanswered(account)).map((account) => flowOf(parts, account))
    }
    const factorless = accounts.filter(isUnanswered).map((account) => flowOf(parts, account))
    return { subject, factorless }
  })
)

export const subjects: ReadonlyArray<Subject> = loaded.map(({ subject }) => subject)

export const calls: ReadonlyArray<Call> = subjects.flatMap((subject) => subject.calls)

export const flows: ReadonlyArray<Flow> = subjects.flatMap((subject) => subject.flows)

/** Flows that end at a second factor. */
export const factorless: ReadonlyArray<Flow> = loaded.flatMap(({ factorless }) => factorless)

/**
 * One vendor for each form of reply. How much is read of a body is decided before its vendor is known: by core's reader,
 * and by the parser that the form of reply names. Another vendor of the same form would run the same code again.
 */
export const ofEachForm: ReadonlyArray<Subject> = subjects.filter(
  ({ protocol }, index) =>
    subjects.findIndex((other) => JSON.stringify(other.protocol.envelope) === JSON.stringify(protocol.envelope)) ===
    index
)
