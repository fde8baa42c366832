/** What must hold when many processes share a session. */
import { createHash } from "node:crypto"
import { once } from "node:events"
import { chmod, readdir, stat } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { staff } from "./desk.ts"
import { ask, call, loseSession, type Scenario } from "./scenario.ts"
import { troubles } from "./troubles.ts"

const thousand = Array.from({ length: 1000 }, (_, index) => ({
  username: `agent${index}@desk.example`,
  password: createHash("sha256").update(String(index)).digest("hex"),
  staffId: String(1000 + index)
}))

/** A folder, what is in it, and the modes. */
const modesBelow = async (directory: string) => {
  const names = await readdir(directory, { recursive: true })
  return Promise.all(
    [directory, ...names.map((name) => join(directory, name))].map(async (path) => {
      const info = await stat(path)
      return { path, isFolder: info.isDirectory(), mode: info.mode & 0o777 }
    })
  )
}

export const fifty: Scenario = {
  name: "50 processes, 200 callers each, no session yet",
  run: async (trial) => {
    const workers = await trial.open(50)
    trial.expectOne(await trial.all(workers, ask(200)))
    await trial.expectLogins(1)
  }
}

export const scenarios: ReadonlyArray<Scenario> = [
  fifty,
  {
    name: "10 processes, 50 callers each, no session yet",
    bun: true,
    run: async (trial) => {
      const workers = await trial.open(10)
      trial.expectOne(await trial.all(workers, ask(50)))
      await trial.expectLogins(1)
      trial.expectTurns()
      await loseSession(trial)
    }
  },
  {
    name: "10 processes with 3 sessions each, 20 callers each",
    run: async (trial) => {
      const workers = await trial.open(10, { parallel: 3 })
      await trial.delayCalls(200, 2000)
      await trial.all(workers, call(20))
      await trial.expectLogins(3)
      await trial.expire()
      await trial.all(workers, call(20))
      await trial.expectLogins(6)
      trial.expectTurns()
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
    bun: true,
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
    name: "the process that logs in is killed (SIGKILL)",
    bun: true,
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
    name: "the process that logs in is stopped, and comes back late",
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
      if ((await late).answered !== 1) trial.problems.push("the process that was stopped has no session")
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
    name: "processes of Node and of Bun share one session",
    both: true,
    run: async (trial) => {
      const workers = [...(await trial.open(5, { runtime: "node" })), ...(await trial.open(5, { runtime: "bun" }))]
      trial.expectOne(await trial.all(workers, ask(20)))
      await trial.expectLogins(1)
      trial.expectTurns()
      await loseSession(trial)
    }
  },
  {
    name: "only their owner reads the files (0700, 0600)",
    only: "files",
    bun: true,
    run: async (trial) => {
      const { place } = trial.stage
      if (place.kind !== "files") return
      await trial.all(await trial.open(2), ask(1))
      const modes = await modesBelow(place.directory)
      if (modes.length < 4) trial.problems.push(`${modes.length} files and folders`)
      for (const { isFolder, mode, path } of modes) {
        if (mode !== (isFolder ? 0o700 : 0o600)) trial.problems.push(`${path} has the mode ${mode.toString(8)}`)
      }
      // What others could read is not used, and each process logs in for itself.
      trial.trouble("mode 0750", true)
      await chmod(place.directory, 0o750)
      await trial.all(await trial.open(1), ask(1))
      await trial.expectLogins(2)
      await chmod(place.directory, 0o700)
      trial.trouble("mode 0750", false)
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
  ...troubles
]
