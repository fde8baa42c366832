/**
 * Sessions shared by real processes of Node and of Bun, on a real Redis and on real files: `pnpm test:sharing`. Its
 * last line says how many scenarios held. A name, or part of one, as an argument runs only those.
 */
import { spawnSync } from "node:child_process"
import { mkdir, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { bunCommand } from "@crm-auth/packages/tool"
import type { Place } from "./messages.ts"
import { hasRedis } from "./redisServer.ts"
import type { Scenario } from "./scenario.ts"
import { scenarios } from "./scenarios.ts"
import { withSetting } from "./setting.ts"
import { type Runtime, type Stage, Trial } from "./trial.ts"

/** Where the steps of scenarios that failed are written. */
const records = join(tmpdir(), "crm-auth-sharing")

const columns = [54, 12, 9, 8, 6, 10] as const

const print = (...cells: ReadonlyArray<string | number>): void => {
  const line = cells.map((cell, index) => {
    const width = columns[index] ?? 0
    return index < 2 ? String(cell).padEnd(width) : String(cell).padStart(width)
  })
  process.stdout.write(`${line.join("  ").trimEnd()}\n`)
}

const say = (text: string): void => void process.stdout.write(`${text}\n`)

/** A kind of store with the processes that use it, and the scenarios for them. */
interface Round {
  readonly name: string
  readonly kind: Place["kind"]
  readonly runtime: Runtime
  readonly plays: (scenario: Scenario) => boolean
  /** What this machine has not got. */
  readonly lacks: string | undefined
}

const play = async (stage: Stage, where: string, { accounts, name, run }: Scenario): Promise<boolean> => {
  const trial = new Trial(stage, await stage.desks.open(accounts))
  const startedAt = Date.now()
  try {
    await run(trial)
  } catch (error) {
    trial.problems.push(String(error))
  }
  const logins = await trial.logins()
  await stage.relay?.tell({ do: "mend" })
  for (const fleet of Object.values(stage.fleets)) await fleet.giveBack(trial.workers)
  trial.checkRecord()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  const held = trial.problems.length === 0 ? `ok, ${seconds} s` : `FAILED: ${[...new Set(trial.problems)].join("; ")}`
  print(name, where, trial.workers.length, trial.callers, logins, trial.unanswered, held)
  if (trial.problems.length > 0) {
    await mkdir(records, { recursive: true })
    await writeFile(join(records, `${name} (${where}).txt`.replaceAll(/[^\w(). -]/g, "")), trial.record)
  }
  return trial.problems.length === 0
}

/** Bun's program, installed apart from everything else; `undefined` when it cannot be had. */
const findBun = async (): Promise<string | undefined> => {
  try {
    const command = await bunCommand()
    return spawnSync(command, ["--version"]).status === 0 ? command : undefined
  } catch {
    return undefined
  }
}

const main = async (): Promise<number> => {
  const wanted = process.argv[2]
  const bun = await findBun()
  const noRedis = hasRedis() ? undefined : "redis-server"
  const noBun = bun === undefined ? "Bun" : undefined
  const on = (kind: Place["kind"], scenario: Scenario) => scenario.only === undefined || scenario.only === kind
  const rounds: ReadonlyArray<Round> = [
    {
      name: "redis",
      kind: "redis",
      runtime: "node",
      plays: (scenario) => on("redis", scenario) && scenario.both !== true,
      lacks: noRedis
    },
    {
      name: "files",
      kind: "files",
      runtime: "node",
      plays: (scenario) => on("files", scenario) && scenario.both !== true,
      lacks: undefined
    },
    {
      name: "files, Bun",
      kind: "files",
      runtime: "bun",
      plays: (scenario) => scenario.bun === true || scenario.both === true,
      lacks: noBun
    }
  ]
  let passed = 0
  let failed = 0
  let skipped = 0
  await withSetting(bun, async ({ desks, fleets, folder, redis, relay }) => {
    print("scenario", "store", "processes", "callers", "logins", "unanswered")
    for (const { kind, lacks, name, plays, runtime } of rounds) {
      for (const [index, scenario] of scenarios.entries()) {
        if (!plays(scenario)) continue
        if (wanted !== undefined && !`${name}: ${scenario.name}`.includes(wanted)) continue
        if (lacks !== undefined) {
          skipped++
          print(scenario.name, name, "-", "-", "-", "-", `SKIPPED: no ${lacks}`)
          continue
        }
        const place =
          kind === "redis" && relay !== undefined
            ? ({ kind, port: relay.port } as const)
            : ({ kind: "files", directory: join(folder, `files-${runtime}-${index}`) } as const)
        if (await play({ desks, fleets, runtime, place, redis, relay }, name, scenario)) passed++
        else failed++
      }
    }
  })
  if (skipped > 0) {
    say("")
    say(`!! ${skipped} scenarios were SKIPPED:`)
    if (noRedis !== undefined) {
      say(
        "!! there is no redis-server on this machine (Debian, Ubuntu: apt-get install redis-server; macOS: brew install redis)."
      )
    }
    if (noBun !== undefined)
      say("!! Bun could not be installed from the npm registry, or does not run on this machine.")
  }
  if (passed + failed + skipped === 0) {
    say(`No scenario is called "${wanted ?? ""}". There are:`)
    for (const { name } of scenarios) say(`  ${name}`)
    return 1
  }
  if (failed > 0) say(`The records of the scenarios that failed are in ${records}.`)
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`)
  return failed
}

// All that was started has ended by now; a connection that a killed process left half open must not hold this one.
process.exit((await main()) === 0 ? 0 : 1)
