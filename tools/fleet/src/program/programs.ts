/** Random programs: fleets, vendors and stores of all kinds, and what happens to them. */
import * as fc from "fast-check"
import type { CallFault, Condition } from "../media/Traffic.ts"
import type { Command, ProcessPlan, Program, StoreKind, VendorRules } from "./Program.ts"

const at = { process: fc.nat(5), account: fc.nat(1) }
const process = { process: fc.nat(5) }

const fault: fc.Arbitrary<CallFault> = fc.oneof(
  fc.record({
    kind: fc.constantFrom("late" as const, "lateAnswer" as const),
    millis: fc.constantFrom(200, 3000, 6000, 12_000, 25_000)
  }),
  fc.record({ kind: fc.constantFrom("lost" as const, "lostAnswer" as const, "twice" as const, "again" as const) }),
  fc.record({ kind: fc.constantFrom("refused" as const, "refusedLate" as const), error: fc.nat(7) })
)

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant("hangs" as const) }),
  fc.record({ kind: fc.constant("refuses" as const), error: fc.nat(7) }),
  fc.record({ kind: fc.constant("slow" as const), millis: fc.constantFrom(300, 2000, 4900, 9000) })
)

const span = fc.constantFrom(1000, 6000, 20_000, 70_000)
const version = fc.constantFrom(0, 0, 2, 2, 4, 1, 3)
const goodVersion = fc.constantFrom(0, 0, 2, 4)

/** What the application, the processes and time do. */
const ordinary = (versions: fc.Arbitrary<number>): ReadonlyArray<fc.WeightedArbitrary<Command>> => [
  { weight: 14, arbitrary: fc.record({ do: fc.constant("ask" as const), ...at }) },
  { weight: 10, arbitrary: fc.record({ do: fc.constant("call" as const), safe: fc.boolean(), ...at }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant("rush" as const), account: fc.nat(1), call: fc.boolean() }) },
  {
    weight: 26,
    arbitrary: fc.record({
      do: fc.constant("wait" as const),
      millis: fc.constantFrom(1, 10, 60, 300, 1500, 5000, 11_000, 40_000, 200_000, 1_000_000)
    })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("renew" as const), ...at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("invalidate" as const), ...at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("touch" as const), ...at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("logout" as const), ...at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reset" as const), ...at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("close" as const), ...at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("kill" as const), ...process, steps: fc.nat(60) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pause" as const),
      ...process,
      millis: fc.constantFrom(500, 4000, 12_000, 40_000, 600_000),
      clockBy: fc.constantFrom(0, 0, 0, -3_600_000, 86_400_000)
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("setClock" as const),
      ...process,
      by: fc.constantFrom(-7_200_000, -60_000, 60_000)
    })
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("restart" as const), ...process, version: versions }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("credentials" as const), ...process, version: versions }) }
]

const storeTrouble: ReadonlyArray<fc.WeightedArbitrary<Command>> = [
  { weight: 16, arbitrary: fc.record({ do: fc.constant("storeFault" as const), skip: fc.nat(40), fault }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("storeCondition" as const), condition, millis: span }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("storeLosesAll" as const) }) }
]

const vendorTrouble: ReadonlyArray<fc.WeightedArbitrary<Command>> = [
  { weight: 8, arbitrary: fc.record({ do: fc.constant("vendorFault" as const), skip: fc.nat(6), fault }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("vendorCondition" as const), condition, millis: span }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("vendorLosesAll" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("vendorEnds" as const), account: fc.nat(1) }) }
]

const vendor: fc.Arbitrary<VendorRules> = fc.record({
  idle: fc.constantFrom(undefined, undefined, 60_000, 900_000),
  absolute: fc.constantFrom(undefined, 60_000, 600_000, 7_200_000),
  login: fc.constantFrom("plain" as const, "plain" as const, "plain" as const, "challenge" as const),
  loginTakes: fc.constantFrom(0, 0, 100, 4000, 14_000, 26_000),
  lockout: fc.constantFrom(undefined, undefined, { tries: 3, window: 600_000 }),
  mostSessions: fc.constantFrom(undefined, undefined, undefined, 1, 2),
  logsOut: fc.constantFrom(true, true, true, false),
  keepsAlive: fc.boolean(),
  renews: fc.boolean(),
  rejectedBeforeWork: fc.boolean()
})

/** A lost challenge would count as a wrong password, and several tries have to fit into one login. */
const raceable = (rules: VendorRules): VendorRules =>
  rules.login === "challenge" ? { ...rules, lockout: undefined, loginTakes: Math.min(rules.loginTakes, 100) } : rules

const plan = (versions: fc.Arbitrary<number>): fc.Arbitrary<ProcessPlan> =>
  fc.record({
    offset: fc.constantFrom(0, 0, 0, 1500, -90_000, 7_200_000),
    client: fc.constantFrom("managers" as const, "managers" as const, "map" as const),
    parallelSessions: fc.constantFrom(1, 1, 1, 2),
    renewal: fc.constantFrom("onUse" as const, "onUse" as const, "onUse" as const, "ahead" as const),
    version: versions,
    quantum: fc.constantFrom(2048, 2048, 300, 40)
  })

/** Real emulators and ciphers take real time: at least one run of twenty has them. */
const server: fc.Arbitrary<Program["server"]> = fc.oneof(
  { weight: 18, arbitrary: fc.constant("small" as const) },
  { weight: 1, arbitrary: fc.constantFrom("kayako" as const, "vtiger" as const) }
)

export const programs = (stores: ReadonlyArray<StoreKind>): fc.Arbitrary<Program> =>
  fc.record({ store: fc.boolean(), vendor: fc.boolean(), credentials: fc.boolean(), server }).chain((troubles) => {
    const { server } = troubles
    const versions = troubles.credentials ? version : goodVersion
    const commands = [
      ...ordinary(versions),
      ...(troubles.store ? storeTrouble : []),
      ...(troubles.vendor ? vendorTrouble : [])
    ]
    return fc.record({
      seed: fc.noShrink(fc.integer()),
      store: fc.constantFrom(...stores),
      cipher: server === "small" ? fc.constant("cheap" as const) : fc.constant("real" as const),
      server: fc.constant(server),
      vendor: vendor.map((rules) => raceable(troubles.vendor ? rules : { ...rules, mostSessions: undefined })),
      accounts: fc.constantFrom(1, 1, 2),
      storeLatency: fc.constantFrom(0, 2, 20),
      vendorLatency: fc.constantFrom(0, 30, 300),
      processes: fc.array(plan(versions), { minLength: 1, maxLength: 5 }),
      commands: fc.array(fc.oneof(...commands), { minLength: 1, maxLength: 30, size: "max" })
    })
  })
