/** What must hold when the store fails under processes that share a session. */
import { rename, rm, writeFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { ask, call, loseSession, type Scenario } from "./scenario.ts"

export const troubles: ReadonlyArray<Scenario> = [
  {
    name: "Redis restarts",
    only: "redis",
    run: async (trial) => {
      await trial.all(await trial.open(10), ask(10))
      trial.trouble("Redis restarts", true)
      await trial.stage.redis?.restart(true)
      trial.trouble("Redis restarts", false)
      await sleep(3000)
      await loseSession(trial)
      trial.expectOne(await trial.all(await trial.open(5), ask(10)))
      await trial.expectLogins(2)
    }
  },
  {
    name: "Redis loses its data",
    only: "redis",
    run: async (trial) => {
      await trial.all(await trial.open(10), ask(10))
      trial.trouble("Redis loses its data", true)
      await trial.stage.redis?.restart(false)
      trial.trouble("Redis loses its data", false)
      await sleep(3000)
      trial.expectOne(await trial.all(await trial.open(5), ask(10)))
      await trial.expectLogins(2)
      await loseSession(trial)
    }
  },
  {
    name: "Redis is paused for 10 s",
    only: "redis",
    run: async (trial) => {
      const first = await trial.open(10)
      const second = await trial.open(5)
      await trial.all(first, ask(10))
      trial.trouble("Redis is paused", true)
      trial.stage.redis?.pause()
      const until = sleep(10_000)
      // A process that has a session notices nothing; one that has none gets one of its own.
      trial.expectOne(await trial.all(first, call(10)))
      await trial.expectLogins(1)
      await trial.all(second, ask(10))
      await trial.expectLogins(2, 6)
      await until
      trial.stage.redis?.resume()
      trial.trouble("Redis is paused", false)
      await sleep(8000)
      await loseSession(trial)
    }
  },
  {
    name: "the folder is deleted",
    only: "files",
    run: async (trial) => {
      const { place } = trial.stage
      await trial.all(await trial.open(10), ask(10))
      trial.trouble("the folder is deleted", true)
      if (place.kind === "files") await rm(place.directory, { recursive: true })
      trial.trouble("the folder is deleted", false)
      trial.expectOne(await trial.all(await trial.open(5), ask(10)))
      await trial.expectLogins(2)
      await loseSession(trial)
    }
  },
  {
    name: "the folder cannot be used for 10 s",
    only: "files",
    run: async (trial) => {
      const { place } = trial.stage
      if (place.kind !== "files") return
      const first = await trial.open(10)
      const second = await trial.open(5)
      await trial.all(first, ask(10))
      trial.trouble("no folder", true)
      await rename(place.directory, `${place.directory}.away`)
      await writeFile(place.directory, "no folder")
      const until = sleep(10_000)
      trial.expectOne(await trial.all(first, call(10)))
      await trial.expectLogins(1)
      await trial.all(second, ask(10))
      await trial.expectLogins(2, 6)
      await until
      await rm(place.directory)
      await rename(`${place.directory}.away`, place.directory)
      trial.trouble("no folder", false)
      await sleep(6000)
      await loseSession(trial)
    }
  },
  {
    name: "Redis is slow (300 ms there and back)",
    only: "redis",
    run: async (trial) => {
      await trial.stage.relay?.tell({ do: "delay", millis: 150 })
      const workers = await trial.open(10)
      trial.expectOne(await trial.all(workers, ask(20)))
      await trial.expectLogins(1)
      trial.expectTurns()
      await loseSession(trial)
    }
  },
  {
    name: "messages to Redis overtake each other",
    only: "redis",
    run: async (trial) => {
      await trial.stage.relay?.tell({ do: "reorder", millis: 250 })
      const workers = await trial.open(15)
      trial.expectOne(await trial.all(workers, ask(20)))
      await trial.expectLogins(1)
      trial.expectTurns()
      trial.expectOne(await trial.all(workers, { do: "renew" }))
      await trial.expectLogins(2)
      await loseSession(trial)
    }
  },
  {
    name: "all connections to Redis are cut in the middle of a login",
    only: "redis",
    run: async (trial) => {
      const workers = await trial.open(10)
      await trial.delayLogin(1500)
      const asked = trial.all(workers, ask(10))
      await sleep(700)
      trial.trouble("cut", true)
      await trial.stage.relay?.tell({ do: "cut", refuse: false })
      trial.trouble("cut", false)
      await asked
      // A process whose step was cut logs in for itself; the others find the session that is saved.
      await trial.expectLogins(1, 10)
      await sleep(6000)
      await loseSession(trial)
    }
  },
  {
    name: "Redis cannot be reached for 8 s",
    only: "redis",
    run: async (trial) => {
      const first = await trial.open(5)
      await trial.all(first, ask(10))
      trial.trouble("out of reach", true)
      await trial.stage.relay?.tell({ do: "cut", refuse: true })
      const second = await trial.open(5)
      trial.expectOne(await trial.all(first, call(10)))
      await trial.expectLogins(1)
      await trial.all(second, ask(10))
      await trial.expectLogins(6)
      await sleep(8000)
      await trial.stage.relay?.tell({ do: "mend" })
      trial.trouble("out of reach", false)
      await sleep(6000)
      await loseSession(trial)
    }
  },
  {
    name: "connections to Redis stay open and carry nothing",
    only: "redis",
    run: async (trial) => {
      const first = await trial.open(5)
      await trial.all(first, ask(10))
      trial.trouble("half open", true)
      await trial.stage.relay?.tell({ do: "halfOpen" })
      trial.expectOne(await trial.all(first, call(10)))
      await trial.expectLogins(1)
      // They notice when they need the store, give the silent connection up, and have a new one after the pause.
      await trial.expire()
      await trial.all(first, call(10))
      await trial.expectLogins(2, 6)
      trial.trouble("half open", false)
      await sleep(6000)
      await loseSession(trial)
    }
  }
]
