/** Opens an account: its fields, its store and its manager, in the way that every command needs them. */
import { AuthError, InvalidConfiguration, SecondFactor, type Session } from "@crm-auth/core"
import { baseUrl } from "@crm-auth/core/BaseUrl"
import type { Protocol } from "@crm-auth/core/Driver"
import { SessionStore } from "@crm-auth/core/SessionStore"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import { allowances } from "./allowances.ts"
import { codeOf, forPeople, loginCommand, type Told, toFailure } from "./authFailure.ts"
import {
  type Account,
  completeFields,
  lackingSecrets,
  type Resolved,
  resolveFields,
  secretFromCommand
} from "./credentials.ts"
import { debugRequests } from "./debug.ts"
import { logEvents } from "./events.ts"
import { type CliFailure, failure, misconfigured } from "./failure.ts"
import { keychainOf, savedName } from "./keychain.ts"
import { type Known, readKnown, type Source, writeKnown } from "./known.ts"
import { warn } from "./output.ts"
import type { Folders } from "./paths.ts"
import { noProfile, type Profile, readProfiles, writeProfiles } from "./profiles.ts"
import { askSecret } from "./prompts.ts"
import { Settings, type StoreKind } from "./settings.ts"
import { openStore, unknownSecret } from "./store.ts"
import { findMethod, findVendor, flagOf, type Manager, type Values } from "./vendors.ts"

/** A person who has to type needs longer than a machine. */
const patienceOfPeople = "10 minutes"

/** Whether there is a session under that name. */
const hasSession = (folders: Folders, name: string, vendor: string): boolean => {
  const known = readKnown(folders, name)
  return known?.vendor === vendor && known.session !== undefined
}

/**
 * Finds the vendor, login method and profile that a command is about. A name that was given is that of a profile, or of a
 * session that outlived its profile; `isNew` takes a name that there is not yet, too.
 */
export const findTarget = Effect.fnUntraced(function* (
  vendorName: string,
  { isNew = false }: { readonly isNew?: boolean } = {}
) {
  const settings = yield* Settings
  const vendor = yield* findVendor(vendorName)
  const name = settings.profile ?? vendor.name
  const profiles = yield* readProfiles(settings.folders)
  const profile = profiles[name]
  if (profile === undefined && name !== vendor.name && !isNew && !hasSession(settings.folders, name, vendor.name)) {
    return yield* noProfile(name, profiles, `\`${loginCommand(vendor.name, name, settings)}\` makes it.`)
  }
  if (profile !== undefined && profile.vendor !== vendor.name) {
    return yield* failure(
      "usage",
      `The profile "${name}" belongs to ${profile.vendor}; run the command with that vendor.`
    )
  }
  const method = yield* findMethod(vendor, settings.method ?? profile?.method)
  const taken = method.fields.flatMap(({ name, secret }) => (secret ? [] : [name]))
  const foreign = Object.keys(settings.account).find((name) => !taken.includes(name))
  if (foreign !== undefined) {
    const known = taken.length === 0 ? "none" : taken.map((field) => `--${flagOf(field)}`).join(", ")
    return yield* failure("usage", `${vendor.label} has no --${flagOf(foreign)}. The flags of its account: ${known}.`)
  }
  return { vendor, method, name, profile } satisfies Account
})

/** An account that is open. */
export interface Opened extends Account {
  readonly manager: Manager
  /** The session, logged in if need be. Asks for a missing secret, and notes what is known of the session. */
  readonly session: Effect.Effect<Session<unknown>, CliFailure>
  /** As `session`, but asks the vendor whether it accepts a session that was found in the store, and replaces it if not. */
  readonly acceptedSession: Effect.Effect<Session<unknown>, CliFailure>
  /** Runs something that may have to log in; when a secret is missing, asks for it and runs it again. */
  readonly logIn: <A>(effect: Effect.Effect<A, AuthError>) => Effect.Effect<A, CliFailure>
  /** What an error of the account means to the person at the terminal. */
  readonly failureOf: (error: AuthError) => CliFailure
  /** Notes that the session was used. */
  readonly note: Effect.Effect<void>
  /** What is known of the session; `undefined` before there was one. */
  readonly known: () => Known | undefined
  /** The fields as they were found, where each came from included. */
  readonly fields: () => ReadonlyArray<Resolved>
  readonly store: "file" | "redis" | "none"
  /** Whether the store did not answer when it was asked last. */
  readonly isStoreDown: () => boolean
  /** The vendor's address, as every request begins with it. */
  readonly base: string
  /** What requests carry of a session. */
  readonly secretOf: (session: Session<unknown>) => Redacted.Redacted
  /** What the vendor says of itself. */
  readonly protocol: Protocol
}

/** The member of a session's value that holds its secret. */
const memberOf = ({ value }: Session<unknown>, secret: Redacted.Redacted): string =>
  (Predicate.isObject(value) ? Object.entries(value) : []).find(([, member]) => member === secret)?.[0] ?? ""

/** The values of the server's fields, or of the credentials, as far as they are known. */
const valuesOf = (fields: ReadonlyArray<Resolved>, credential: boolean): Values =>
  Object.fromEntries(
    fields.flatMap(({ field, value }) => {
      if (value === undefined || field.credential !== credential) return []
      return [[field.name, field.kind === "number" && Predicate.isString(value) ? Number(value) : value] as const]
    })
  )

const millisOf = (duration: Duration.Duration | undefined): number | undefined =>
  duration === undefined || !Duration.isFinite(duration) ? undefined : Duration.toMillis(duration)

const accountName = (fields: ReadonlyArray<Resolved>): string =>
  fields
    .filter(({ field, value }) => field.credential && Predicate.isString(value))
    .map(({ value }) => String(value))
    .join(" ")

/** What to check where the vendor's address leads to no answer: where the address came from. */
const addressOf = (fields: ReadonlyArray<Resolved>, profile: string): string | undefined => {
  const url = fields.find(({ field }) => !field.credential && field.name === "url")
  switch (url?.source) {
    case "flag":
      return "--url"
    case "profile":
      return `the url of the profile "${profile}"`
    case "prompt":
      return "the address"
    default:
      return url?.field.variable
  }
}

const secondFactor = (target: Account) =>
  Effect.gen(function* () {
    const { interactive, totpCommand } = yield* Settings
    const context =
      yield* Effect.context<Effect.Services<ReturnType<typeof askSecret> | ReturnType<typeof secretFromCommand>>>()
    const command = totpCommand ?? target.profile?.totpCommand
    return {
      answer: ({
        kind,
        prompt,
        vendor
      }: {
        readonly kind: string
        readonly prompt?: string
        readonly vendor: string
      }) => {
        if (command !== undefined) {
          return Effect.asSome(secretFromCommand(command, "--totp-command")).pipe(
            Effect.mapError(
              ({ message }) =>
                new AuthError({
                  vendor,
                  operation: "login",
                  reason: new InvalidConfiguration({
                    field: "--totp-command",
                    detail: message.replace("--totp-command ", "")
                  })
                })
            ),
            Effect.provideContext(context)
          )
        }
        if (!interactive) return Effect.succeedNone
        const wanted = kind === "oneTimeKey" ? "One-time key" : "Memorable word"
        const question = `${target.vendor.label}: ${wanted}${prompt === undefined || prompt === "" ? "" : ` (${prompt})`}`
        return Effect.asSome(Effect.provideContext(askSecret(question), context))
      }
    }
  })

/** Where the account's sessions are kept. */
export const storeKindOf = ({ store }: typeof Settings.Service, { profile }: Account): StoreKind =>
  store ?? profile?.store ?? "file"

/** Refuses to print a session that ends with the command that prints it. */
export const refuseUnkept = Effect.fnUntraced(function* (target: Account) {
  if (storeKindOf(yield* Settings, target) !== "none") return
  return yield* failure(
    "usage",
    `With --store none the session ends with this command, and what it prints is of no use. Run what needs the session with \`crm-auth exec ${target.vendor.name} --store none -- COMMAND\`, or leave --store none out.`
  )
})

/**
 * Opens an account. `ask` asks for missing secrets at once, before anything is looked for in the store; `outlives` says
 * that the command is of no use with a session that ends with it.
 */
export const openAccount = Effect.fnUntraced(function* (
  target: Account,
  options: {
    readonly ask?: boolean
    readonly outlives?: boolean
    readonly http?: Layer.Layer<HttpClient.HttpClient>
  } = {}
) {
  const settings = yield* Settings
  const { folders, interactive } = settings
  const { method, name, profile, vendor } = target
  const context = yield* Effect.context<Effect.Services<ReturnType<typeof completeFields>>>()

  const kind = storeKindOf(settings, target)
  let fields: ReadonlyArray<Resolved> = yield* Effect.flatMap(resolveFields(target), (fields) =>
    completeFields(target, fields, options.ask === true || kind === "none")
  )
  const store = yield* openStore(kind, options.outlives === true)

  const credentials = Effect.sync((): Values => ({
    ...valuesOf(fields, true),
    ...Object.fromEntries(lackingSecrets(method, fields).map(({ name }) => [name, unknownSecret]))
  }))
  const loaded = yield* Effect.promise(vendor.load)
  const made = loaded.methods.find((candidate) => candidate.credentials.id === method.name)
  if (made === undefined)
    return yield* failure("unexpected", `${vendor.label} has lost the login method ${method.name}.`)
  const factor = yield* secondFactor(target)
  const client = options.http ?? FetchHttpClient.layer
  const http = settings.debug ? Layer.provide(debugRequests, client) : client
  let latest: Known | undefined
  const noteKnown = (known: Known) => {
    latest = known
    // Later commands find what is noted: a session that is not kept leaves nothing, and hides nothing of one that is.
    if (kind !== "none" && !(known.session !== undefined && store.noticed.isUnkept)) writeKnown(folders, known)
  }
  const told = (): Told => ({
    login: loginCommand(vendor.name, name, settings),
    isKept: kind !== "none",
    address: addressOf(fields, name),
    guarded: store.noticed.refused
  })
  const failed = (error: unknown) => toFailure(error, told())
  const services = yield* Layer.build(http)
  const loginTimeout = interactive ? patienceOfPeople : settings.timeout
  const server = { ...valuesOf(fields, false), ...allowances(settings, profile) }
  const manager = yield* made
    .make({
      ...server,
      credentials,
      ...(loginTimeout === undefined ? undefined : { loginTimeout })
    })
    .pipe(
      Effect.provideContext(services),
      Effect.provideService(SessionStore, store.sessions),
      Effect.provideService(SecondFactor, factor),
      Effect.mapError(failed)
    )
  const address = yield* Effect.mapError(Effect.fromResult(baseUrl(loaded.protocol, server)), failed)
  const base = address + loaded.protocol.server.path
  yield* logEvents(folders, name, manager)

  const describeAccount = () => ({
    version: 1 as const,
    profile: name,
    vendor: vendor.name,
    method: method.name,
    origin: address,
    account: accountName(fields),
    store: store.kind,
    variables: method.fields.map(({ variable }) => variable),
    places: method.places,
    fields: fields.flatMap(({ field, source, value }) =>
      source === undefined
        ? []
        : [
            {
              name: field.name,
              variable: field.variable,
              secret: field.secret,
              credential: field.credential,
              kind: field.kind,
              source,
              ...(Predicate.isString(value) && !field.secret ? { value } : undefined)
            }
          ]
    )
  })

  /** What is known once there is a session. */
  const knownOf = (session: Session<unknown>, used: boolean): Known => {
    const before = readKnown(folders, name)
    // What was noted of another session, such as another account's, does not hold for this one.
    const same = before?.session?.id === session.id ? before : undefined
    const idleTimeout = millisOf(session.lifetime.idleTimeout)
    const absoluteTimeout = millisOf(session.lifetime.absoluteTimeout)
    const slot = store.noticed.slot ?? same?.slot
    return {
      ...describeAccount(),
      ...(slot === undefined ? undefined : { slot }),
      session: {
        id: session.id,
        issuedAt: session.issuedAt,
        usedAt: used ? Date.now() : (same?.session?.usedAt ?? Date.now()),
        member: memberOf(session, loaded.secret(session.value)),
        ...(idleTimeout === undefined ? undefined : { idleTimeout }),
        ...(absoluteTimeout === undefined ? undefined : { absoluteTimeout })
      }
    }
  }

  /** What is known after a failure. A session that is kept stays with the account that it was made for. */
  const knownAfter = (error: AuthError): Known | undefined => {
    const before = readKnown(folders, name)
    // A first login under a new name made nothing; the name may be a mistake.
    if (before === undefined && profile === undefined && name !== vendor.name) return undefined
    const message = forPeople(error.message, vendor.name, { ...told(), code: codeOf(error.reason) })
    const lastFailure = { reason: error.reason._tag, message, at: Date.now() }
    return before?.session === undefined ? { ...describeAccount(), lastFailure } : { ...before, lastFailure }
  }

  const logIn: Opened["logIn"] = (effect) =>
    Effect.catch(effect, (error) => {
      if (!store.noticed.secretNeeded) return Effect.fail(error)
      store.noticed.secretNeeded = false
      return Effect.flatMap(completeFields(target, fields, true), (complete) => {
        fields = complete
        return effect
      })
    }).pipe(
      Effect.tapError((error) =>
        Effect.sync(() => {
          const known = error instanceof AuthError ? knownAfter(error) : undefined
          if (known !== undefined) noteKnown(known)
        })
      ),
      Effect.mapError(failed),
      Effect.provideContext(context)
    )

  const noted = (used: boolean) =>
    logIn(Effect.tap(manager.session, (session) => Effect.sync(() => noteKnown(knownOf(session, used)))))
  const session = noted(false)
  const openedAt = Date.now()
  const checked = logIn(
    Effect.flatMap(manager.check, ({ error }) => (error === undefined ? Effect.void : Effect.fail(error)))
  )
  const acceptedSession = Effect.filterOrElse(
    session,
    (found) => found.issuedAt >= openedAt,
    () => Effect.andThen(checked, session)
  )
  const note = Effect.flatMap(manager.status, ({ state }) =>
    state === "active" ? Effect.ignore(noted(true)) : Effect.void
  )
  return {
    ...target,
    manager,
    session,
    acceptedSession,
    logIn,
    failureOf: failed,
    note,
    known: () => latest,
    fields: () => fields,
    store: store.kind,
    isStoreDown: () => store.sessions?.isDown() === true,
    base,
    secretOf: ({ value }) => loaded.secret(value),
    protocol: loaded.protocol
  } satisfies Opened
})

/** Keeps the account's plain fields as a profile, and its secrets in the keychain if that was asked for. */
export const saveProfile = Effect.fnUntraced(function* ({ fields, method, name, profile, vendor }: Opened) {
  const settings = yield* Settings
  const { environment, folders, passwordCommand, saveCredentials, store, totpCommand } = settings
  const all = yield* readProfiles(folders)
  const keychain = keychainOf(environment)
  // A profile that is made by its name says which account it is for, whatever the environment says later.
  const isMade = settings.profile !== undefined && profile === undefined
  const kept = (source: Source | undefined) =>
    source === "flag" || source === "prompt" || source === "profile" || (isMade && source === "environment")
  if (saveCredentials) {
    for (const { field, value } of fields()) {
      if (!field.secret || !Redacted.isRedacted(value)) continue
      yield* Effect.mapError(keychain.set(savedName(name, field.name), value), ({ message }) =>
        misconfigured(`${message}. The secret was not saved; you are logged in all the same.`)
      )
    }
  }
  const given = passwordCommand ?? profile?.passwordCommand
  const factor = totpCommand ?? profile?.totpCommand
  const kind = store ?? profile?.store
  const next: Profile = {
    vendor: vendor.name,
    ...(method === vendor.methods[0] ? undefined : { method: method.name }),
    account: Object.fromEntries(
      fields().flatMap(({ field, source, value }) =>
        !field.secret && kept(source) && Predicate.isString(value) ? [[field.name, value]] : []
      )
    ),
    ...(given === undefined ? undefined : { passwordCommand: given }),
    ...(factor === undefined ? undefined : { totpCommand: factor }),
    ...(kind === undefined ? undefined : { store: kind }),
    ...(saveCredentials || profile?.savedCredentials === true ? { savedCredentials: true } : undefined),
    ...Object.fromEntries(Object.entries(allowances(settings, profile)).filter(([, isAllowed]) => isAllowed))
  }
  // An account that is in the environment alone needs no profile.
  if (
    profile === undefined &&
    !isMade &&
    Object.keys(next.account).length === 0 &&
    given === undefined &&
    !saveCredentials
  )
    return
  yield* Effect.catch(writeProfiles(folders, { ...all, [name]: next }), ({ message }) => warn(message))
})
