/** Each recipe of docs/recipes does what it says, against emulators. */
import type { Emulator } from "@crm-auth/core/testing"
import type { Kayako } from "@crm-auth/kayako"
import type { Connection } from "@crm-auth/kayako/promise"
import { connect } from "@crm-auth/kayako/promise"
import { KayakoEmulator } from "@crm-auth/kayako/testing"
import { connect as connectKftoken } from "@crm-auth/kftoken/promise"
import { KftokenEmulator } from "@crm-auth/kftoken/testing"
import type { Vtiger } from "@crm-auth/vtiger"
import { VtigerEmulator } from "@crm-auth/vtiger/testing"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { execFile } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { setImmediate as nextTurn } from "node:timers/promises"
import { promisify } from "node:util"
import { afterAll, afterEach, assert, beforeAll, beforeEach, describe, it, vi } from "vitest"
import { blocksOf, programsOf } from "../src/readme/blocks.ts"
import { root, scratch } from "../src/readme/readmes.ts"
import { certificate, serve, serveProxy } from "./fixtures/servers.ts"

const folder = join(scratch, "recipes")
const jane = { username: "jane@desk.example", password: "p%ss+w" }
const infoRoute = "/staffapi/index.php?/Core/Default/GetInfo"
const storeKey = Buffer.alloc(32, 7).toString("base64")

/** The accounts of the emulators. */
const environment = {
  KAYAKO_URL: "https://desk.example/support",
  KAYAKO_USERNAME: jane.username,
  KAYAKO_PASSWORD: jane.password,
  KFTOKEN_USERNAME: "demo.user",
  KFTOKEN_PASSWORD: "example-password",
  KFTOKEN_MEMORABLE_WORD: "tangerine",
  VTIGER_URL: "https://vtiger.example/crm",
  VTIGER_USERNAME: "jane+crm@acme.example",
  VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY",
  SESSION_STORE_KEY: storeKey
}

/** Effect reads the environment and the global `fetch` once, so that these are the same in all tests. */
const unreachable: typeof fetch = () => Promise.reject(new TypeError("fetch failed"))
let network = unreachable

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  vi.stubGlobal("fetch", (input: string | URL | Request, init?: RequestInit) => network(input, init))
})

/** Writes a program of a recipe to a file. */
const fileOf = async (name: string, index = 0): Promise<string> => {
  const program = programsOf(blocksOf(readFileSync(join(root, "docs/recipes", `${name}.md`), "utf8")))[index]
  const file = join(folder, `${name}-${index}.ts`)
  await writeFile(file, program?.code ?? assert.fail(`${name} has no program ${index}`))
  return file
}

/** Runs a program of a recipe, and gives what it exports. */
const runRecipe = async <M = unknown>(name: string, index = 0): Promise<M> => import(await fileOf(name, index))

/** Runs a file in a process of its own, with these variables and no others, and gives what it printed. */
const runProcess = async (file: string, env: { readonly [name: string]: string }): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--conditions=@crm-auth/source", file], {
    env: { PATH: process.env["PATH"], ...env }
  })
  return stdout
}

/** Puts a desk on a port of this machine. */
const serveDesk = async (scheme: "http" | "https") => {
  let handler: Emulator["handler"] = () => Promise.reject(new Error("too early"))
  const server = await serve(scheme, () => handler)
  const origin = `${scheme}://localhost:${server.port}`
  const desk = await Effect.runPromise(KayakoEmulator.make({ url: `${origin}/support` }))
  handler = (request) => desk.handler(new Request(request.url.replace(`${scheme}://localhost`, origin), request))
  return { desk, url: desk.url, [Symbol.asyncDispose]: server[Symbol.asyncDispose] }
}

/** What programs printed. */
let printed: Array<unknown> = []
let temporary = ""

beforeEach(async () => {
  printed = []
  vi.spyOn(console, "log").mockImplementation((...values: ReadonlyArray<unknown>) => void printed.push(...values))
  temporary = await mkdtemp(join(tmpdir(), "crm-auth-recipes-"))
})
afterEach(async () => {
  network = unreachable
  vi.restoreAllMocks()
  await rm(temporary, { recursive: true, force: true })
})

/** The global `fetch` reaches this server and nothing else. */
const reach = (emulator: Emulator) => {
  network = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(emulator.url).origin !== new URL(request.url).origin) throw new TypeError("fetch failed")
    return emulator.handler(request)
  }
}

const openDesk = async () => {
  const desk = await Effect.runPromise(KayakoEmulator.make())
  reach(desk)
  return desk
}

const loginsOf = ({ logins }: Emulator): Promise<number> => Effect.runPromise(logins)
const sessionsOf = ({ sessions }: Emulator): Promise<number> => Effect.runPromise(sessions)

/** Waits for what happens outside Effect's clock: promises of `fetch`. */
const until = (holds: () => boolean | Promise<boolean>) =>
  Effect.promise(async () => {
    for (let turns = 0; !(await holds()); turns++) {
      if (turns > 5000) assert.fail("it did not come to pass")
      await nextTurn()
    }
  })

const quiet = Effect.promise(async () => {
  for (let turns = 0; turns < 50; turns++) await nextTurn()
})

/** Runs an effect on a clock that goes on by seconds as long as it is not done. */
const hurried = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    while (fiber.pollUnsafe() === undefined) {
      yield* quiet
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

const onTestClock = <A, E>(effect: Effect.Effect<A, E>): Promise<A> =>
  Effect.runPromise(Effect.provide(effect, TestClock.layer()))

const recipes: { readonly [name: string]: () => void } = {
  proxy: () => {
    it("goes through the proxy to a server whose authority it was given, in code and by the environment", async () => {
      await using server = await serveDesk("https")
      await using proxy = await serveProxy()
      const proxyUrl = `http://127.0.0.1:${proxy.port}`
      const byEnvironment = `import { connect } from "@crm-auth/kayako/promise"
await import(${JSON.stringify(await fileOf("proxy"))})
const { KAYAKO_URL: url = "", KAYAKO_USERNAME: username = "", KAYAKO_PASSWORD: password = "" } = process.env
await using auth = await connect({ url, username, password })
console.log((await auth.fetch(${JSON.stringify(infoRoute)}, { method: "POST" })).status)
`
      const file = join(folder, "proxy.ts")
      await writeFile(file, byEnvironment)
      const output = await runProcess(file, {
        ...environment,
        KAYAKO_URL: server.url,
        PROXY_URL: proxyUrl,
        CA_FILE: certificate,
        NODE_USE_ENV_PROXY: "1",
        HTTPS_PROXY: proxyUrl,
        NODE_EXTRA_CA_CERTS: certificate
      })
      assert.strictEqual(output, "200\n200\n")
      assert.isAtLeast(proxy.tunnels.length, 2)
      assert.deepStrictEqual([...new Set(proxy.tunnels)], [new URL(server.url).host])
      assert.strictEqual(await loginsOf(server.desk), 2)
    })
  },

  "secret-files": () => {
    it("reads the password from the file that a variable names, and again before each login", async () => {
      await using server = await serveDesk("http")
      const file = join(temporary, "password")
      await writeFile(file, `${jane.password}\n`)
      const { KAYAKO_PASSWORD: _, ...others } = environment
      const variables = { ...others, KAYAKO_URL: server.url, KAYAKO_PASSWORD_FILE: file }
      const both = join(folder, "secret-files.ts")
      const programs = [await fileOf("secret-files"), await fileOf("secret-files", 1)]
      await writeFile(both, programs.map((path) => `await import(${JSON.stringify(path)})\n`).join(""))
      assert.match(await runProcess(both, variables), /^[0-9a-f]{16}\n[0-9a-f]{16}\n$/)
      assert.strictEqual(await loginsOf(server.desk), 2)
    })

    it("a file that cannot be read is an outage of the credentials", async () => {
      const desk = await openDesk()
      vi.stubEnv("KAYAKO_PASSWORD_FILE", join(temporary, "missing"))
      const error = await runRecipe("secret-files", 1).catch((reason: unknown) => String(reason))
      assert.match(String(error), /credentials cannot be read|could not be read/)
      assert.strictEqual(await loginsOf(desk), 0)
    })
  },

  paging: () => {
    for (const [index, what] of ["as a stream", "in a loop"].entries()) {
      it(`gives every customer once ${what}, and outlives the session in the middle`, async () => {
        const server = await Effect.runPromise(KftokenEmulator.make())
        let pages = 0
        network = async (input, init) => {
          const request = new Request(input, init)
          if (new URL(request.url).pathname.endsWith("/customers") && ++pages === 2) {
            await Effect.runPromise(server.expireSessions)
          }
          return server.handler(request)
        }
        await using auth = await connectKftoken({
          username: environment.KFTOKEN_USERNAME,
          password: environment.KFTOKEN_PASSWORD,
          memorableWord: environment.KFTOKEN_MEMORABLE_WORD
        })
        for (const Name of ["Ada", "Bo", "Cy"]) {
          await auth.fetch("/customers", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({ Name })
          })
        }
        const before = await (await auth.fetch("/customers?page=1&perpage=100")).json()
        const all: ReadonlyArray<string> = before.Data.map(({ Name }: { readonly Name: string }) => Name)
        assert.isAbove(all.length, 2)
        pages = 0
        await runRecipe("paging", index)
        assert.deepStrictEqual(printed, [[...all]])
        assert.isAtLeast(await loginsOf(server), 3)
      })
    }
  },

  "rate-limit": () => {
    it("sends no more than the limit, logins included, and what waited goes when the window has passed", () =>
      onTestClock(
        Effect.gen(function* () {
          const server = yield* VtigerEmulator.make()
          reach(server)
          const { Crm, readTypes } = yield* Effect.promise(() =>
            runRecipe<{
              readonly Crm: Layer.Layer<Vtiger, unknown>
              readonly readTypes: Effect.Effect<unknown, unknown, Vtiger>
            }>("rate-limit")
          )
          const sent = () => Effect.runPromise(Effect.map(server.requests, ({ length }) => length))
          const fiber = yield* Effect.forkChild(
            Effect.provide(
              Effect.forEach(Array.from({ length: 65 }), () => readTypes, { discard: true }),
              Crm
            )
          )
          yield* until(async () => (await sent()) === 60)
          yield* quiet
          assert.strictEqual(yield* Effect.promise(sent), 60)
          yield* TestClock.adjust("1 minute")
          yield* Fiber.join(fiber)
          assert.isAtLeast(yield* Effect.promise(sent), 67)
        })
      ))
  },

  retries: () => {
    it("tries reads again after a lost connection and a 503, and no more often than it says", () =>
      onTestClock(
        Effect.gen(function* () {
          const desk = yield* KayakoEmulator.make()
          reach(desk)
          const { Desk, program } = yield* Effect.promise(() =>
            runRecipe<{
              readonly Desk: Layer.Layer<Kayako, unknown>
              readonly program: Effect.Effect<ReadonlyArray<number>, unknown, Kayako>
            }>("retries")
          )
          const run = hurried(Effect.provide(program, Desk))
          yield* desk.fault("getInfo", { kind: "drop" }, 1)
          yield* desk.fault("getInfo", { kind: "reply", reply: { status: 503 } }, 2)
          assert.deepStrictEqual(yield* run, [200, 200])
          yield* desk.fault("getInfo", { kind: "drop" }, 9)
          assert.strictEqual((yield* Effect.flip(run)) instanceof Error, true)
          const reads = (yield* desk.requests).filter(({ operation }) => operation === "getInfo")
          assert.strictEqual(reads.length, 8)
        })
      ))
  },

  webhook: () => {
    it("is told of a failure and of its end, without a secret", () =>
      onTestClock(
        Effect.gen(function* () {
          const desk = yield* KayakoEmulator.make()
          reach(desk)
          const told: Array<string> = []
          const reached = network
          network = async (input, init) => {
            const request = new Request(input, init)
            if (!request.url.startsWith("https://hooks.example/")) return reached(request)
            told.push((await request.json()).text)
            return new Response(null, { status: 204 })
          }
          const { Desk, use } = yield* Effect.promise(() =>
            runRecipe<{
              readonly Desk: Layer.Layer<Kayako, unknown>
              readonly use: Effect.Effect<void, unknown, Kayako>
            }>("webhook")
          )
          yield* Effect.provide(
            Effect.gen(function* () {
              yield* desk.fault("login", { kind: "drop" })
              yield* hurried(Effect.flip(use))
              yield* until(() => told.length === 1)
              yield* desk.clearFaults()
              yield* TestClock.adjust("1 minute")
              yield* use
              yield* until(() => told.length === 2)
            }),
            Desk
          )
          assert.match(told[0] ?? "", /^login at kayako failed: /)
          assert.match(told[1] ?? "", /^kayako works again after .* and 1 failures$/)
          assert.notInclude(told.join(), jane.password)
        })
      ))
  },

  "audit-log": () => {
    it("has a line for the login and one for the logout, in order, and no secret", async () => {
      await openDesk()
      const file = join(temporary, "audit.log")
      vi.stubEnv("AUDIT_LOG", file)
      await runRecipe("audit-log")
      const text = readFileSync(file, "utf8")
      const lines: ReadonlyArray<{ readonly [name: string]: unknown }> = text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line))
      const told = lines.map(({ _tag }) => _tag)
      assert.deepStrictEqual(told, ["LoginStarted", "LoginSucceeded", "LoggedOut"])
      for (const line of lines) assert.strictEqual(line["account"], jane.username)
      assert.notInclude(text, jane.password)
      assert.strictEqual((await stat(file)).mode & 0o777, 0o600)
    })
  },

  "aws-lambda": () => {
    it("logs in once for all invocations, and leaves no timer behind for a frozen process", async () => {
      const desk = await openDesk()
      const { handler } = await runRecipe<{ readonly handler: () => Promise<{ readonly statusCode: number }> }>(
        "aws-lambda"
      )
      const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length
      const before = timers()
      assert.deepStrictEqual(await Promise.all([handler(), handler()]), [{ statusCode: 200 }, { statusCode: 200 }])
      await handler()
      assert.strictEqual(await loginsOf(desk), 1)
      assert.isAtMost(timers(), before)
      await Effect.runPromise(desk.expireSessions)
      assert.strictEqual((await handler()).statusCode, 200)
      assert.strictEqual(await loginsOf(desk), 2)
    })
  },

  "cloudflare-worker": () => {
    it("carries the session from request to request in the namespace, encrypted, and ends nothing", async () => {
      const desk = await openDesk()
      const values = new Map<string, string>()
      const env = {
        SESSIONS: {
          get: async (key: string) => values.get(key) ?? null,
          put: async (key: string, value: string) => void values.set(key, value),
          delete: async (key: string) => void values.delete(key)
        },
        SESSION_STORE_KEY: storeKey,
        KAYAKO_URL: desk.url,
        KAYAKO_USERNAME: jane.username,
        KAYAKO_PASSWORD: jane.password
      }
      const worker = await runRecipe<{
        readonly default: {
          readonly fetch: (
            request: Request,
            given: typeof env,
            context: { readonly waitUntil: (work: Promise<unknown>) => void }
          ) => Promise<Response>
        }
      }>("cloudflare-worker")
      for (let requests = 0; requests < 3; requests++) {
        const closing: Array<Promise<unknown>> = []
        const context = { waitUntil: (work: Promise<unknown>) => void closing.push(work) }
        const response = await worker.default.fetch(new Request("https://worker.example/"), env, context)
        assert.deepStrictEqual(await response.json(), { status: 200 })
        assert.strictEqual(closing.length, 1)
        await Promise.all(closing)
      }
      assert.strictEqual(await loginsOf(desk), 1)
      assert.strictEqual(await sessionsOf(desk), 1)
      assert.isAbove(values.size, 0)
      assert.notInclude([...values].join(), jane.password)
    })
  },

  "caching-fetch": () => {
    it("nothing is kept by a `fetch` that caches every answer unless it is told not to", async () => {
      const desk = await openDesk()
      const cached = new Map<string, Response>()
      const reached = network
      const cachingFetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
        const request = new Request(input, init)
        if (init?.cache === "no-store") return reached(request)
        const key = `${request.method} ${request.url} ${await request.clone().text()}`
        const answer = cached.get(key) ?? (await reached(request))
        cached.set(key, answer.clone())
        return answer
      }
      for (let visits = 0; visits < 2; visits++) {
        await using auth = await connect({ url: desk.url, ...jane, fetch: cachingFetch })
        assert.strictEqual((await auth.fetch(infoRoute, { method: "POST" })).status, 200)
        await Effect.runPromise(desk.expireSessions)
        assert.strictEqual((await auth.fetch(infoRoute, { method: "POST" })).status, 200)
      }
      assert.strictEqual(cached.size, 0)
      assert.strictEqual(await loginsOf(desk), 4)
    })

    it("undici's own is used where the global one caches in any case", async () => {
      await using server = await serveDesk("http")
      const { open } = await runRecipe<{ readonly open: (url: string) => Promise<Connection<unknown>> }>(
        "caching-fetch"
      )
      await using auth = await open(server.url)
      assert.strictEqual((await auth.fetch(infoRoute, { method: "POST" })).status, 200)
      assert.strictEqual(await loginsOf(server.desk), 1)
    })
  }
}

for (const [name, test] of Object.entries(recipes)) describe(name, test)

it("each recipe has a test and a line in the list", () => {
  const names = readdirSync(join(root, "docs/recipes"))
    .map((file) => file.replace(/\.md$/, ""))
    .filter((name) => name !== "README")
  assert.deepStrictEqual(names.sort(), Object.keys(recipes).sort())
  const list = readFileSync(join(root, "docs/recipes/README.md"), "utf8")
  for (const name of names) assert.include(list, `(${name}.md)`)
})

afterAll(async () => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  await rm(folder, { recursive: true, force: true })
})
