/** The entry point `./promise`, used as by a program that never imports Effect. */
import { inspect } from "node:util"
import { assert, it } from "vitest"
import { getInfo, login, retrieveTickets } from "../src/operations.ts"
import { AuthError, connect, connectMap, type ConnectionLogEntry } from "../src/promise.ts"
import { openDesk } from "./fixtures/promiseDesk.ts"

const jane = { username: "jane@desk.example", password: "p%ss+w" }
const infoRoute = "/staffapi/index.php?/Core/Default/GetInfo"

const rejection = (promise: Promise<unknown>): Promise<AuthError> =>
  promise.then(
    () => assert.fail("it did not reject"),
    (error: unknown) => {
      assert.instanceOf(error, AuthError)
      return error
    }
  )

const call = (f: (...args: never) => Promise<unknown>, ...args: ReadonlyArray<unknown>): Promise<unknown> =>
  Reflect.apply(f, undefined, args)

it("five lines from options to an authorised fetch", async () => {
  const { fetch, logins, url } = await openDesk()
  await using auth = await connect({ url, ...jane, fetch })
  const response = await auth.fetch(infoRoute, { method: "POST" })
  assert.strictEqual(response.status, 200)
  assert.match(await response.text(), /<status><!\[CDATA\[1\]\]>/)
  assert.strictEqual(await logins(), 1)
})

it("call takes and gives plain data, and renews a session that the desk ended", async () => {
  const desk = await openDesk()
  await using auth = await connect({ url: desk.url, ...jane, fetch: desk.fetch })
  const info = await auth.call(getInfo, { wantstaff: 1 })
  assert.strictEqual(info.status, "1")
  assert.strictEqual(JSON.parse(JSON.stringify(info)).status, "1")
  await desk.endSessions(jane.username)
  const tickets = await auth.call(retrieveTickets, {})
  assert.isObject(tickets)
  assert.strictEqual(await desk.logins(), 2)
  for (const [operation, input] of [
    [login, {}],
    [undefined, {}],
    [getInfo, { wantstaff: "many" }],
    [getInfo, null]
  ]) {
    const error = await rejection(call(auth.call, operation, input))
    assert.strictEqual(error.reason._tag, "InvalidConfiguration")
  }
  const signal = AbortSignal.abort("enough")
  assert.strictEqual(await auth.call(getInfo, {}, { signal }).catch((reason: unknown) => reason), "enough")
})

it("a session is plain data, and its secret shows only when it is asked for", async () => {
  const { fetch, url } = await openDesk({ sessionTimeout: "10 minutes" })
  await using auth = await connect({ url, ...jane, fetch })
  const session = await auth.session()
  assert.strictEqual(await auth.session(), session)
  const secret = session.secret()
  assert.match(secret, /\w{8,}/)
  assert.strictEqual(session.idleMillis, 600_000)
  assert.strictEqual(session.value.staffId, "7")
  assert.notProperty(session.value, "sessionId")
  assert.notProperty({ ...session }, "secret")
  for (const printed of [JSON.stringify(session), inspect(session, { depth: 9, showHidden: true }), String(session)]) {
    assert.notInclude(printed, secret)
  }
  assert.strictEqual(structuredClone({ ...session }).id, session.id)
})

it("check, status, logout and events", async () => {
  const desk = await openDesk()
  const auth = await connect({ url: desk.url, ...jane, fetch: desk.fetch })
  assert.deepStrictEqual(await auth.status(), { state: "none" })
  const events = auth.events[Symbol.asyncIterator]()
  const first = events.next()
  const found = await auth.check()
  assert.deepInclude(found, { ok: true, vendor: "kayako", server: desk.url, account: jane.username, loggedIn: true })
  assert.isNumber(found.tookMillis)
  assert.notProperty(found, "took")
  const status = await auth.status()
  assert.strictEqual(status.state, "active")
  assert.isNumber(status.ageMillis)
  assert.deepInclude((await first).value, { _tag: "LoginStarted", vendor: "kayako" })
  await auth.logout()
  assert.strictEqual((await auth.status()).state, "none")
  await auth.session()
  assert.strictEqual(await desk.logins(), 2)
  await auth.close()
  const rest: Array<string> = []
  for (let next = await events.next(); next.done !== true; next = await events.next()) rest.push(next.value._tag)
  assert.include(rest, "LoggedOut")
})

it("refused credentials are tried once, until reset", async () => {
  const desk = await openDesk()
  const lines: Array<ConnectionLogEntry> = []
  const logger = (entry: ConnectionLogEntry) => void lines.push(entry)
  const options = { url: desk.url, username: jane.username, password: "wr0ng-secret", fetch: desk.fetch, logger }
  await using auth = await connect(options)
  for (let turn = 0; turn < 3; turn++) {
    const error = await rejection(auth.session())
    assert.strictEqual(error.reason._tag, "InvalidCredentials")
    assert.strictEqual(error.retryAfterMillis, 1_800_000)
  }
  assert.strictEqual(await desk.attempts(), 1)
  assert.deepInclude(await auth.check(), { ok: false, trouble: "credentials" })
  await auth.reset()
  await rejection(auth.fetch(infoRoute, { method: "POST" }))
  assert.strictEqual(await desk.attempts(), 2)
  assert.strictEqual(lines[0]?.level, "Warn")
  assert.match(lines[0]?.message ?? "", /^login failed .*vendor=kayako .*reason=InvalidCredentials/)
  assert.notInclude(inspect(lines, { depth: 9 }), "wr0ng-secret")
})

it("credentials and a second factor may come from async functions, and their failures are outages", async () => {
  const desk = await openDesk()
  const asked: Array<unknown> = []
  const sam = { username: "sam@desk.example", password: "letmein" }
  const keys = ["000000", "123456"]
  await using auth = await connect({
    url: desk.url,
    fetch: desk.fetch,
    credentials: () => Promise.resolve(sam),
    secondFactor: (request) => {
      asked.push({ kind: request.kind, refused: request.refused })
      return Promise.resolve(keys.shift())
    }
  })
  assert.strictEqual((await auth.session()).value.staffId, "8")
  assert.deepStrictEqual(asked, [
    { kind: "oneTimeKey", refused: undefined },
    { kind: "oneTimeKey", refused: 1 }
  ])
  const failing = (change: object) => connect({ url: desk.url, fetch: desk.fetch, ...sam, ...change })
  for (const [change, detail] of [
    [
      { username: undefined, password: undefined, credentials: () => Promise.reject(new Error("the vault is sealed")) },
      /vault is sealed/
    ],
    [{ username: undefined, password: undefined, credentials: () => JSON.parse("{") }, /credentials/],
    [{ secondFactor: () => Promise.reject(new TypeError("no prompt")) }, /no prompt/],
    [{ secondFactor: () => JSON.parse("{") }, /secondFactor/]
  ] as const) {
    await using broken = await failing(change)
    const error = await rejection(broken.session())
    assert.strictEqual(error.reason._tag, "CredentialsUnavailable")
    assert.match(error.message, detail)
  }
  await using silent = await failing({ secondFactor: () => undefined })
  assert.strictEqual((await rejection(silent.session())).reason._tag, "SecondFactorRequired")
})

it("sessions are shared through whatever keeps texts", async () => {
  const desk = await openDesk()
  const kept = new Map<string, string>()
  const store = {
    get: (key: string) => Promise.resolve(kept.get(key) ?? null),
    set: (key: string, value: string) => Promise.resolve(kept.set(key, value)),
    delete: (key: string) => kept.delete(key),
    key: Buffer.alloc(32, 7).toString("base64"),
    prefix: "desk:"
  }
  const options = { url: desk.url, ...jane, fetch: desk.fetch, store }
  {
    await using one = await connect(options)
    await using two = await connect(options)
    const session = await one.session()
    assert.strictEqual((await two.session()).secret(), session.secret())
    assert.strictEqual(await desk.logins(), 1)
    assert.isTrue([...kept.keys()].some((key) => key.startsWith("desk:")))
    assert.notInclude(JSON.stringify([...kept]), session.secret())
    assert.deepInclude(await two.check(), { ok: true, loggedIn: false })
  }
  const failing = {
    ...store,
    get: () => Promise.reject(new Error("down")),
    set: () => Promise.reject(new Error("down"))
  }
  await using alone = await connect({ ...options, store: failing, logger: () => {} })
  assert.deepInclude(await alone.check(), { ok: true, trouble: "store", loggedIn: true })
})

it("wrong options are named, and nothing is sent", async () => {
  const desk = await openDesk()
  const good = { url: desk.url, ...jane, fetch: desk.fetch }
  for (const [field, change] of [
    ["password", { password: 5 }],
    ["password", { password: undefined }],
    ["url, username, password", { url: undefined, username: undefined, password: undefined }],
    ["username", { username: " jane" }],
    ["username", { username: "" }],
    ["url", { url: "desk.example" }],
    ["fetch", { fetch: "fetch" }],
    ["store", { store: {} }],
    ["store.key", { store: { get: () => null, set: () => null, delete: () => null } }],
    ["key", { store: { get: () => null, set: () => null, delete: () => null, key: "short" } }],
    ["logger", { logger: console }],
    ["secondFactor", { secondFactor: "123456" }],
    ["signal", { signal: {} }],
    ["credentials", { credentials: jane }],
    ["refine", { refine: "x" }],
    ["passwd", { passwd: "x" }],
    ["parallelSessions", { parallelSessions: -3 }]
  ] as const) {
    const { reason } = await rejection(call(connect, { ...good, ...change }))
    assert.deepInclude(reason, { _tag: "InvalidConfiguration", field }, field)
  }
  assert.strictEqual((await rejection(call(connect, undefined))).reason._tag, "InvalidConfiguration")
  assert.strictEqual(await desk.attempts(), 0)
  const signal = AbortSignal.abort("never mind")
  assert.strictEqual(await connect({ ...good, signal }).catch((reason: unknown) => reason), "never mind")
})

it("refine says what a code means, with a class of the package", async () => {
  const { fetch, url } = await openDesk()
  const codes: Array<string> = []
  await using auth = await connect({
    url,
    ...jane,
    password: "wrong",
    fetch,
    refine: ({ code }) => {
      codes.push(code)
      return undefined
    }
  })
  assert.strictEqual((await rejection(auth.session())).reason._tag, "InvalidCredentials")
  assert.deepStrictEqual(codes, ["-1"])
})

/** A desk whose `GetInfo` is answered when the gate opens. */
const openSlowDesk = async () => {
  const desk = await openDesk()
  const gate = Promise.withResolvers<void>()
  const sent = Promise.withResolvers<void>()
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init)
    if (!request.url.includes("GetInfo")) return desk.fetch(request)
    sent.resolve()
    const aborted = new Promise<never>((_, reject) =>
      request.signal.addEventListener("abort", () => reject(request.signal.reason), { once: true })
    )
    await Promise.race([gate.promise, aborted])
    return desk.fetch(request)
  }
  return { desk, fetch, gate, sent: sent.promise }
}

it("closing lets requests in flight finish, and ends them if `close` or the option says so", async () => {
  for (const [option, given, finishes] of [
    [undefined, undefined, true],
    [undefined, { drain: false }, false],
    [false, {}, false],
    [false, { drain: true }, true]
  ] as const) {
    const { desk, fetch, gate, sent } = await openSlowDesk()
    const auth = await connect({ url: desk.url, ...jane, fetch, ...(option === undefined ? {} : { drain: option }) })
    const calling = auth.fetch(infoRoute, { method: "POST" }).then(
      ({ status }) => status,
      (error: unknown) => error
    )
    await sent
    const closing = auth.close(given)
    assert.strictEqual((await rejection(auth.session())).reason._tag, "Closed")
    if (!finishes) await closing
    gate.resolve()
    await closing
    const outcome = await calling
    if (finishes) assert.strictEqual(outcome, 200)
    else {
      assert.instanceOf(outcome, AuthError)
      assert.strictEqual(outcome.reason._tag, "Closed")
    }
    assert.strictEqual(await desk.sessions(), 0)
    await rejection(auth.check())
  }
})

it("requests in flight have `closeTimeout` to finish", async () => {
  const { desk, fetch, gate, sent } = await openSlowDesk()
  const auth = await connect({ url: desk.url, ...jane, fetch, closeTimeout: 20 })
  const calling = auth.fetch(infoRoute, { method: "POST" })
  await sent
  await auth.close()
  assert.strictEqual(await desk.sessions(), 0)
  gate.resolve()
  await calling.catch(() => {})
})

it("a map connects accounts on demand", async () => {
  const desk = await openDesk()
  const lookups: Array<string> = []
  const map = await connectMap(
    async (key: string) => {
      lookups.push(key)
      if (key === "nobody") throw new Error("no such tenant")
      return { url: desk.url, ...jane }
    },
    { fetch: desk.fetch, capacity: 5 }
  )
  const events: Array<string> = []
  const reading = (async () => {
    for await (const event of map.events) events.push(`${event.key} ${event._tag}`)
  })()
  const acme = map.account("acme")
  assert.strictEqual((await acme.fetch(infoRoute, { method: "POST" })).status, 200)
  assert.strictEqual((await acme.call(getInfo, {})).status, "1")
  assert.strictEqual((await map.call("acme", getInfo, {})).status, "1")
  assert.deepInclude(await acme.check(), { ok: true, loggedIn: false, account: jane.username })
  assert.strictEqual((await acme.session()).secret(), (await map.account("acme").session()).secret())
  assert.deepStrictEqual(lookups, ["acme"])
  assert.deepStrictEqual([await map.has("acme"), await map.has("other")], [true, false])
  assert.deepStrictEqual(await map.keys(), ["acme"])
  assert.deepInclude(await map.status(), { accounts: 1, active: 1 })
  const unknown = await rejection(map.account("nobody").session())
  assert.strictEqual(unknown.reason._tag, "CredentialsUnavailable")
  assert.match(unknown.message, /no such tenant/)
  await map.invalidate("acme")
  assert.isFalse(await map.has("acme"))
  await acme.session()
  assert.strictEqual(await desk.logins(), 2)
  await map.close()
  await reading
  assert.include(events, "acme LoggedOut")
  assert.strictEqual((await rejection(acme.session())).reason._tag, "Closed")
  const wrong = await rejection(connectMap(() => ({ url: desk.url, ...jane }), { capacity: Number.NaN }))
  assert.deepInclude(wrong.reason, { _tag: "InvalidConfiguration", field: "capacity" })
})
