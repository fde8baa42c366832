/**
 * A simulated Redis: interprets the commands that Effect's Redis service sends, and runs known scripts. Owns its data
 * and its cache of scripts.
 */
import { Keyspace } from "./Keyspace.ts"
import { Histories, type Place } from "./Place.ts"
import { portOf } from "./redisScripts.ts"
import type { Answer } from "./Traffic.ts"

/** Errors that a Redis answers with, or that its client reports. */
export const redisErrors: ReadonlyArray<string> = [
  "READONLY You can't write against a read only replica.",
  "LOADING Redis is loading the dataset in memory",
  "OOM command not allowed when used memory > 'maxmemory'.",
  "NOAUTH Authentication required.",
  "CLUSTERDOWN The cluster is down",
  "Socket closed unexpectedly"
]

export class RedisPlace implements Place {
  readonly keyspace: Keyspace
  private readonly scripts = new Map<string, string>()
  private readonly records = new Histories()

  constructor(now: () => number) {
    this.keyspace = new Keyspace(() => Math.floor(now()))
  }

  /** Runs a command. A text instead of a result is an error of Redis; what this Redis does not know is thrown. */
  send(command: string, args: ReadonlyArray<string>): Answer<unknown, string> {
    try {
      return { ok: this.run(command, args) }
    } catch (error) {
      if (error instanceof Error && /^[A-Z]+ /.test(error.message)) return { error: error.message }
      throw error
    }
  }

  private run(command: string, args: ReadonlyArray<string>): unknown {
    const [first = "", second = ""] = args
    if (command === "SCRIPT" && first === "LOAD") {
      if (portOf(second) === undefined) throw new Error(`a script that the simulated Redis does not know:\n${second}`)
      const sha = `script-${second.length}-${second.slice(0, 60)}`
      this.scripts.set(sha, second)
      return sha
    }
    if (command === "EVAL" || command === "EVALSHA") {
      const lua = command === "EVAL" ? first : this.scripts.get(first)
      if (lua === undefined) throw new Error("NOSCRIPT No matching script. Please use EVAL.")
      const port = portOf(lua)
      if (port === undefined) throw new Error(`a script that the simulated Redis does not know:\n${lua}`)
      const count = Number(second)
      const keys = args.slice(2, 2 + count)
      const result = port(this.keyspace, keys, args.slice(2 + count))
      const [key = ""] = keys
      if (!key.endsWith(":lease")) this.records.note(key, this.keyspace.hget(key, "id") ?? "")
      return result
    }
    throw new Error(`a command that the simulated Redis does not know: ${command}`)
  }

  histories(): Iterable<ReadonlyArray<string>> {
    return this.records.all()
  }

  everHeld(id: string): boolean {
    return this.records.has(id)
  }

  loseAll(): void {
    this.keyspace.clear()
    this.scripts.clear()
    this.records.clear()
  }
}
