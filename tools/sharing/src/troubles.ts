/** What must hold when the store fails under those who share a session. */
import { rename, rm, writeFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import { ask, call, loseSession, type Scenario } from "./scenario.ts"

export const troubles: ReadonlyArray<Scenario> = [
  {
    name: "Redis restarts",
    only: "redis",
    run: async (trial) => {
      await trial.all(await trial.open(10), ask(10))
      await trial.stage.redis?.restart(true)
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
      await trial.stage.redis?.restart(false)
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
      trial.stage.redis?.pause()
      const until = sleep(10_000)
      // Who has a session notices nothing; who has none gets one of his own.
      trial.expectOne(await trial.all(first, call(10)))
      await trial.expectLogins(1)
      await trial.all(second, ask(10))
      await trial.expectLogins(2, 6)
      await until
      trial.stage.redis?.resume()
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
      if (place.kind === "files") await rm(place.directory, { recursive: true })
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
      await sleep(6000)
      await loseSession(trial)
    }
  }
]
