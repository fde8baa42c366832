import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as PlatformError from "effect/PlatformError"
import type { SessionStoreBackend } from "../../src/internal/store/backend.ts"
import { fileBackend } from "../../src/internal/store/backends/file.ts"
import { makeCipher } from "../../src/internal/store/cipher.ts"
import { key } from "./processes.ts"

const slot = "ab".repeat(32)
const keepMillis = 1000

const withFolder = <E>(
  use: (place: {
    readonly fs: FileSystem.FileSystem
    readonly root: string
    readonly open: (fs?: FileSystem.FileSystem) => SessionStoreBackend
    /** Makes all locks a minute older: time goes by, and no test waits for it. */
    readonly age: Effect.Effect<void>
  }) => Effect.Effect<void, E>
) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const root = `${yield* fs.makeTempDirectoryScoped()}/sessions`
    const { token } = yield* makeCipher([key])
    const age = Effect.gen(function* () {
      for (const name of yield* fs.readDirectory(`${root}/${slot}`)) {
        if (!name.startsWith("lock")) continue
        const { mtime } = yield* fs.stat(`${root}/${slot}/${name}`)
        const before = Option.getOrThrow(mtime).getTime() / 1000 - 60
        yield* fs.utimes(`${root}/${slot}/${name}`, before, before)
      }
    }).pipe(Effect.orDie)
    yield* use({ fs, root, age, open: (other = fs) => fileBackend(other, root, token) })
  }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer))

/** A file system whose process is killed after `bytes` bytes of a record were written. */
const dyingAfter = (fs: FileSystem.FileSystem, bytes: number): FileSystem.FileSystem => ({
  ...fs,
  open: (path, options) =>
    Effect.map(fs.open(path, options), (file): FileSystem.File =>
      Object.assign(Object.create(file), {
        writeAll: (data: Uint8Array) => Effect.andThen(file.writeAll(data.subarray(0, bytes)), Effect.die("killed"))
      })
    ),
  // The dead clean nothing up.
  remove: () => Effect.void
})

const write = (backend: SessionStoreBackend, token: string, value: string) =>
  Effect.gen(function* () {
    assert.isTrue(yield* backend.acquire(slot, token, 5000))
    assert.isTrue(yield* backend.write(slot, token, { id: token, value, keepMillis }))
    yield* backend.release(slot, token)
  })

const modeOf = (info: FileSystem.File.Info) => info.mode & 0o777

describe("a lease in files, on a file system that answers late", () => {
  /** A process on a clock of its own: only the file system's statement of the time takes time, and something happens then. */
  const late = (
    fs: FileSystem.FileSystem,
    open: (fs: FileSystem.FileSystem) => SessionStoreBackend,
    millis: number,
    meanwhile: (at: number) => Effect.Effect<void, PlatformError.PlatformError> = () => Effect.void
  ) =>
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      let passed = 0
      const stat: FileSystem.FileSystem["stat"] = (path) =>
        Effect.tap(fs.stat(path), ({ mtime }) => {
          passed += millis
          return meanwhile(Option.getOrThrow(mtime).getTime() + millis)
        })
      const own: Clock.Clock = Object.assign(Object.create(clock), { currentTimeMillis: Effect.sync(() => passed) })
      return yield* Effect.provideService(open({ ...fs, stat }).acquire(slot, "b1", 5000), Clock.Clock, own)
    })

  it.live("is not taken because its holder extended it after the time was asked for", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        assert.isTrue(yield* open().acquire(slot, "a1", 5000))
        const [lock = ""] = yield* fs.readDirectory(`${root}/${slot}`)
        const extend = (at: number) => fs.utimes(`${root}/${slot}/${lock}`, at / 1000, at / 1000)
        assert.isFalse(yield* late(fs, open, 11_000, extend))
      })
    )
  )

  it.live("is left alone by a process whose look took longer than its holder takes to extend it", () =>
    withFolder(({ age, fs, open }) =>
      Effect.gen(function* () {
        assert.isTrue(yield* open().acquire(slot, "a1", 5000))
        yield* age
        assert.isFalse(yield* late(fs, open, 1667))
        assert.isTrue(yield* late(fs, open, 1666))
      })
    )
  )
})

describe("sessions in files", () => {
  it.live("are kept in files that only we can read, in a folder that only we can read", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        assert.strictEqual((yield* open().read(slot))?.value, "value")
        assert.strictEqual(modeOf(yield* fs.stat(root)), 0o700)
        for (const name of yield* fs.readDirectory(root, { recursive: true })) {
          const info = yield* fs.stat(`${root}/${name}`)
          assert.strictEqual(modeOf(info), info.type === "Directory" ? 0o700 : 0o600)
        }
      })
    )
  )

  it.live("a folder, or a file, that others can read is refused, and so is a link", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const [file = ""] = (yield* fs.readDirectory(`${root}/${slot}`)).filter((name) => name.startsWith("session"))
        const path = `${root}/${slot}/${file}`
        const refused = Effect.map(Effect.exit(open().read(slot)), Exit.isFailure)
        for (const mode of [0o644, 0o640, 0o604]) {
          yield* fs.chmod(path, mode)
          assert.isTrue(yield* refused)
        }
        yield* fs.chmod(path, 0o600)
        assert.isFalse(yield* refused)
        yield* fs.chmod(root, 0o755)
        assert.isTrue(yield* refused)
        yield* fs.chmod(root, 0o700)
        yield* fs.rename(path, `${root}/elsewhere`)
        yield* fs.symlink(`${root}/elsewhere`, path)
        assert.isTrue(yield* refused)
      })
    )
  )

  for (const [what, place] of [
    ["the folder", ""],
    ["the folder of an account", `/${slot}`]
  ] as const) {
    it.live(`A10 ${what} is not used if others may use it, or if it is a link`, () =>
      withFolder(({ fs, open, root }) =>
        Effect.gen(function* () {
          const path = `${root}${place}`
          yield* write(open(), "a1", "value")
          for (const mode of [0o777, 0o770, 0o701, 0o722]) {
            yield* fs.chmod(path, mode)
            for (const step of [open().read(slot), open().acquire(slot, "b1", 5000), open().remove(slot, "a1")]) {
              assert.match(
                (yield* Effect.flip(Effect.asVoid(step))).detail,
                /can be used by others; give it the mode 0700$/
              )
            }
          }
          yield* fs.chmod(path, 0o700)
          assert.strictEqual((yield* open().read(slot))?.value, "value")
          yield* fs.rename(path, `${root}-elsewhere`)
          yield* fs.symlink(`${root}-elsewhere`, path)
          assert.match((yield* Effect.flip(open().read(slot))).detail, /is a link; name the folder itself$/)
          yield* fs.remove(path)
          yield* fs.writeFileString(path, "no folder")
          assert.match((yield* Effect.flip(open().read(slot))).detail, /is not a folder$|lstat failed/)
        })
      )
    )
  }

  it.live("a process that is killed at any byte of a record leaves the record before it", () =>
    withFolder(({ age, fs, open }) =>
      Effect.gen(function* () {
        yield* write(open(), "a0", "the one before")
        for (let bytes = 0; bytes <= "b00\nthe next".length; bytes++) {
          const dying = open(dyingAfter(fs, bytes))
          const token = `b${String(bytes).padStart(2, "0")}`
          assert.isTrue(yield* dying.acquire(slot, token, 5000))
          yield* Effect.exit(dying.write(slot, token, { id: token, value: "the next", keepMillis }))
          assert.strictEqual((yield* open().read(slot))?.value, "the one before")
          assert.isFalse(yield* open().acquire(slot, "c0", 5000))
          yield* age
        }
        yield* write(open(), "c0", "the one after")
        assert.strictEqual((yield* open().read(slot))?.value, "the one after")
      })
    )
  )

  it.live("a lock that is cut at any byte holds for one lease, and no longer", () =>
    withFolder(({ age, fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const whole = "b1 000000010000"
        for (let bytes = 0; bytes <= whole.length; bytes++) {
          const numbers = (yield* fs.readDirectory(`${root}/${slot}`)).map((name) => Number(name.split(".")[1]))
          const path = `${root}/${slot}/lock.${String(Math.max(...numbers) + 1).padStart(15, "0")}`
          yield* fs.writeFileString(path, whole.slice(0, bytes), { mode: 0o600 })
          assert.isFalse(yield* open().acquire(slot, "c1", 10_000))
          const { mtime } = yield* fs.stat(path)
          const before = Option.getOrThrow(mtime).getTime() / 1000 - 10
          yield* fs.utimes(path, before, before)
          assert.isTrue(yield* open().acquire(slot, "c2", 10_000))
          yield* age
        }
      })
    )
  )

  it.live("one of many processes gets the lease, and a killed process keeps it for one lease only", () =>
    withFolder(({ age, open }) =>
      Effect.gen(function* () {
        const reach = (round: number) =>
          Effect.map(
            Effect.forEach(
              Array.from({ length: 20 }, (_, index) => `a${round}${index}`),
              (token) => open().acquire(slot, token, 5000),
              { concurrency: "unbounded" }
            ),
            (all) => all.filter((taken) => taken).length
          )
        for (let round = 0; round < 5; round++) {
          assert.isAtMost(yield* reach(round), 1)
          yield* age
        }
        assert.isTrue(yield* open().acquire(slot, "b1", 5000))
        assert.isFalse(yield* open().acquire(slot, "b2", 5000))
      })
    )
  )

  it.live("a process that lost the lease writes nothing, however late", () =>
    withFolder(({ age, open }) =>
      Effect.gen(function* () {
        const late = open()
        assert.isTrue(yield* late.acquire(slot, "a1", 5000))
        assert.isFalse(yield* open().acquire(slot, "b0", 5000))
        yield* age
        yield* write(open(), "b1", "newer")
        assert.isFalse(yield* late.write(slot, "a1", { id: "a1", value: "older", keepMillis }))
        yield* late.extend(slot, "a1", 5000)
        yield* late.release(slot, "a1")
        assert.strictEqual((yield* open().read(slot))?.value, "newer")
        yield* write(open(), "c1", "newest")
      })
    )
  )

  it.live("a process whose folder was removed during its login disturbs no lease taken since", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const [late, next] = [open(), open()]
        assert.isTrue(yield* late.acquire(slot, "a1", 60_000))
        yield* fs.remove(root, { recursive: true })
        assert.isTrue(yield* next.acquire(slot, "b1", 60_000))
        assert.isTrue(yield* next.write(slot, "b1", { id: "b1", value: "newer", keepMillis }))
        yield* late.extend(slot, "a1", 1)
        assert.isFalse(yield* late.write(slot, "a1", { id: "a1", value: "older", keepMillis }))
        yield* late.release(slot, "a1")
        assert.strictEqual((yield* open().read(slot))?.value, "newer")
        assert.isFalse(yield* open().acquire(slot, "c1", 60_000))
      })
    )
  )

  it.live("only the record that is named is removed", () =>
    withFolder(({ open }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        yield* open().remove(slot, "b1")
        assert.strictEqual((yield* open().read(slot))?.value, "value")
        yield* open().remove(slot, "a1")
        assert.isUndefined(yield* open().read(slot))
        yield* write(open(), "c1", "again")
        assert.strictEqual((yield* open().read(slot))?.value, "again")
      })
    )
  )

  it.live("a record that is replaced while it is looked for is read as it is now, and not looked for without end", () =>
    withFolder(({ fs, open }) =>
      Effect.gen(function* () {
        yield* write(open(), "a0", "one")
        let replacements = 1
        const late = open({
          ...fs,
          lstat: (path) =>
            path.includes("session") && replacements > 0
              ? Effect.andThen(Effect.orDie(write(open(), `b${replacements--}`, "another")), fs.lstat(path))
              : fs.lstat(path)
        })
        assert.strictEqual((yield* late.read(slot))?.value, "another")
        replacements = 100
        assert.isUndefined(yield* late.read(slot))
        assert.isAbove(replacements, 90)
      })
    )
  )

  it.live("a lock that is gone when it is read means that another process was faster", () =>
    withFolder(({ fs, open }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        let raced = false
        const late = open({
          ...fs,
          lstat: (path) =>
            Effect.suspend(() => {
              if (raced || !path.includes("lock")) return fs.lstat(path)
              raced = true
              return Effect.andThen(Effect.orDie(open().acquire(slot, "b1", 60_000)), fs.lstat(path))
            })
        })
        assert.isFalse(yield* late.acquire(slot, "c1", 60_000))
        assert.isTrue(raced)
        assert.isFalse(yield* open().acquire(slot, "d1", 60_000))
      })
    )
  )

  it.live("a process that takes a number that is no longer the highest has no lease, and leaves nothing behind", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const fast = open()
        const late = open({
          ...fs,
          writeFileString: (path, text, options) =>
            path.includes("lock")
              ? Effect.gen(function* () {
                  yield* Effect.orDie(write(open(), "b1", "newer"))
                  assert.isTrue(yield* Effect.orDie(fast.acquire(slot, "b2", 60_000)))
                  yield* fs.writeFileString(path, text, options)
                })
              : fs.writeFileString(path, text, options)
        })
        assert.isFalse(yield* late.acquire(slot, "c1", 60_000))
        const locks = (yield* fs.readDirectory(`${root}/${slot}`)).filter((name) => name.startsWith("lock"))
        assert.strictEqual(locks.length, 1)
        assert.isTrue(yield* fast.write(slot, "b2", { id: "b2", value: "newest", keepMillis }))
      })
    )
  )

  it.live("the lease of a long login is extended, by its holder only", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const holder = open()
        assert.isTrue(yield* holder.acquire(slot, "a1", 10_000))
        const path = `${root}/${slot}/lock.${"1".padStart(15, "0")}`
        const ageBy = (seconds: number) =>
          Effect.flatMap(fs.stat(path), ({ mtime }) => {
            const written = Option.getOrThrow(mtime).getTime() / 1000 - seconds
            return fs.utimes(path, written, written)
          })
        yield* ageBy(9)
        yield* open().extend(slot, "a1", 10_000)
        yield* ageBy(0.9)
        yield* holder.extend(slot, "a1", 10_000)
        yield* ageBy(9)
        assert.isFalse(yield* open().acquire(slot, "b1", 10_000))
        yield* ageBy(1)
        assert.isTrue(yield* open().acquire(slot, "b1", 10_000))
      })
    )
  )

  it.live("a write that fails leaves no half-written file behind", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const full = PlatformError.systemError({ _tag: "Unknown", module: "FileSystem", method: "rename" })
        const failing = open({ ...fs, rename: () => Effect.fail(full) })
        assert.isTrue(yield* failing.acquire(slot, "a1", 5000))
        const failure = yield* Effect.flip(failing.write(slot, "a1", { id: "a1", value: "value", keepMillis }))
        assert.strictEqual(failure.detail, "rename failed: Unknown")
        assert.deepStrictEqual(yield* fs.readDirectory(`${root}/${slot}`), ["lock.000000000000001"])
      })
    )
  )

  it.live("a process that never had the lease changes nothing", () =>
    withFolder(({ open }) =>
      Effect.gen(function* () {
        const [holder, other] = [open(), open()]
        assert.isTrue(yield* holder.acquire(slot, "a1", 60_000))
        yield* other.extend(slot, "b1", 0)
        yield* other.release(slot, "b1")
        assert.isFalse(yield* other.write(slot, "b1", { id: "b1", value: "value", keepMillis }))
        assert.isFalse(yield* other.acquire(slot, "b2", 60_000))
        assert.isUndefined(yield* other.read(slot))
      })
    )
  )

  it.live("a folder that was removed under a lease keeps nothing, and says so", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const holder = open()
        assert.isTrue(yield* holder.acquire(slot, "a1", 60_000))
        yield* fs.remove(root, { recursive: true })
        const failure = yield* Effect.flip(holder.write(slot, "a1", { id: "a1", value: "value", keepMillis }))
        assert.match(failure.detail, /failed: NotFound/)
        yield* holder.release(slot, "a1")
        assert.isUndefined(yield* open().read(slot))
      })
    )
  )

  it.live("a process that writes late changes nothing in a folder that was removed and made again", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const record = (name: string) => ({ id: name, value: `value of ${name}`, keepMillis })
        for (const isLocked of [true, false]) {
          yield* fs.remove(root, { recursive: true, force: true })
          const late = open({
            ...fs,
            // Where it makes its temporary file, the folder is a new one, and another process may have a lease there.
            open: (path, options) =>
              Effect.andThen(
                Effect.orDie(
                  Effect.gen(function* () {
                    yield* fs.remove(root, { recursive: true })
                    assert.isTrue(yield* open().acquire(slot, "b1", 60_000))
                    if (!isLocked) yield* fs.remove(`${root}/${slot}/lock.000000000000001`)
                  })
                ),
                fs.open(path, options)
              )
          })
          assert.isTrue(yield* late.acquire(slot, "a1", 60_000))
          assert.isFalse(yield* late.write(slot, "a1", record("a1")))
          assert.isUndefined(yield* open().read(slot))
          assert.isEmpty((yield* fs.readDirectory(`${root}/${slot}`)).filter((name) => name.endsWith(".tmp")))
        }
      })
    )
  )

  it.live("a process whose lock a later one left behind changes nothing", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        const holder = open()
        assert.isTrue(yield* holder.acquire(slot, "a1", 60_000))
        const later = `${root}/${slot}/lock.000000000000002`
        yield* fs.writeFileString(later, "b1 000000060000", { mode: 0o600 })
        assert.isFalse(yield* holder.write(slot, "a1", { id: "a1", value: "value of a1", keepMillis }))
        yield* fs.remove(later)
        assert.isTrue(yield* holder.write(slot, "a1", { id: "a1", value: "value of a1", keepMillis }))
      })
    )
  )

  it.live("a folder of another user is not used, whatever its mode", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const foreign = open({
          ...fs,
          lstat: (path) =>
            Effect.map(fs.lstat(path), (info) => (path === root ? { ...info, uid: Option.some(-1) } : info))
        })
        const failure = yield* Effect.flip(foreign.acquire(slot, "b1", 5000))
        assert.include(failure.detail, "belongs to another user")
        assert.match((yield* Effect.flip(foreign.read(slot))).detail, /is not a file that only its owner can use/)
        // Nothing is left of the attempt.
        assert.strictEqual((yield* fs.readDirectory(`${root}/${slot}`)).length, 2)
      })
    )
  )

  it.live("what the file system refuses is a StoreFailure that names the step, and no contents", () =>
    withFolder(({ fs, open }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const refusing = open({
          ...fs,
          readFileString: (path) =>
            Effect.fail(
              PlatformError.systemError({
                _tag: "PermissionDenied",
                module: "FileSystem",
                method: "readFile",
                pathOrDescriptor: path
              })
            )
        })
        assert.strictEqual((yield* Effect.flip(refusing.read(slot))).detail, "readFile failed: PermissionDenied")
      })
    )
  )

  it.live("what crashes left behind is removed after an hour, and not what others are writing now", () =>
    withFolder(({ fs, open, root }) =>
      Effect.gen(function* () {
        yield* write(open(), "a1", "value")
        const [old, young] = [`${root}/${slot}/b1.tmp`, `${root}/${slot}/c1.tmp`]
        yield* fs.writeFileString(old, "half", { mode: 0o600 })
        yield* fs.writeFileString(young, "half", { mode: 0o600 })
        const hours = (count: number) =>
          Effect.clockWith((clock) => Effect.succeed(clock.currentTimeMillisUnsafe() / 1000 - count * 3600))
        yield* fs.utimes(old, yield* hours(2), yield* hours(2))
        yield* write(open(), "d1", "newer")
        assert.deepStrictEqual([yield* fs.exists(old), yield* fs.exists(young)], [false, true])
      })
    )
  )
})
