/** Login flows, made of the accounts of a vendor's fixture. */
import { SecondFactor } from "@crm-auth/core"
import { makeVendorAccount } from "@crm-auth/core/Driver"
import {
  type EmulatorMethod,
  type FixtureAccount,
  fixtureSecrets,
  type FixtureMethod,
  type VendorFixture
} from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { connectOf } from "./connecting.ts"
import { closed, type Common, type Flow, type Run } from "./Subject.ts"

/** What a vendor's package has for programs. */
export interface Parts {
  readonly fixture: VendorFixture
  readonly promise: { readonly [name: string]: unknown }
  readonly runs: ReadonlyArray<Run>
  /** What the vendor's spec says of its login methods. */
  readonly methods: ReadonlyArray<EmulatorMethod>
}

const fieldsOf = ({ fields, wrong }: FixtureMethod, right: boolean) => (right ? fields : { ...fields, ...wrong })

/** The fields of an account as a program without Effect gives them: those that are numbers as numbers. */
const plainFields = ({ vendor }: VendorFixture, method: FixtureMethod, right: boolean) => {
  const known = vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? []
  const numbers = new Set(known.filter(({ kind }) => kind === "number").map(({ name }) => name))
  return Object.fromEntries(
    Object.entries(fieldsOf(method, right)).map(([name, text]) => [name, numbers.has(name) ? Number(text) : text])
  )
}

/** The flow of one account. */
export const flowOf = ({ fixture, methods, promise, runs }: Parts, account: FixtureAccount): Flow => {
  const { vendor } = fixture
  const { method, secondFactor } = account
  const read = account.read ?? fixture.read
  const answer = secondFactor === "unanswered" ? undefined : secondFactor
  const connect = connectOf(vendor, promise, method.id)
  const make =
    (right: boolean) =>
    ({ url, ...common }: Common) => {
      const fields = { url, ...fieldsOf(method, right) }
      const made = closed(
        makeVendorAccount(vendor, { method: method.id, fields, options: { ...method.options, ...common } })
      )
      if (answer === undefined) return made
      const given = Redacted.make(right ? answer.right : answer.wrong)
      return Effect.provideService(made, SecondFactor, { answer: () => Effect.succeedSome(given) })
    }
  return {
    vendor: vendor.name,
    protocol: vendor.protocol,
    name: `${vendor.name} ${account.name}`,
    steps: method.steps,
    isMadeElsewhere: methods.some(({ id, session }) => id === method.id && session === true),
    reads: read.operation,
    emulator: (url) => account.emulator({ url }),
    manager: make(true),
    refused: make(false),
    connect: (url, fetch, right, logger) =>
      connect({
        ...method.options,
        url,
        fetch,
        logger,
        ...plainFields(fixture, method, right),
        ...(answer === undefined ? undefined : { secondFactor: () => (right ? answer.right : answer.wrong) })
      }),
    read: read.run,
    write: fixture.write.run,
    runs,
    secrets: [
      ...fixtureSecrets(fixture, method),
      ...(account.secrets ?? []),
      ...(answer === undefined ? [] : [answer.right, answer.wrong])
    ]
  }
}
