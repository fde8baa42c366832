/** The server behind a derived emulator. Owns its accounts, its sessions and the counts of what it did. */
import * as Duration from "effect/Duration"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import { pathOf, rawAt } from "../../internal/protocol/pointer.ts"
import type { LoginRule } from "../../Protocol.ts"
import { protocolLifetime } from "../../ProtocolDriver.ts"
import type { EmulatorReply, EmulatorRequest } from "../Emulator.ts"
import { htmlReply } from "../EmulatorJson.ts"
import { EmulatorSessions, makeIds, type ServerLifetime, type ServerSession } from "../EmulatorSessions.ts"
import type { EmulatorMethod, EmulatorOperation, EmulatorSpec, MadeValue } from "../EmulatorSpec.ts"
import { accountsOf, type DerivedAccount, listed, nameOf } from "./accounts.ts"
import { inventedRefusal, refusalOf, replyOfExample, successOf, valueIn } from "./answers.ts"
import { type Document, firstAt } from "./document.ts"
import { freshJwt, freshText } from "./fresh.ts"
import { agrees, make, type Making, pointersInto, stepsOf } from "./made.ts"
import { readRequest, type SentFields, sessionsIn } from "./readRequest.ts"
import { type Asked, type Destination, isSameRequest, makeRoutes } from "./routes.ts"

/** How a derived emulator is set up. */
export interface ServerSettings {
  readonly url: string
  readonly accounts: ReadonlyArray<{ readonly [field: string]: string }> | undefined
  readonly oneTimeKey: string | undefined
  readonly lifetime: ServerLifetime | undefined
  readonly release: string | undefined
}

interface SessionData {
  readonly userAgent: string | undefined
  /** Whether only replies that are a success restart the idle time. */
  readonly slidesOnSuccess: boolean
}

/** Whose request it is. */
interface Caller {
  readonly user: string
  readonly session: ServerSession<SessionData> | undefined
}

/** How long a challenge waits for its login, in milliseconds. */
const challengeLifetime = 300_000

/** How long a session lasts whose vendor tells no figure, in milliseconds. */
const unknownLifetime: ServerLifetime = { idle: 3_600_000 }

const refused = (sentence: string): EmulatorReply => ({
  status: 400,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: `Refused by the emulator: ${sentence}`
})

const millis = (duration: Duration.Duration | undefined): number | undefined =>
  duration === undefined ? undefined : Duration.toMillis(duration)

/** The credential fields that a value is made of. */
const fieldsOf = (made: unknown): ReadonlyArray<string> => {
  if (Array.isArray(made)) return made.flatMap((part: unknown) => fieldsOf(part))
  if (!Predicate.isObject(made)) return []
  const { field, ...others } = { field: undefined, ...made }
  return Predicate.isString(field) ? [field] : Object.values(others).flatMap((part: unknown) => fieldsOf(part))
}

/** Whether a login works without a value: all that it is made of may be left out. */
const isOptional = (method: EmulatorMethod, made: MadeValue): boolean => {
  const names = fieldsOf(made)
  const optional = (name: string): boolean =>
    method.variants === undefined
      ? method.fields.some((field) => field.name === name && !field.required)
      : !method.variants.some(({ required }) => required.includes(name))
  return names.length > 0 && names.every(optional)
}

type Verdict = "right" | "wrong" | "noChallenge"

export class DerivedServer {
  readonly accounts: ReadonlyArray<DerivedAccount>
  readonly #spec: EmulatorSpec
  readonly #settings: ServerSettings
  readonly #destinationOf: (request: EmulatorRequest) => Destination
  /** Sessions of different lifetimes are kept apart. */
  readonly #tables = new Map<string, EmulatorSessions<SessionData>>()
  /** Sessions that were made elsewhere, until they are first used. */
  readonly #given: Map<string, DerivedAccount>
  readonly #ids = makeIds(0x5eed)
  readonly #done = new Map<string, number>()
  #logins = 0

  constructor(spec: EmulatorSpec, settings: ServerSettings) {
    this.#spec = spec
    this.#settings = settings
    this.accounts = accountsOf(spec.protocol.vendor, spec.methods, settings.accounts)
    this.#given = new Map(
      settings.accounts === undefined
        ? []
        : this.accounts.flatMap((account) =>
            account.method.session === true ? [...account.fields.values()].map((id) => [id, account] as const) : []
          )
    )
    this.#destinationOf = makeRoutes(spec, settings.url)
  }

  /** How many logins made a session. */
  get logins(): number {
    return this.#logins
  }

  /** The name that requests of an operation have: of two logins that look the same, that of the first. */
  nameOf(id: string): string {
    const { operations } = this.#spec
    const meant = operations.find((one) => one.id === id)
    return (meant === undefined ? undefined : operations.find((one) => isSameRequest(one, meant)))?.id ?? id
  }

  /** How many requests of an operation were a success. */
  done(operation: string): number {
    return this.#done.get(operation) ?? 0
  }

  listed(): ReadonlyArray<{ readonly [field: string]: string }> {
    const { oneTimeKey } = this.#settings
    return this.accounts.map((account) => ({
      ...listed(account),
      ...(oneTimeKey === undefined || account.method.oneTimeKey === undefined ? undefined : { oneTimeKey })
    }))
  }

  sessions(now: number): number {
    return [...this.#tables.values()].reduce((count, table) => count + table.count(now), 0)
  }

  expireSessions(): void {
    for (const table of this.#tables.values()) table.closeAll()
    this.#given.clear()
  }

  operationOf(request: EmulatorRequest): string {
    const destination = this.#destinationOf(request)
    return destination._tag === "Asked" ? destination.asked.operations[0].id : "unknown"
  }

  /** Whether an operation tries a secret: a login, or a step that sends one. */
  isLogin(id: string): boolean {
    const { protocol } = this.#spec
    if (id in protocol.logins) return true
    const operation = this.#spec.operations.find((one) => one.id === id)
    return this.#methodsOf(id).some((method) =>
      operation?.inputs.some(({ name }) => {
        const made = method.makes[name]
        return made !== undefined && this.#isSecret(method, made)
      })
    )
  }

  /** Whose valid session a request of the application's own carries, or the answer to one without. */
  authorize(request: EmulatorRequest): { readonly user: string } | EmulatorReply {
    const sent = sessionsIn(this.#spec.protocol, request)
    const caller = sent === undefined ? undefined : this.#callerOf(sent, request)
    return caller ?? this.#refusal(this.#anyCall(), "SessionRejected", () => false)
  }

  respond(request: EmulatorRequest): EmulatorReply {
    const destination = this.#destinationOf(request)
    switch (destination._tag) {
      case "NoOperation":
        return htmlReply(404, "404 Not Found")
      case "OtherMethod":
        return htmlReply(405, "405 Method Not Allowed", { allow: destination.allow.join(", ") })
      case "Asked":
        return this.#answer(request, destination.asked)
    }
  }

  #answer(request: EmulatorRequest, { operations, segments }: Asked): EmulatorReply {
    const { protocol } = this.#spec
    const reads = operations.map((operation) => ({
      operation,
      read: readRequest(protocol, operation, request, segments)
    }))
    const readable = reads.flatMap(({ operation, read }) =>
      Result.isSuccess(read) ? [{ operation, sent: read.success }] : []
    )
    const [first] = readable
    if (first === undefined) {
      const [why] = reads.flatMap(({ read }) => (Result.isFailure(read) ? [read.failure] : []))
      return refused(`${operations[0].id}: ${why ?? ""}`)
    }
    const { operation, sent } = first
    if (operation.id in protocol.logins) return this.#login(readable, request)
    if (this.#methodsOf(operation.id).length > 0) return this.#step(operation, sent, request)
    return this.#call(operation, sent, request)
  }

  /** The login methods that an operation is a step of. */
  #methodsOf(step: string): ReadonlyArray<EmulatorMethod> {
    const { logins } = this.#spec.protocol
    return this.#spec.methods.filter(
      ({ login }) => login !== undefined && logins[login]?.steps?.includes(step) === true
    )
  }

  #isSecret(method: EmulatorMethod, made: MadeValue): boolean {
    return fieldsOf(made).some((name) => method.fields.some((field) => field.name === name && field.secret))
  }

  #success(operation: EmulatorOperation, sent: SentFields, change?: (document: Document) => Document): EmulatorReply {
    const found = successOf(operation, (name) => sent.inputs.has(name))
    if (found === undefined) return htmlReply(500, `the spec has no example of a success of ${operation.id}`)
    this.#done.set(operation.id, this.done(operation.id) + 1)
    const { document, example } = found
    return document === undefined || change === undefined
      ? replyOfExample(example)
      : { ...replyOfExample(example), body: change(document).text }
  }

  #refusal(operation: EmulatorOperation | undefined, reason: string, sent: (name: string) => boolean): EmulatorReply {
    const code = reason.replaceAll(/(?<=.)([A-Z])/g, "_$1").toUpperCase()
    const found = operation === undefined ? undefined : refusalOf(this.#spec, operation, reason, sent)
    return found ?? inventedRefusal(this.#spec, code)
  }

  #anyCall(): EmulatorOperation | undefined {
    return this.#spec.operations.find(({ session }) => session)
  }

  #making(account: DerivedAccount, sent: SentFields, now: number, challenges: ReadonlyMap<string, unknown>): Making {
    return {
      field: (name) => account.fields.get(name),
      reply: (step, pointer) => rawAt(challenges.get(step), pathOf(pointer)),
      sent: (name) => sent.inputs.get(name),
      now
    }
  }

  /** What an operation's inputs have to be for an account. */
  #makes(operation: EmulatorOperation, { makes }: EmulatorMethod): ReadonlyArray<readonly [string, MadeValue]> {
    const names = [
      ...operation.inputs.map(({ name }) => name),
      ...(operation.basic === undefined ? [] : [operation.basic.name])
    ]
    return names.flatMap((name) => {
      const made = makes[name]
      return made === undefined ? [] : [[name, made] as const]
    })
  }

  #isRight(operation: EmulatorOperation, account: DerivedAccount, sent: SentFields, making: Making): boolean {
    return this.#makes(operation, account.method).every(([name, made]) => {
      const value = sent.inputs.get(name)
      if (value !== undefined) return agrees(made, value, making)
      return isOptional(account.method, made) || make(made, making) === undefined
    })
  }

  /** Whether all that is no secret names this account. */
  #isNamed(operation: EmulatorOperation, account: DerivedAccount, sent: SentFields, making: Making): boolean {
    return this.#makes(operation, account.method)
      .filter(([, made]) => !this.#isSecret(account.method, made))
      .every(([name, made]) => !sent.inputs.has(name) || agrees(made, sent.inputs.get(name), making))
  }

  #step(operation: EmulatorOperation, sent: SentFields, request: EmulatorRequest): EmulatorReply {
    const isSent = (name: string) => sent.inputs.has(name)
    const methods = this.#methodsOf(operation.id)
    const right = this.accounts.filter(
      (account) =>
        methods.includes(account.method) &&
        this.#isRight(operation, account, sent, this.#making(account, sent, request.at, new Map()))
    )
    const [first] = right
    if (first === undefined) return this.#refusal(operation, "InvalidCredentials", isSent)
    const { fields, method } = first
    return this.#success(operation, sent, (document) => {
      const challenge = this.#challenge(operation.id, document, method, fields)
      for (const account of right) {
        const known = account.challenges.get(operation.id) ?? []
        const fresh = known.filter(({ at }) => request.at - at < challengeLifetime).slice(-15)
        account.challenges.set(operation.id, [...fresh, { document: challenge.value, at: request.at }])
      }
      return challenge
    })
  }

  /** A reply whose values that the login needs are new. */
  #challenge(
    step: string,
    document: Document,
    { makes }: EmulatorMethod,
    fields: ReadonlyMap<string, string>
  ): Document {
    let changed = document
    for (const made of Object.values(makes)) {
      if ("characters" in made) {
        for (const pointer of pointersInto(step, made.positions)) {
          const listed = valueIn(document, pointer)
          const [name = ""] = fieldsOf(made.characters)
          const length = [...(fields.get(name) ?? "")].length
          if (Array.isArray(listed)) changed = changed.with(pointer, this.#positions(listed, made.position, length))
        }
        continue
      }
      for (const pointer of pointersInto(step, made)) {
        const value = valueIn(document, pointer)
        if (Predicate.isString(value)) changed = changed.with(pointer, freshText(value, this.#ids))
      }
    }
    return changed
  }

  /** Other positions of the same word, in the form of the example. */
  #positions(listed: ReadonlyArray<unknown>, member: string | undefined, length: number): ReadonlyArray<unknown> {
    const all = Array.from({ length }, (_, index) => index + 1)
    const chosen = listed.map(() => all.splice(Number(this.#ids("0123456789", 6)) % all.length, 1)[0] ?? 1)
    return listed.map((one, index) => {
      const example: unknown = member !== undefined && Predicate.isObject(one) ? Reflect.get(one, member) : one
      const position = Predicate.isString(example) ? String(chosen[index]) : chosen[index]
      return member !== undefined && Predicate.isObject(one) ? { ...one, [member]: position } : position
    })
  }

  /** Takes the challenge that a login answers out of those that wait: the one that it repeats, or the newest. */
  #challengesOf(
    operation: EmulatorOperation,
    account: DerivedAccount,
    sent: SentFields,
    now: number
  ): ReadonlyMap<string, unknown> {
    const taken = new Map<string, unknown>()
    const makes = this.#makes(operation, account.method)
    for (const step of new Set(makes.flatMap(([, made]) => stepsOf(made)))) {
      const waiting = (account.challenges.get(step) ?? []).filter(({ at }) => now - at < challengeLifetime)
      const repeated = makes.flatMap(([name, made]) =>
        "reply" in made && made.reply === step ? [{ pointer: made.at, value: sent.inputs.get(name) }] : []
      )
      const challenge =
        repeated.length === 0
          ? waiting.at(-1)
          : waiting.find(({ document }) =>
              repeated.every(({ pointer, value }) => rawAt(document, pathOf(pointer)) === value)
            )
      if (challenge !== undefined) taken.set(step, challenge.document)
    }
    return taken
  }

  #judge(operation: EmulatorOperation, account: DerivedAccount, sent: SentFields, now: number): Verdict {
    const challenges = this.#challengesOf(operation, account, sent, now)
    const making = this.#making(account, sent, now, challenges)
    const steps = new Set(this.#makes(operation, account.method).flatMap(([, made]) => stepsOf(made)))
    const isNamed = this.#isNamed(operation, account, sent, making)
    // What a step gave is used once, whatever comes of it.
    if (isNamed) {
      for (const [step, document] of challenges) {
        const waiting = account.challenges.get(step) ?? []
        account.challenges.set(
          step,
          waiting.filter((one) => one.document !== document)
        )
      }
    }
    if (challenges.size < steps.size) return "noChallenge"
    return this.#isRight(operation, account, sent, making) ? "right" : "wrong"
  }

  #login(
    meant: ReadonlyArray<{ readonly operation: EmulatorOperation; readonly sent: SentFields }>,
    request: EmulatorRequest
  ): EmulatorReply {
    const verdicts = meant.flatMap(({ operation, sent }) =>
      this.accounts
        .filter(({ method }) => method.login === operation.id)
        .map((account) => ({ account, operation, sent, verdict: this.#judge(operation, account, sent, request.at) }))
    )
    const right = verdicts.find(({ verdict }) => verdict === "right")
    if (right === undefined) {
      const [{ operation, sent } = { operation: undefined, sent: undefined }] = meant
      const isLate = verdicts.length > 0 && verdicts.every(({ verdict }) => verdict === "noChallenge")
      const knowsLate = this.#spec.protocol.errors.some(({ reason }) => reason === "ChallengeRejected")
      return this.#refusal(
        operation,
        isLate && knowsLate ? "ChallengeRejected" : "InvalidCredentials",
        (name) => sent?.inputs.has(name) === true
      )
    }
    const { account, operation, sent } = right
    const factor = this.#secondFactor(account, sent)
    if (factor !== undefined) return this.#refusal(operation, factor, (name) => sent.inputs.has(name))
    const rule = this.#spec.protocol.logins[operation.id]
    return rule === undefined
      ? htmlReply(500, `the spec has no login ${operation.id}`)
      : this.#success(operation, sent, (document) => this.#open(operation.id, rule, document, account, request))
  }

  #secondFactor({ method }: DerivedAccount, sent: SentFields): string | undefined {
    const { oneTimeKey } = this.#settings
    const key = method.oneTimeKey === undefined ? undefined : sent.inputs.get(method.oneTimeKey)
    if (method.oneTimeKey === undefined || (oneTimeKey === undefined && key === undefined)) return undefined
    if (key === undefined) return "SecondFactorRequired"
    return key === oneTimeKey ? undefined : "SecondFactorRejected"
  }

  /** Opens a session, and puts it into the reply. */
  #open(
    login: string,
    rule: LoginRule,
    example: Document,
    account: DerivedAccount,
    request: EmulatorRequest
  ): Document {
    const pointer = firstAt(example.value, rule.session) ?? rule.session[0] ?? ""
    const given = valueIn(example, pointer)
    const id = freshJwt(String(given ?? ""), request.at, this.#ids) ?? freshText(String(given ?? "session"), this.#ids)
    let document = example.with(pointer, Predicate.isNumber(given) ? Number(id) : id)
    if (rule.origin !== undefined) document = document.with(rule.origin, this.#settings.url)
    document = this.#timed(rule, document, request.at)
    this.#openUnder(id, this.#lifetimeOf(login, document), account, rule, request)
    this.#logins++
    return document
  }

  #openUnder(
    id: string,
    lifetime: ServerLifetime,
    account: DerivedAccount,
    { lifetime: { slides } }: LoginRule,
    request: EmulatorRequest
  ): void {
    const key = JSON.stringify(lifetime)
    const table = this.#tables.get(key) ?? new EmulatorSessions<SessionData>(lifetime)
    this.#tables.set(key, table)
    const userAgent = request.headers["user-agent"]
    table.open(id, nameOf(account), { userAgent, slidesOnSuccess: slides === "okReply" }, request.at)
  }

  /** A session that was made elsewhere begins when it is first used. */
  #begin(id: string, request: EmulatorRequest): void {
    const account = this.#given.get(id)
    const [rule] = Object.values(this.#spec.protocol.logins)
    if (account === undefined || rule === undefined) return
    this.#given.delete(id)
    const lifetime = this.expiresAfter(request.at)
    this.#openUnder(id, Number.isFinite(lifetime) ? { idle: lifetime } : {}, account, rule, request)
  }

  /** The reply with the server's time, and with the lifetime that the emulator was set to. */
  #timed(rule: LoginRule, example: Document, now: number): Document {
    const { lifetime } = this.#settings
    let document = example
    for (const kind of ["idle", "absolute"] as const) {
      for (const limit of rule.lifetime[kind] ?? []) {
        if (typeof limit === "string" || !("at" in limit)) continue
        const unit = limit.unit === "s" ? 1000 : 1
        const like = (pointer: string, value: number) =>
          Predicate.isString(valueIn(example, pointer)) ? String(value) : value
        const end = Number(valueIn(example, limit.at))
        const start = limit.minus === undefined ? 0 : Number(valueIn(example, limit.minus))
        const span = lifetime?.[kind] === undefined ? end - start : Math.floor(lifetime[kind] / unit)
        if (!Number.isFinite(span) || span <= 0) continue
        if (limit.minus === undefined) {
          document = document.with(limit.at, like(limit.at, span))
        } else {
          const time = Math.floor(now / unit)
          document = document.with(limit.minus, like(limit.minus, time)).with(limit.at, like(limit.at, time + span))
        }
      }
    }
    return document
  }

  #lifetimeOf(login: string, document: Document): ServerLifetime {
    const { lifetime, release } = this.#settings
    const read = protocolLifetime(this.#spec.protocol, login, document.value, release)
    const idle = lifetime?.idle ?? millis(read.idleTimeout)
    const absolute = lifetime?.absolute ?? millis(read.absoluteTimeout)
    if (idle === undefined && absolute === undefined) return unknownLifetime
    return {
      ...(idle === undefined ? undefined : { idle }),
      ...(absolute === undefined ? undefined : { absolute })
    }
  }

  /** How long without use ends a session of the first login, in milliseconds. */
  expiresAfter(now: number): number {
    const [login = "", rule] = Object.entries(this.#spec.protocol.logins)[0] ?? []
    const operation = this.#spec.operations.find(({ id }) => id === login)
    const example = operation === undefined ? undefined : successOf(operation, () => false)?.document
    const lifetime =
      rule === undefined || example === undefined
        ? unknownLifetime
        : this.#lifetimeOf(login, this.#timed(rule, example, now))
    return Math.min(lifetime.idle ?? Infinity, lifetime.absolute ?? Infinity)
  }

  #find(
    id: string,
    now: number
  ): { readonly table: EmulatorSessions<SessionData>; readonly session: Caller["session"] } | undefined {
    for (const table of this.#tables.values()) {
      const session = table.peek(id, now)
      if (session !== undefined) return { table, session }
    }
    return undefined
  }

  #callerOf({ sessions, tokens }: SentFields, request: EmulatorRequest): Caller | undefined {
    const [[token, value] = [undefined, undefined]] = [...tokens]
    if (token !== undefined && sessions.length === 0) {
      const account = this.accounts.find(
        ({ fields, method }) => method.token === token && [...fields.values()].includes(value ?? "")
      )
      return account === undefined ? undefined : { user: nameOf(account), session: undefined }
    }
    const [id, ...others] = sessions
    if (id === undefined || others.length > 0 || tokens.size > 0) return undefined
    return this.#carrierOf(id, request)
  }

  #carrierOf(id: string, request: EmulatorRequest): Caller | undefined {
    this.#begin(id, request)
    const found = this.#find(id, request.at)
    if (found?.session === undefined) return undefined
    const { userAgent } = found.session.data
    const isOther = this.#spec.protocol.userAgent === "pinned" && userAgent !== request.headers["user-agent"]
    if (isOther) return undefined
    if (!found.session.data.slidesOnSuccess) found.table.use(id, request.at)
    return { user: found.session.user, session: found.session }
  }

  #call(operation: EmulatorOperation, sent: SentFields, request: EmulatorRequest): EmulatorReply {
    const { protocol } = this.#spec
    const isSent = (name: string) => sent.inputs.has(name)
    const isLogout = protocol.logout?.operation === operation.id
    const carried = operation.carries === undefined ? undefined : sent.inputs.get(operation.carries)
    const needsSession = operation.session || operation.carries !== undefined
    const named = Predicate.isString(carried) ? this.#carrierOf(carried, request) : undefined
    const carrier = operation.session ? this.#callerOf(sent, request) : named
    // A session that is sent twice is the same one.
    const isOne = operation.carries === undefined || named?.session?.id === carrier?.session?.id
    const caller = isOne ? carrier : undefined
    if (needsSession && caller === undefined) {
      const gone = isLogout ? refusalOf(this.#spec, operation, "none", isSent) : undefined
      return gone ?? this.#refusal(operation, "SessionRejected", isSent)
    }
    const session = caller?.session
    if (isLogout && session !== undefined && !this.#keepsSessions())
      this.#find(session.id, request.at)?.table.close(session.id)
    else if (session !== undefined) this.#find(session.id, request.at)?.table.use(session.id, request.at)
    return this.#success(operation, sent, (document) => this.#renewed(operation, document, session?.id))
  }

  /** A renewal's reply names the session that goes on. */
  #renewed(operation: EmulatorOperation, document: Document, id: string | undefined): Document {
    if (operation.id !== this.#spec.protocol.renew || id === undefined) return document
    const pointers = Object.values(this.#spec.protocol.logins).flatMap(({ session }) => session)
    const pointer = firstAt(document.value, pointers)
    return pointer === undefined ? document : document.with(pointer, id)
  }

  /** Whether the server's release does nothing at a logout. */
  #keepsSessions(): boolean {
    const { logoutUselessFrom, protocol } = this.#spec
    const { release } = this.#settings
    if (logoutUselessFrom === undefined || release === undefined) return false
    return protocol.releases.indexOf(release) >= protocol.releases.indexOf(logoutUselessFrom)
  }
}
