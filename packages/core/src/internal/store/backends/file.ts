/**
 * Records in files. Each lease has a number, one higher than the last, and a record written under it is a file of that
 * number. Readers take the highest, so that a process that lost its lease does no harm, however late it writes. Owns the
 * numbers of the leases that this process holds.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type { StoreFailure } from "../../../Reason.ts"
import type { SessionStoreBackend, StoredRecord } from "../backend.ts"
import { splitFile } from "../format.ts"
import { type Folder, type Numbered, openFolder } from "./folder.ts"

/** A lock's text. It always has one length, because it is overwritten in place. */
const lockText = (token: string, millis: number) => `${token} ${String(Math.ceil(millis)).padStart(12, "0")}`

/**
 * How long a lock lasts from when it was written: never longer than one of ours, so that a damaged or planted lock ends
 * like any other. One that cannot be read lasts as long as one of ours.
 */
const lockMillis = (text: string, usual: number): number => {
  const [, millis] = /^[\da-f]+ (\d{12})$/.exec(text) ?? []
  return millis === undefined ? usual : Math.min(Number(millis), usual)
}

/** No store reaches this number: one lease per millisecond would take 31 years. A file with a higher one was planted. */
const highestNumber = 1_000_000_000_000

const highest = (files: ReadonlyArray<Numbered>, kind?: Numbered["kind"]): Numbered | undefined =>
  files
    .filter((file) => kind === undefined || file.kind === kind)
    .reduce<Numbered | undefined>(
      (best, file) => (best === undefined || file.number > best.number ? file : best),
      undefined
    )

const lower = (files: ReadonlyArray<Numbered>, kind: Numbered["kind"], number: number) =>
  files.filter((file) => file.kind === kind && file.number < number)

const recordText = (id: string, value: string) => `${id}\n${value}`

/** How often a file is looked for that is replaced between listing its folder and reading it. */
const mostAttempts = 5

/** Milliseconds that any look at a lease may take. */
const usualLook = 1000

export const fileBackend = (
  fs: FileSystem.FileSystem,
  root: string,
  token: Effect.Effect<string>
): SessionStoreBackend => {
  const leases = new Map<string, number>()
  const open = (key: string) => openFolder(fs, root, key)

  const readRecord = Effect.fnUntraced(function* (folder: Folder) {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const file = highest(yield* folder.list, "session")
      if (file === undefined) return undefined
      const found = yield* folder.read(file.path)
      if (found !== undefined) return { ...found, ...splitFile(found.text), file }
    }
    return undefined
  })

  const isHeld = Effect.fnUntraced(function* (folder: Folder, lock: Numbered, now: number, millis: number) {
    const found = yield* folder.read(lock.path)
    if (found === undefined) return false
    const lasts = lockMillis(found.text, millis)
    // A file system whose clock was set back must not keep every process out.
    return lasts > 0 && now < found.at + lasts && found.at - now <= lasts
  })

  /** Whether a lease's number is another's now: in a folder that was removed and made again, numbers start anew. */
  const isTaken = (folder: Folder, number: number, token: string) =>
    Effect.map(
      folder.read(folder.path("lock", number)),
      (found) => found !== undefined && !found.text.startsWith(`${token} `)
    )

  return {
    name: "files",
    read: (key) =>
      Effect.gen(function* (): Effect.fn.Return<StoredRecord | undefined, StoreFailure> {
        const folder = yield* open(key)
        const found = yield* readRecord(folder)
        if (found === undefined || found.value === "") return undefined
        const now = yield* folder.now(yield* token)
        return { value: found.value, ageMillis: now - found.at }
      }),

    acquire: (key, token, millis) =>
      Effect.gen(function* () {
        const startedAt = yield* Clock.currentTimeMillis
        const folder = yield* open(key)
        const before = yield* folder.list
        if (before.length === 0) yield* folder.make
        const now = yield* folder.now(token)
        const lock = highest(before, "lock")
        if (lock !== undefined && (yield* isHeld(folder, lock, now, millis))) return false
        // Its holder extends a lease every third of its time: a look that took longer than that says nothing of it.
        if ((yield* Clock.currentTimeMillis) - startedAt > Math.max(usualLook, millis / 3)) return false
        const planted = before.filter((file) => file.number >= highestNumber)
        yield* folder.remove(planted)
        const number = (highest(before.filter((file) => !planted.includes(file)))?.number ?? 0) + 1
        const path = folder.path("lock", number)
        if (!(yield* folder.create(path, lockText(token, millis)))) return false
        // Another process may have taken a higher number since the folder was listed, and removed this lock.
        const after = yield* folder.list
        if (highest(after)?.number !== number) {
          yield* folder.remove([{ kind: "lock", number, path }])
          return false
        }
        leases.set(token, number)
        yield* folder.remove(lower(after, "lock", number))
        yield* folder.sweep(now)
        return true
      }),

    extend: (key, token, millis) =>
      Effect.gen(function* () {
        const number = leases.get(token)
        if (number === undefined) return
        const folder = yield* open(key)
        if (yield* isTaken(folder, number, token)) return
        yield* folder.overwrite(folder.path("lock", number), lockText(token, millis))
      }),

    write: (key, token, { id, value }) =>
      Effect.gen(function* () {
        const number = leases.get(token)
        if (number === undefined) return false
        const folder = yield* open(key)
        // Asked when the new file is written and not yet named: a folder that was removed since has neither it nor the lock.
        const isHeldByUs = Effect.gen(function* () {
          const files = yield* folder.list
          const lock = yield* folder.read(folder.path("lock", number))
          return highest(files)?.number === number && lock?.text.startsWith(`${token} `) === true
        })
        const path = folder.path("session", number)
        if (!(yield* folder.replace(path, recordText(id, value), token, isHeldByUs))) return false
        // The record is there, whatever comes of the older ones.
        yield* Effect.ignore(Effect.flatMap(folder.list, (files) => folder.remove(lower(files, "session", number))))
        return true
      }),

    release: (key, token) =>
      Effect.gen(function* () {
        const number = leases.get(token)
        if (number === undefined) return
        leases.delete(token)
        const folder = yield* open(key)
        if (yield* isTaken(folder, number, token)) return
        // The file stays, because numbers must only rise.
        yield* folder.overwrite(folder.path("lock", number), lockText(token, 0))
      }),

    remove: (key, id) =>
      Effect.gen(function* () {
        const folder = yield* open(key)
        const found = yield* readRecord(folder)
        if (found?.id !== id || found.value === "") return
        yield* folder.replace(found.file.path, recordText(id, ""), yield* token)
      })
  }
}
