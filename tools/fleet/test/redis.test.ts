/** The simulated Redis does what a real one does, and runs only scripts that it knows. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as SessionStore from "@crm-auth/core/SessionStore"
import { hasRedis, RedisServer } from "@crm-auth/sharing/redis"
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { createClient } from "redis"
import { RedisPlace } from "../src/media/RedisPlace.ts"

const keys = ["aa", "bb"] as const
const tokens = ["t1", "t2", "t3"] as const
const ids = ["", "s1", "s2"] as const

type Step =
  | { readonly do: "read"; readonly key: string }
  | { readonly do: "acquire" | "extend" | "release"; readonly key: string; readonly token: string }
  | { readonly do: "write"; readonly key: string; readonly token: string; readonly id: string; readonly value: string }
  | { readonly do: "remove"; readonly key: string; readonly id: string }
  /** What somebody else does to the data. */
  | {
      readonly do: "plant"
      readonly key: string
      readonly what: "endless" | "late" | "noTime" | "noLease" | "noRecord"
    }
  | { readonly do: "flush" }

const key = fc.constantFrom(...keys)
const token = fc.constantFrom(...tokens)
const id = fc.constantFrom(...ids)

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("read" as const), key }),
  fc.record({
    do: fc.constantFrom("acquire" as const, "acquire" as const, "extend" as const, "release" as const),
    key,
    token
  }),
  fc.record({ do: fc.constant("write" as const), key, token, id, value: fc.string() }),
  fc.record({ do: fc.constant("remove" as const), key, id }),
  fc.record({
    do: fc.constant("plant" as const),
    key,
    what: fc.constantFrom(
      "endless" as const,
      "late" as const,
      "noTime" as const,
      "noLease" as const,
      "noRecord" as const
    )
  }),
  fc.record({ do: fc.constant("flush" as const) })
)

const leaseMillis = 600_000

/** Ages differ by how long the test takes. */
const steady = (answer: unknown): unknown =>
  typeof answer === "object" && answer !== null && "ageMillis" in answer
    ? { ...answer, ageMillis: Number(answer.ageMillis) < 60_000 ? "young" : "old" }
    : answer

const perform = (backend: SessionStore.SessionStoreBackend, step: Step): Effect.Effect<unknown, unknown> => {
  switch (step.do) {
    case "read":
      return backend.read(step.key)
    case "acquire":
    case "extend":
      return backend[step.do](step.key, step.token, leaseMillis)
    case "release":
      return backend.release(step.key, step.token)
    case "write":
      return backend.write(step.key, step.token, { id: step.id, value: step.value, keepMillis: leaseMillis })
    case "remove":
      return backend.remove(step.key, step.id)
    case "plant":
    case "flush":
      return Effect.void
  }
}

const recordOf = (key: string) => `crm-auth:{${key}}`
const leaseOf = (key: string) => `${recordOf(key)}:lease`

describe("the simulated Redis", () => {
  it("refuses a script that it does not know", () => {
    const place = new RedisPlace(() => 0)
    assert.throws(() => place.send("EVAL", ["return 1", "0"]), /does not know/)
    assert.throws(() => place.send("HGETALL", ["key"]), /does not know/)
  })

  describe.runIf(hasRedis())("beside a real one", () => {
    const folder = mkdtempSync(join(tmpdir(), "crm-auth-fleet-"))
    let server: RedisServer
    let client: ReturnType<typeof createClient>
    beforeAll(async () => {
      server = await RedisServer.start(folder)
      client = createClient({ url: `redis://127.0.0.1:${server.port}` })
      await client.connect()
    })
    afterAll(async () => {
      await client.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    })

    const plantReal = async (step: Step): Promise<void> => {
      if (step.do === "flush") await client.sendCommand(["FLUSHALL"])
      if (step.do !== "plant") return
      const { key, what } = step
      if (what === "endless") await client.sendCommand(["SET", leaseOf(key), "t9"])
      if (what === "late") await client.sendCommand(["SET", leaseOf(key), "t9", "PX", String(100 * leaseMillis)])
      if (what === "noTime") await client.sendCommand(["HSET", recordOf(key), "value", "v", "at", "soon"])
      if (what === "noLease") await client.sendCommand(["DEL", leaseOf(key)])
      if (what === "noRecord") await client.sendCommand(["DEL", recordOf(key)])
    }

    const plantSimulated = ({ keyspace }: RedisPlace, step: Step): void => {
      if (step.do === "flush") keyspace.clear()
      if (step.do !== "plant") return
      const { key, what } = step
      if (what === "endless" || what === "late") keyspace.set(leaseOf(key), "t9")
      if (what === "late") keyspace.pexpire(leaseOf(key), 100 * leaseMillis)
      if (what === "noTime") keyspace.hset(recordOf(key), { value: "v", at: "soon" })
      if (what === "noLease") keyspace.del(leaseOf(key))
      if (what === "noRecord") keyspace.del(recordOf(key))
    }

    /** Whether a key is there, what it holds, and how long it lives, roughly. */
    const lives = (millis: number) => (millis < 0 ? millis : Math.round(millis / leaseMillis))
    const stateReal = async () => {
      const all: Array<unknown> = []
      for (const key of keys) {
        all.push(
          await client.sendCommand(["GET", leaseOf(key)]),
          lives(Number(await client.sendCommand(["PTTL", leaseOf(key)])))
        )
        all.push(lives(Number(await client.sendCommand(["PTTL", recordOf(key)]))))
        for (const field of ["fence", "id", "value"]) all.push(await client.sendCommand(["HGET", recordOf(key), field]))
      }
      return all
    }
    const stateSimulated = ({ keyspace }: RedisPlace) =>
      keys.flatMap((key) => [
        keyspace.get(leaseOf(key)),
        lives(keyspace.pttl(leaseOf(key))),
        lives(keyspace.pttl(recordOf(key))),
        ...["fence", "id", "value"].map((field) => keyspace.hget(recordOf(key), field))
      ])

    it("gives the same answers and holds the same data after random commands", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25, size: "max" }), async (steps) => {
          await client.sendCommand(["FLUSHALL"])
          const place = new RedisPlace(() => Date.now())
          const real = SessionStore.redisBackend((command, ...args) =>
            Effect.promise(() => client.sendCommand([command, ...args]))
          )
          const simulated = SessionStore.redisBackend((command, ...args) =>
            Effect.suspend(() => {
              const answer = place.send(command, args)
              return "ok" in answer ? Effect.succeed(answer.ok) : Effect.fail(answer.error)
            })
          )
          for (const step of steps) {
            await plantReal(step)
            plantSimulated(place, step)
            const expected = await Effect.runPromise(perform(real, step))
            const answer = Effect.runSync(perform(simulated, step))
            assert.deepStrictEqual(steady(answer), steady(expected), JSON.stringify(step))
            assert.deepStrictEqual(stateSimulated(place), await stateReal(), JSON.stringify(step))
          }
        }),
        { numRuns: 150, seed: 20_261_128 }
      )
    })
  })
})
