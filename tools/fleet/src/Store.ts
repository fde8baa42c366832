/** The store of a fleet: each backend's real code over a simulated place. Owns that place and the way to it. */
import * as SessionStore from "@crm-auth/core/SessionStore"
import * as Context from "effect/Context"
import * as WebCrypto from "effect/crypto/WebCrypto"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { folderErrors, FolderPlace, folderRoot } from "./media/FolderPlace.ts"
import { keyValueErrors, KeyValuePlace } from "./media/KeyValuePlace.ts"
import type { Place } from "./media/Place.ts"
import { redisErrors, RedisPlace } from "./media/RedisPlace.ts"
import { type CallFault, type Condition, Traffic } from "./media/Traffic.ts"
import type { Mutation } from "./mutations.ts"
import type { Program } from "./program/Program.ts"
import { cheapCrypto, orderedWebCrypto } from "./simulation/crypto.ts"
import type { Process } from "./simulation/Process.ts"
import type { World } from "./simulation/World.ts"

/** What all places have in common: faults that a program plans. */
interface Faults {
  readonly plan: (skip: number, fault: CallFault) => void
  readonly setCondition: (condition: Condition, millis: number) => void
  readonly heal: () => void
}

type StoreLayer = (process: Process) => Layer.Layer<never, unknown>

const options: SessionStore.SessionStoreOptions = {
  key: Redacted.make("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTMyYnk=")
}

export class Store {
  readonly place: Place | undefined
  private readonly faults: Faults | undefined
  private readonly layerOf: StoreLayer | undefined
  private readonly cipher: Program["cipher"]
  private readonly mutation: Mutation

  constructor(
    world: World,
    program: Program,
    onFault: (process: Process, millis: number) => void,
    mutation: Mutation = {}
  ) {
    this.cipher = program.cipher
    this.mutation = mutation
    // The clock of a place is its own.
    const now = () => 1_600_000_000_000 + world.now
    const latency = program.storeLatency
    const using = <E>(
      place: Place,
      errors: ReadonlyArray<E>,
      layerOf: (traffic: Traffic<E>) => StoreLayer
    ): { readonly place: Place; readonly faults: Faults; readonly layerOf: StoreLayer } => {
      const faults = new Traffic<E>(world, { latency, errors, onFault })
      return { place, faults, layerOf: layerOf(faults) }
    }
    const { faults, layerOf, place } = ((): {
      readonly place?: Place
      readonly faults?: Faults
      readonly layerOf?: StoreLayer
    } => {
      switch (program.store) {
        case "none":
          return {}
        case "memory":
          return { layerOf: () => SessionStore.layerMemory }
        case "redis": {
          const place = new RedisPlace(now)
          return using(place, redisErrors, (traffic) => (process) => this.redisLayer(place, traffic, process))
        }
        case "files": {
          const place = new FolderPlace(now)
          return using(
            place,
            folderErrors,
            (traffic) => (process) =>
              SessionStore.layerFile({ ...options, directory: folderRoot }).pipe(
                Layer.provide(Layer.succeed(FileSystem.FileSystem, place.serviceOf(process, traffic)))
              )
          )
        }
        case "keyValue": {
          const place = new KeyValuePlace()
          return using(
            place,
            keyValueErrors,
            (traffic) => (process) =>
              SessionStore.layerKeyValueStore(options).pipe(
                Layer.provide(Layer.succeed(KeyValueStore.KeyValueStore, place.serviceOf(process, traffic)))
              )
          )
        }
      }
    })()
    this.place = place
    this.faults = faults
    this.layerOf = layerOf
  }

  private redisLayer(place: RedisPlace, traffic: Traffic<string>, process: Process): Layer.Layer<never, unknown> {
    const { backend = (real) => real, options: changed } = this.mutation
    const send: SessionStore.RedisSend = (command, ...args) =>
      traffic.call(process, `${command} ${args[0]?.trim().slice(0, 40)} ${args.slice(2).join(" ")}`, () =>
        place.send(command, args)
      )
    return Layer.effect(
      SessionStore.SessionStore,
      SessionStore.make(backend(SessionStore.redisBackend(send), process), { ...options, ...changed })
    )
  }

  plan(skip: number, fault: CallFault): void {
    this.faults?.plan(skip, fault)
  }

  setCondition(condition: Condition, millis: number): void {
    this.faults?.setCondition(condition, millis)
  }

  heal(): void {
    this.faults?.heal()
  }

  /** What a process provides its managers with. */
  build(process: Process, scope: Scope.Scope): Effect.Effect<Context.Context<never>> {
    const { crypto = (real) => real, shared = (real) => real } = this.mutation
    const layer = this.layerOf?.(process)
    if (layer === undefined) return Effect.succeed(Context.make(SessionStore.SessionStore, undefined))
    const secret =
      this.cipher === "real"
        ? Context.make(WebCrypto.WebCrypto, orderedWebCrypto(process))
        : Context.make(SessionStore.StoreCrypto, Effect.succeed(crypto(cheapCrypto(process))))
    return Layer.buildWithScope(layer, scope).pipe(
      Effect.orDie,
      Effect.provideContext(secret),
      Effect.map((built) => {
        const store = Context.get(built, SessionStore.SessionStore)
        return Context.make(SessionStore.SessionStore, store === undefined ? undefined : shared(store))
      })
    )
  }
}
