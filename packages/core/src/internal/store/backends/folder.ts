/**
 * A folder that only its owner can use, and the files of one key in it. The file system's own clock tells ages: the time
 * stamp of a file is compared with that of a file written now.
 */
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { PlatformError } from "effect/PlatformError"
import * as Predicate from "effect/Predicate"
import { InvalidConfiguration, StoreFailure } from "../../../Reason.ts"
import { parseFileName } from "../format.ts"

/** A file of a key. Its number is that of the lease it was written under, and the highest counts. */
export interface Numbered {
  readonly kind: "lock" | "session"
  readonly number: number
  readonly path: string
}

export interface Folder {
  readonly make: Effect.Effect<void, StoreFailure>
  readonly list: Effect.Effect<ReadonlyArray<Numbered>, StoreFailure>
  readonly path: (kind: Numbered["kind"], number: number) => string
  /** The file system's time. `token` names the temporary file that is stamped with it. */
  readonly now: (token: string) => Effect.Effect<number, StoreFailure>
  /** Reads a file and the time it was written; `undefined` if it is gone. */
  readonly read: (
    path: string
  ) => Effect.Effect<{ readonly text: string; readonly at: number } | undefined, StoreFailure>
  /** Makes a file; `false` if there is one already. */
  readonly create: (path: string, text: string) => Effect.Effect<boolean, StoreFailure>
  /** Writes a whole file, or nothing. `isAllowed` is asked when only its name is missing; `false` if it said no. */
  readonly replace: (
    path: string,
    text: string,
    token: string,
    isAllowed?: Effect.Effect<boolean, StoreFailure>
  ) => Effect.Effect<boolean, StoreFailure>
  /** Overwrites the start of a file, if it is there. */
  readonly overwrite: (path: string, text: string) => Effect.Effect<void, StoreFailure>
  readonly remove: (files: ReadonlyArray<Numbered>) => Effect.Effect<void, StoreFailure>
  /** Removes temporary files that crashes left behind. */
  readonly sweep: (now: number) => Effect.Effect<void, StoreFailure>
}

const failure = (detail: string) => new StoreFailure({ detail })
const failed = ({ reason }: PlatformError) => failure(`${reason.method} failed: ${reason._tag}`)
const isTag = ({ reason }: PlatformError, tag: string) => reason._tag === tag

const othersMayUse = (info: FileSystem.File.Info) => (info.mode & 0o077) !== 0
const writtenAt = (info: FileSystem.File.Info) => Option.match(info.mtime, { onNone: () => 0, onSome: Number })

const temporary = /\.tmp$/

/** A temporary file older than this was left behind by a crash. */
const staleMillis = 3_600_000

/** A path that a later change of the working directory does not move. */
export const absoluteFolder = (
  fs: FileSystem.FileSystem,
  directory: string
): Effect.Effect<string, InvalidConfiguration> => {
  const invalid = (detail: string) => new InvalidConfiguration({ field: "directory", detail })
  if (!Predicate.isString(directory) || directory.trim() === "") {
    return Effect.fail(invalid('must be the path of a folder, such as "./sessions"'))
  }
  const path = directory.replace(/(?<=.)[\\/]+$/, "")
  if (/^([\\/]|[A-Za-z]:[\\/])/.test(path)) return Effect.succeed(path)
  return Effect.mapBoth(fs.realPath("."), {
    onFailure: () => invalid("is relative, and the working directory cannot be read; give an absolute path"),
    onSuccess: (working) => `${working}/${path}`
  })
}

export const openFolder = (
  fs: FileSystem.FileSystem,
  root: string,
  key: string
): Effect.Effect<Folder, StoreFailure> => {
  const directory = `${root}/${key}`
  const run = <A>(effect: Effect.Effect<A, PlatformError>) => Effect.mapError(effect, failed)

  const unsafe = (path: string, info: FileSystem.File.Info): string | undefined => {
    if (info.type === "SymbolicLink") return `${path} is a link; name the folder itself`
    if (info.type !== "Directory") return `${path} is not a folder`
    return othersMayUse(info) ? `${path} can be used by others; give it the mode 0700` : undefined
  }

  /** Makes the root if it is missing; the account's own folder may be missing. */
  const check = Effect.gen(function* () {
    const info = yield* Effect.catchIf(
      fs.lstat(root),
      (error) => isTag(error, "NotFound"),
      () => Effect.andThen(fs.makeDirectory(root, { recursive: true, mode: 0o700 }), fs.lstat(root))
    ).pipe(run)
    const own = yield* Effect.catchIf(
      fs.lstat(directory),
      (error) => isTag(error, "NotFound"),
      () => Effect.undefined
    ).pipe(run)
    const problem = unsafe(root, info) ?? (own && unsafe(directory, own))
    if (problem !== undefined) return yield* failure(problem)
    return info
  })

  return Effect.map(check, (folder): Folder => {
    const isOurs = (info: FileSystem.File.Info) =>
      Option.isNone(info.uid) || Option.isNone(folder.uid) || info.uid.value === folder.uid.value

    const create: Folder["create"] = (path, text) =>
      fs.writeFileString(path, text, { flag: "wx", mode: 0o600 }).pipe(
        Effect.as(true),
        Effect.catchIf(
          (error) => isTag(error, "AlreadyExists"),
          () => Effect.succeed(false)
        ),
        run
      )

    const names = run(
      Effect.catchIf(
        fs.readDirectory(directory),
        (error) => isTag(error, "NotFound"),
        () => Effect.succeed([])
      )
    )

    const remove = (path: string) => run(fs.remove(path, { force: true }))

    return {
      make: run(fs.makeDirectory(directory, { recursive: true, mode: 0o700 })),
      list: Effect.map(names, (names) =>
        names.flatMap((entry) => {
          const parsed = parseFileName(entry)
          return parsed === undefined ? [] : [{ ...parsed, path: `${directory}/${entry}` }]
        })
      ),
      path: (kind, number) => `${directory}/${kind}.${String(number).padStart(15, "0")}`,
      now: (token) => {
        const path = `${directory}/${token}.now.tmp`
        return Effect.gen(function* () {
          yield* create(path, "")
          const info = yield* run(fs.stat(path))
          if (!isOurs(info)) return yield* failure(`${root} belongs to another user`)
          return writtenAt(info)
        }).pipe(Effect.ensuring(Effect.ignore(remove(path))))
      },
      read: (path) =>
        Effect.gen(function* () {
          const info = yield* fs.lstat(path)
          if (info.type !== "File" || othersMayUse(info) || !isOurs(info)) {
            return yield* failure(`${path} is not a file that only its owner can use`)
          }
          return { text: yield* fs.readFileString(path), at: writtenAt(info) }
        }).pipe(
          Effect.catchTag("PlatformError", (error) =>
            isTag(error, "NotFound") ? Effect.as(Effect.void, undefined) : Effect.fail(failed(error))
          )
        ),
      create,
      replace: (path, text, token, isAllowed = Effect.succeed(true)) => {
        const half = `${directory}/${token}.tmp`
        const write = Effect.gen(function* () {
          const file = yield* fs.open(half, { flag: "wx", mode: 0o600 })
          yield* file.writeAll(new TextEncoder().encode(text))
          yield* file.sync
        })
        return Effect.gen(function* () {
          yield* run(Effect.scoped(write))
          const isNamed = yield* isAllowed
          yield* isNamed ? run(fs.rename(half, path)) : Effect.ignore(remove(half))
          return isNamed
        }).pipe(Effect.onError(() => Effect.ignore(remove(half))))
      },
      overwrite: (path, text) =>
        run(
          Effect.catchIf(
            fs.writeFileString(path, text, { flag: "r+" }),
            (error) => isTag(error, "NotFound"),
            () => Effect.void
          )
        ),
      remove: (files) => Effect.forEach(files, ({ path }) => remove(path), { discard: true }),
      sweep: (now) =>
        Effect.gen(function* () {
          const left = (yield* names).filter((entry) => temporary.test(entry))
          for (const entry of left) {
            const path = `${directory}/${entry}`
            const info = yield* Effect.option(fs.stat(path))
            if (Option.isSome(info) && now - writtenAt(info.value) > staleMillis) yield* remove(path)
          }
        })
    }
  })
}
