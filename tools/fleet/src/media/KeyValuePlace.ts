/** A simulated key-value store: reads and writes, and no step that compares. Owns its entries. */
import * as Effect from "effect/Effect"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import type { Process } from "../simulation/Process.ts"
import { Histories, type Place } from "./Place.ts"
import type { Traffic } from "./Traffic.ts"

const idOf = (text: string): string | undefined => /^\{"id":"([^"]*)"/.exec(text)?.[1]

export class KeyValuePlace implements Place {
  private readonly entries = new Map<string, string>()
  private readonly records = new Histories()

  private set(key: string, text: string): void {
    this.entries.set(key, text)
    this.records.note(key, idOf(text) ?? "")
  }

  /** The order of records is not promised here: no step of this store compares. */
  histories(): Iterable<ReadonlyArray<string>> {
    return []
  }

  everHeld(id: string): boolean {
    return this.records.has(id)
  }

  loseAll(): void {
    this.entries.clear()
  }

  /** Effect's service as one process sees it. */
  serviceOf(process: Process, traffic: Traffic<KeyValueStore.KeyValueStoreError>): KeyValueStore.KeyValueStore {
    const call = <A>(what: string, apply: () => A) => traffic.call(process, what, () => ({ ok: apply() }))
    return KeyValueStore.makeStringOnly({
      get: (key) => call(`get ${key}`, () => this.entries.get(key)),
      set: (key, value) => call(`set ${key}`, () => this.set(key, value)),
      remove: (key) =>
        call(`remove ${key}`, () => {
          this.entries.delete(key)
        }),
      clear: Effect.die(new Error("the store never clears a place")),
      size: Effect.die(new Error("the store never counts")),
      keys: Effect.die(new Error("the store never lists"))
    })
  }
}

export const keyValueErrors: ReadonlyArray<KeyValueStore.KeyValueStoreError> = [
  new KeyValueStore.KeyValueStoreError({ message: "out of order", method: "get", key: "" })
]
