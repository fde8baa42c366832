/**
 * Sessions shared by real processes, on a real Redis and on real files: `pnpm test:sharing`. Its last line says how
 * many scenarios held. A name, or part of one, as an argument runs only those.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { Desks } from "./desk.ts"
import { bundleWorker, Fleet } from "./fleet.ts"
import { hasRedis, RedisServer } from "./redisServer.ts"
import { type Scenario, scenarios } from "./scenarios.ts"
import { type Stage, Trial } from "./trial.ts"

const columns = [54, 6, 9, 8, 6, 10] as const

const print = (...cells: ReadonlyArray<string | number>): void => {
  const line = cells.map((cell, index) => {
    const width = columns[index] ?? 0
    return index < 2 ? String(cell).padEnd(width) : String(cell).padStart(width)
  })
  process.stdout.write(`${line.join("  ").trimEnd()}\n`)
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

const play = async (stage: Stage, { accounts, name, run }: Scenario): Promise<boolean> => {
  const trial = new Trial(stage, await stage.desks.open(accounts))
  const startedAt = Date.now()
  try {
    await run(trial)
  } catch (error) {
    trial.problems.push(String(error))
  }
  const logins = await trial.logins()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  const held = trial.problems.length === 0 ? `ok, ${seconds} s` : `FAILED: ${[...new Set(trial.problems)].join("; ")}`
  print(name, stage.place.kind, trial.workers.length, trial.callers, logins, trial.unanswered, held)
  await stage.fleet.giveBack(trial.workers)
  return trial.problems.length === 0
}

const main = async (): Promise<number> => {
  const wanted = process.argv[2]
  const folder = await mkdtemp(join(tmpdir(), "crm-auth-sharing-"))
  const desks = new Desks()
  await desks.listen()
  const fleet = new Fleet(await bundleWorker(folder))
  const redis = hasRedis() ? await RedisServer.start(join(folder, "redis")) : undefined
  let passed = 0
  let failed = 0
  let skipped = 0
  try {
    print("scenario", "store", "processes", "callers", "logins", "unanswered")
    for (const kind of ["redis", "files"] as const) {
      for (const [index, scenario] of scenarios.entries()) {
        if (scenario.only !== undefined && scenario.only !== kind) continue
        if (wanted !== undefined && !`${kind}: ${scenario.name}`.includes(wanted)) continue
        if (kind === "redis" && redis === undefined) {
          skipped++
          print(scenario.name, kind, "-", "-", "-", "-", "SKIPPED: no redis-server")
          continue
        }
        const place =
          kind === "redis" && redis !== undefined
            ? ({ kind, port: redis.port } as const)
            : ({ kind: "files", directory: join(folder, `files-${index}`) } as const)
        if (await play({ desks, fleet, place, redis }, scenario)) passed++
        else failed++
      }
    }
  } finally {
    await fleet.end()
    await redis?.stop()
    desks.close()
    await rm(folder, { recursive: true, force: true })
  }
  if (skipped > 0) {
    say("")
    say(`!! ${skipped} scenarios were SKIPPED: there is no redis-server on this machine.`)
    say("!! Install it (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis) and run this again.")
  }
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
  return failed
}

process.exitCode = (await main()) === 0 ? 0 : 1
