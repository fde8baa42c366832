/**
 * The session store of one run: files by default, Redis, or none. It owns what was noticed while it was used: where the
 * session is kept, and whether the credentials were refused without a request.
 */
import { AuthError, InvalidConfiguration, StoreFailure } from "@crm-auth/core"
import * as SessionStore from "@crm-auth/core/SessionStore"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { randomBytes } from "node:crypto"
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { type CliFailure, misconfigured } from "./failure.ts"
import { warn } from "./output.ts"
import { sessionsFolder } from "./paths.ts"
import { Settings, type StoreKind } from "./settings.ts"
import { orKeepNothing, storeKey } from "./storeKey.ts"

/**
 * Stands for a secret that is not known yet. With it a session is found in the store all the same; a login asks for the
 * secret first.
 */
export const unknownSecret: Redacted.Redacted = Redacted.make("not-known-yet-16")

const isUnknown = (credentials: unknown): boolean =>
  Predicate.isObject(credentials) && Object.values(credentials).includes(unknownSecret)

/** What was noticed while the store was used. */
export interface Noticed {
  /** Where the session is kept. */
  slot: string | undefined
  /** The credentials were refused before, and nothing was sent; for `millis` more, or until they change. */
  refused: { readonly millis: number | undefined } | undefined
  /** The session in use could not be kept. */
  isUnkept: boolean
  /** A login is needed, and a secret for it is not known. */
  secretNeeded: boolean
}

/** The store of this run. */
export interface Store {
  readonly kind: StoreKind
  readonly sessions: SessionStore.SharedSessions | undefined
  readonly noticed: Noticed
}

const storeFailure = (vendor: string, detail: string) =>
  new AuthError({ vendor, operation: "login", reason: new StoreFailure({ detail }) })

/** Why the folder cannot take a session; `undefined` if it can. */
const folderProblem = (root: string): string | undefined => {
  try {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    const { mode, uid } = statSync(root)
    if (process.platform !== "win32") {
      if (uid !== process.getuid?.()) return `${root} belongs to another user`
      if ((mode & 0o077) !== 0) return `${root} can be read by others; run: chmod 700 '${root}'`
    }
    const probe = join(root, `${randomBytes(8).toString("hex")}.tmp`)
    writeFileSync(probe, "", { flag: "wx", mode: 0o600 })
    rmSync(probe)
    return undefined
  } catch (error) {
    const code = Predicate.hasProperty(error, "code") ? String(error.code) : "an unknown error"
    return `${root} cannot be written (${code})`
  }
}

const remedies = {
  file: `; nothing was sent. Correct that, set XDG_STATE_HOME to another folder, ${orKeepNothing}`,
  redis: "; nothing was sent. Correct that, or use --store file"
}

/** Watches a store, and prevents a login whose session could not be kept. */
const watched = (
  inner: SessionStore.SharedSessions,
  noticed: Noticed,
  problem: Effect.Effect<string | undefined>,
  remedy: string,
  warnOf: (message: string) => Effect.Effect<void>
): SessionStore.SharedSessions => ({
  ...inner,
  obtain: (wanted) => {
    const anyCredentials = isUnknown(wanted.credentials)
    const login = Effect.gen(function* () {
      if (anyCredentials) {
        noticed.secretNeeded = true
        const reason = new InvalidConfiguration({ field: "credentials", detail: "are needed to log in" })
        return yield* new AuthError({ vendor: wanted.vendor, operation: "login", reason })
      }
      const trouble = yield* problem
      if (trouble !== undefined) return yield* storeFailure(wanted.vendor, trouble + remedy)
      return yield* wanted.login
    })
    return Effect.tap(inner.obtain({ ...wanted, anyCredentials, login }), (obtained) => {
      if (obtained._tag === "refused") noticed.refused = { millis: obtained.millis }
      else noticed.slot = obtained.slot
      noticed.isUnkept = obtained._tag === "made" && obtained.slot === undefined
      return noticed.isUnkept
        ? warnOf("The store does not answer: the session is not kept, and ends with this command.")
        : Effect.void
    })
  },
  look: (sought) => inner.look({ ...sought, anyCredentials: isUnknown(sought.credentials) }),
  lift: (sought) => (isUnknown(sought.credentials) ? Effect.void : inner.lift(sought))
})

const build = <R>(layer: Layer.Layer<never, unknown, R>) =>
  Effect.map(Layer.build(layer), (context) => Context.get(context, SessionStore.SessionStore)).pipe(
    Effect.mapError((error): CliFailure =>
      misconfigured(
        error instanceof InvalidConfiguration && error.field === "client"
          ? "REDIS_URL is not the address of a Redis, such as redis://localhost:6379."
          : error instanceof InvalidConfiguration
            ? `The store's ${error.field} ${error.detail}.`
            : "The session store could not be opened; check its address and its key."
      )
    )
  )

const redis = Effect.gen(function* () {
  const { environment } = yield* Settings
  const url = environment["REDIS_URL"]
  if (url === undefined || url === "")
    return yield* misconfigured("--store redis needs REDIS_URL, such as redis://localhost:6379.")
  const { createClient } = yield* Effect.tryPromise({
    try: () => import("redis"),
    catch: () => misconfigured("--store redis needs the package redis: npm install --global redis")
  })
  const key = yield* storeKey
  return yield* build(SessionStore.layerRedisClient({ key, client: () => createClient({ url }) }))
})

const files = Effect.gen(function* () {
  const { folders } = yield* Settings
  const key = yield* storeKey
  return yield* build(
    Layer.provide(SessionStore.layerFile({ key, directory: sessionsFolder(folders) }), NodeFileSystem.layer)
  )
})

/** Why Redis cannot take a session; `undefined` if it can, or if the session need not outlive the command. */
const redisProblem = (inner: SessionStore.SharedSessions, outlives: boolean) =>
  Effect.sync(() => (outlives && inner.isDown() ? "Redis does not answer, or refuses the command" : undefined))

/** Opens the store of this run. `outlives`: the command is of no use with a session that ends with it. */
export const openStore = Effect.fnUntraced(function* (kind: StoreKind, outlives: boolean) {
  const settings = yield* Settings
  const { folders } = settings
  const noticed: Noticed = { slot: undefined, refused: undefined, isUnkept: false, secretNeeded: false }
  const inner = kind === "none" ? undefined : yield* kind === "redis" ? redis : files
  if (kind === "none" || inner === undefined) return { kind, sessions: undefined, noticed } satisfies Store
  const problem =
    kind === "file" ? Effect.sync(() => folderProblem(sessionsFolder(folders))) : redisProblem(inner, outlives)
  const sessions = watched(inner, noticed, problem, remedies[kind], (message) =>
    Effect.provideService(warn(message), Settings, settings)
  )
  return { kind, sessions, noticed } satisfies Store
})
