/** Plays the daily situations with every alternative, on vtiger's emulator behind a loopback port. */
import * as Effect from "effect/Effect"
import { ourDaily } from "../ours/daily.ts"
import { stage } from "../ours/stage.ts"
import { ourVendors } from "../ours/vendors.ts"
import { shown } from "../scoreboard/printing.ts"
import { sixtyLines } from "./axios.ts"
import type { Alternative } from "./client.ts"
import { automationPiece, n8nNode, nangoTwoStep } from "./platforms.ts"
import { type Daily, type DailyColumn, dailyKeys } from "./situations.ts"

export const alternatives: ReadonlyArray<Alternative> = [sixtyLines, n8nNode, automationPiece, nangoTwoStep]

const wrong = "wr0ngKey"

/** One situation on a server of its own. */
const measure = ({ start }: Alternative, situation: Daily): Effect.Effect<string | undefined> =>
  Effect.scoped(
    Effect.gen(function* () {
      const vendor = ourVendors.find(({ name }) => name === "vtiger")
      if (vendor === undefined) return undefined
      const { emulator, server } = yield* stage(vendor)
      const run = Effect.runSyncWith(yield* Effect.context())
      const [account] = emulator.accounts
      const { accessKey = "", username = "" } = account ?? {}
      const lines: Array<string> = []
      const log = (line: string) => void lines.push(line)
      const client = start({ url: server.url, username, log, accessKey: situation === "wrongKey" ? wrong : accessKey })
      const repeated = (times: number) =>
        Effect.promise(async () => {
          for (let index = 0; index < times; index++) await client.call().catch(() => undefined)
        })
      switch (situation) {
        case "inARow":
          yield* repeated(100)
          return String(yield* emulator.logins)
        case "midRun":
          return yield* Effect.promise(() =>
            client.run(20, async (index) => {
              if (index === 5) run(emulator.expireSessions)
            })
          )
        case "wrongKey":
          yield* repeated(20)
          return String(yield* emulator.attempts)
        case "leftOpen":
          yield* repeated(100)
          return String(yield* emulator.sessions)
        case "logged": {
          yield* repeated(1)
          const [session = "no session"] = server.asked.flatMap(
            ({ path }) => /sessionName=([^&]+)/.exec(path)?.slice(1) ?? []
          )
          return shown(lines, { "the access key": accessKey, "the session": session })
        }
        default:
          // No store, and no tenants.
          return undefined
      }
    })
  )

export interface Alternatives {
  readonly columns: ReadonlyArray<DailyColumn>
}

const cellsOf = async (
  keys: ReadonlyArray<Daily>,
  cell: (situation: Daily) => Promise<string | undefined>
): Promise<DailyColumn["cells"]> => {
  const cells: { [S in Daily]?: string } = {}
  for (const key of keys) {
    const found = await cell(key)
    if (found !== undefined) cells[key] = found
  }
  return cells
}

export const playAlternative = async (alternative: Alternative, keys: ReadonlyArray<Daily>): Promise<DailyColumn> => ({
  name: alternative.name,
  version: alternative.version,
  cells: await cellsOf(keys, (situation) => Effect.runPromise(measure(alternative, situation)))
})

export const playOurs = async (keys: ReadonlyArray<Daily>): Promise<DailyColumn> => ({
  name: ourDaily.name,
  version: ourDaily.version,
  cells: await cellsOf(keys, (situation) => ourDaily.cells[situation]())
})

/** Plays every situation with every client, ours last. */
export const playAll = async (progress: (what: string) => void): Promise<Alternatives> => {
  const columns: Array<DailyColumn> = []
  for (const alternative of alternatives) {
    progress(alternative.name)
    columns.push(await playAlternative(alternative, dailyKeys))
  }
  progress(ourDaily.name)
  return { columns: [...columns, await playOurs(dailyKeys)] }
}
