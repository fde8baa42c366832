/** What must hold when many processes share a session. */
import { createHash } from "node:crypto"
import { once } from "node:events"
import { rename, rm, writeFile } from "node:fs/promises"
import { setTimeout as sleep } from "node:timers/promises"
import type { Account } from "./messages.ts"
import { staff } from "./desk.ts"
import type { Trial } from "./trial.ts"

export interface Scenario {
  readonly name: string
  readonly only?: "redis" | "files"
  readonly accounts?: ReadonlyArray<Account & { readonly staffId: string }>
  readonly run: (trial: Trial) => Promise<void>
}

const thousand = Array.from({ length: 1000 }, (_, index) => ({
  username: `agent${index}@desk.example`,
  password: createHash("sha256").update(String(index)).digest("hex"),
  staffId: String(1000 + index)
}))

const ask = (callers: number) => ({ do: "ask", callers }) as const
const call = (callers: number) => ({ do: "call", callers }) as const

/** All who have a session lose it, and none of them logs in but one. */
const loseSession = async (trial: Trial, callers = 5): Promise<void> => {
  const before = await trial.logins()
  await trial.expire()
  trial.expectOne(await trial.all(trial.workers, call(callers)))
  await trial.expectLogins(before + 1)
}

export const scenarios: ReadonlyArray<Scenario> = [
  {
    name: "50 processes, 200 callers each, no session yet",
    run: async (trial) => {
      const workers = await trial.open(50)
      trial.expectOne(await trial.all(workers, ask(200)))
      await trial.expectLogins(1)
    }
  },
  {
    name: "the session dies under 50 processes",
    run: async (trial) => {
      await trial.all(await trial.open(50), ask(1))
      await loseSession(trial, 10)
    }
  },
  {
    name: "all processes end, and start again",
    run: async (trial) => {
      const workers = await trial.open(10)
      await trial.all(workers, ask(10))
      await Promise.all(workers.map((worker) => worker.tell({ do: "close" })))
      await trial.reopen(workers)
      trial.expectOne(await trial.all(workers, call(10)))
      await trial.expectLogins(1)
    }
  },
  {
    name: "two processes renew at once",
    run: async (trial) => {
      const workers = await trial.open(2)
      await trial.all(workers, ask(20))
      trial.expectOne(await trial.all(workers, { do: "renew" }))
      await trial.expectLogins(2)
    }
  },
  {
    name: "the one that logs in is killed (SIGKILL)",
    run: async (trial) => {
      const [victim] = await trial.open(1)
      const others = await trial.open(10)
      await trial.delayLogin(2000)
      if (victim === undefined) return
      void victim.tell(ask(1))
      await sleep(700)
      const rest = trial.all(others, ask(20))
      await sleep(300)
      const gone = once(victim.child, "exit")
      victim.signal("SIGKILL")
      await gone
      trial.expectOne(await rest)
      await trial.expectLogins(2)
    }
  },
  {
    name: "the one that logs in is stopped, and comes back late",
    run: async (trial) => {
      const [sleeper] = await trial.open(1)
      const others = await trial.open(5)
      await trial.delayLogin(1000)
      if (sleeper === undefined) return
      const late = sleeper.tell(ask(1))
      await sleep(500)
      sleeper.signal("SIGSTOP")
      const newer = await trial.all(others, ask(10))
      sleeper.signal("SIGCONT")
      if ((await late).answered !== 1) trial.problems.push("the one that was stopped has no session")
      const [last] = await trial.open(1)
      if (last === undefined) return
      trial.expectOne([...newer, ...(await trial.all([last], ask(10)))])
      await trial.expectLogins(2)
    }
  },
  {
    name: "clocks up to ten minutes apart",
    run: async (trial) => {
      const workers = await trial.open(11, { skew: (index) => (index - 5) * 120_000 })
      trial.expectOne(await trial.all(workers, ask(20)))
      await trial.expectLogins(1)
      await loseSession(trial)
    }
  },
  {
    name: "1,000 accounts at once, in 3 processes",
    accounts: thousand,
    run: async (trial) => {
      const workers = await trial.open(3, { lease: 10_000 })
      const outcomes = await trial.all(workers, { do: "many", accounts: thousand })
      const sessions = new Set(outcomes.flatMap(({ sessions }) => sessions))
      if (sessions.size !== 1000) trial.problems.push(`${sessions.size} sessions for 1,000 accounts`)
      await trial.expectLogins(1000)
    }
  },
  {
    name: "a bad password in 20 processes",
    run: async (trial) => {
      const workers = await trial.open(20, { account: { ...staff, password: "wrong" } })
      await trial.all(workers, ask(20), "InvalidCredentials")
      await trial.expectLogins(1)
    }
  },
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
