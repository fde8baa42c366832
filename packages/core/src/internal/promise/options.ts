/** Options of programs without Effect, as those of a login method and the services that it needs. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as KeyValueStore from "effect/persistence/KeyValueStore"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as References from "effect/References"
import * as Result from "effect/Result"
import { AuthError, misconfigured } from "../../AuthError.ts"
import type { AccountField } from "../../LoginCredentials.ts"
import type { ConnectionLog, ConnectionOptions, ConnectionStore, PlainRefine } from "../../Connection.ts"
import { CredentialsUnavailable } from "../../Reason.ts"
import { SecondFactor, type SecondFactorRequest } from "../../SecondFactor.ts"
import type { Refine } from "../../SessionDriver.ts"
import * as SessionStore from "../../SessionStore.ts"
import { textOf } from "./run.ts"

/** Runs a function of the application, be it async or not. What it throws is an outage of what it reads. */
export const ask = <A>(vendor: string, what: string, from: () => A | PromiseLike<A>): Effect.Effect<A, AuthError> =>
  Effect.tryPromise({
    try: () => Promise.resolve().then(from),
    catch: (error) => {
      if (error instanceof AuthError) return error
      const reason = new CredentialsUnavailable({ detail: `${what} failed: ${textOf(error)}` })
      return new AuthError({ vendor, operation: "login", reason })
    }
  })

/** Hides the secrets among plain fields. What is no text is left for the login method to refuse, save what it would show. */
const hideSecrets = (
  vendor: string,
  fields: ReadonlyArray<AccountField>,
  given: object
): Result.Result<{ readonly [name: string]: unknown }, AuthError> => {
  const hidden: { [name: string]: unknown } = { ...given }
  for (const { name, secret } of fields) {
    const value = hidden[name]
    if (!secret || Predicate.isNullish(value) || Redacted.isRedacted(value)) continue
    if (!Predicate.isString(value)) return Result.fail(misconfigured(vendor, name, "must be a text"))
    hidden[name] = Redacted.make(value)
  }
  return Result.succeed(hidden)
}

const readRefine =
  (given: PlainRefine): Refine =>
  (failure) =>
    Option.fromUndefinedOr(given(failure))

/** The options of a login method, made of plain ones. */
export const readAccountOptions = (
  vendor: string,
  fields: ReadonlyArray<AccountField>,
  given: unknown
): Result.Result<{ readonly [name: string]: unknown }, AuthError> => {
  if (!Predicate.isObject(given)) return Result.fail(misconfigured(vendor, "options", "must be an object"))
  const { credentials, refine, ...rest } = given
  if (credentials !== undefined && !Predicate.isFunction(credentials)) {
    return Result.fail(misconfigured(vendor, "credentials", "must be a function that returns the credentials"))
  }
  return Result.map(hideSecrets(vendor, fields, rest), (hidden) => ({
    ...hidden,
    // What is no function is refused by its check.
    ...(refine === undefined ? undefined : { refine: isRefine(refine) ? readRefine(refine) : refine }),
    ...(credentials === undefined
      ? undefined
      : {
          credentials: Effect.flatMap(
            ask<unknown>(vendor, "the function `credentials`", () => credentials()),
            (found) =>
              Effect.fromResult(Predicate.isObject(found) ? hideSecrets(vendor, fields, found) : Result.succeed(found))
          )
        })
  }))
}

const isRefine = (value: unknown): value is PlainRefine => Predicate.isFunction(value)

export const ownOptions = ["fetch", "logger", "secondFactor", "signal", "store"] as const

/** Takes the options of the connection itself out of all. */
export const splitOptions = (
  given: unknown
): { readonly own: { readonly [name in (typeof ownOptions)[number]]?: unknown }; readonly rest: unknown } => {
  if (!Predicate.isObject(given)) return { own: {}, rest: given }
  const isOwn = (name: string) => ownOptions.some((known) => known === name)
  const entries = Object.entries(given)
  return {
    own: Object.fromEntries(entries.filter(([name]) => isOwn(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !isOwn(name)))
  }
}

const keyValueStore = (given: ConnectionStore): KeyValueStore.KeyValueStore => {
  const run = <A>(method: string, key: string, call: () => A | PromiseLike<A>) =>
    Effect.tryPromise({
      try: () => Promise.resolve().then(call),
      catch: (cause) => new KeyValueStore.KeyValueStoreError({ method, key, message: textOf(cause) })
    })
  return KeyValueStore.makeStringOnly({
    get: (key) =>
      Effect.map(
        run("get", key, () => given.get(key)),
        (found) => found ?? undefined
      ),
    set: (key, value) => Effect.asVoid(run("set", key, () => given.set(key, value))),
    remove: (key) => Effect.asVoid(run("remove", key, () => given.delete(key))),
    // Sessions are looked for by their keys: nothing lists or empties the application's store.
    clear: Effect.void,
    size: Effect.succeed(0),
    keys: Effect.succeed([])
  })
}

const isStore = (value: unknown): value is ConnectionStore =>
  Predicate.isObject(value) &&
  Predicate.isFunction(value.get) &&
  Predicate.isFunction(value.set) &&
  Predicate.isFunction(value.delete)

/** The type of the option says that it needs nothing. */
const isStoreLayer = (value: unknown): value is Layer.Layer<never, unknown> => Layer.isLayer(value)

const isFetch = (value: unknown): value is typeof globalThis.fetch => Predicate.isFunction(value)

const isLog = (value: unknown): value is ConnectionLog => Predicate.isFunction(value)

const loggerOf = (log: ConnectionLog): Logger.Logger<unknown, void> =>
  Logger.make(({ cause, date, fiber, logLevel, message }) => {
    const texts = (Array.isArray(message) ? message : [message]).map((part) =>
      Predicate.isString(part) ? part : textOf(part)
    )
    const failure = cause.reasons.length === 0 ? undefined : Cause.pretty(cause)
    const { ...fields } = fiber.getRef(References.CurrentLogAnnotations)
    // A logger that throws must not end what it reports.
    Result.try(() =>
      log({
        level: logLevel,
        message: texts.join(" "),
        at: date.getTime(),
        fields: failure === undefined ? fields : { ...fields, failure }
      })
    )
  })

type Answer = (request: SecondFactorRequest) => string | undefined | PromiseLike<string | undefined>

const isAnswer = (value: unknown): value is Answer => Predicate.isFunction(value)

/** The services that a connection provides itself. */
export const servicesOf = (
  vendor: string,
  own: { readonly [name in keyof ConnectionOptions]?: unknown }
): Result.Result<Layer.Layer<HttpClient.HttpClient, unknown>, AuthError> => {
  const { fetch, logger, secondFactor, store } = own
  const refuse = (field: string, detail: string) => Result.fail(misconfigured(vendor, field, detail))
  if (fetch !== undefined && !isFetch(fetch)) return refuse("fetch", "must be a function like `fetch`")
  if (logger !== undefined && !isLog(logger)) return refuse("logger", "must be a function of one log entry")
  if (secondFactor !== undefined && !isAnswer(secondFactor)) {
    return refuse("secondFactor", "must be a function that returns the answer")
  }
  let http: Layer.Layer<HttpClient.HttpClient> = FetchHttpClient.layer
  if (fetch !== undefined) http = Layer.provide(http, Layer.succeed(FetchHttpClient.Fetch, fetch))
  let services: Layer.Layer<HttpClient.HttpClient, unknown> = http
  if (logger !== undefined) services = Layer.provideMerge(services, Logger.layer([loggerOf(logger)]))
  if (secondFactor !== undefined) {
    const answer = (request: SecondFactorRequest) =>
      Effect.map(
        ask(vendor, "the function `secondFactor`", () => secondFactor(request)),
        (given) => (Predicate.isString(given) && given !== "" ? Option.some(Redacted.make(given)) : Option.none())
      )
    services = Layer.provideMerge(services, Layer.succeed(SecondFactor, { answer }))
  }
  if (store === undefined) return Result.succeed(services)
  if (isStoreLayer(store)) return Result.succeed(Layer.provideMerge(services, store))
  if (!isStore(store))
    return refuse("store", "must be an object with get, set, delete and key, or a layer of SessionStore")
  const { key, prefix } = store
  if (!Predicate.isString(key)) return refuse("store.key", "is missing; it encrypts the sessions: 32 bytes as Base64")
  const sharing = SessionStore.layerKeyValueStore({
    key: Redacted.make(key),
    ...(prefix === undefined ? undefined : { prefix })
  })
  return Result.succeed(
    Layer.provideMerge(
      services,
      Layer.provide(sharing, Layer.succeed(KeyValueStore.KeyValueStore, keyValueStore(store)))
    )
  )
}
