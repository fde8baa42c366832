/**
 * Replays the Arazzo files that are generated from the specs against the hand-written emulators, with Redocly Respect: a
 * reader of the specs that shares no code with this workspace. It logs in, reads, is refused and logs out.
 *
 * Usage: node --conditions=@crm-auth/source tools/trust/src/respect.ts [vendor…]
 */
import { fixtureManager, type FixtureMethod, type FixtureServer, type VendorFixture } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parse } from "yaml"
import { loadFixtures } from "../../packages/src/vendors.ts"

const root = join(import.meta.dirname, "../../..")

interface Arazzo {
  readonly sourceDescriptions: ReadonlyArray<{ readonly name: string }>
  readonly workflows: ReadonlyArray<{ readonly workflowId: string; readonly inputs: { readonly properties: object } }>
}

interface OpenApi {
  readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly operationId?: string } } }
}

/** What came of one login method. */
export interface Replayed {
  readonly name: string
  readonly passed: boolean
  readonly output: string
}

/** The spec with one operation, whose path is what is sent. */
const only = (api: OpenApi, id: string): object => {
  for (const [path, item] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (operation.operationId === id) {
        const { [method]: own, parameters } = item
        return { ...api, paths: { [path.replace(/#.*$/, "")]: { [method]: own, ...(parameters && { parameters }) } } }
      }
    }
  }
  throw new Error(`the spec has no ${id}`)
}

/** Serves an emulator on a port of this machine. */
const listen = (fixture: VendorFixture) =>
  new Promise<{ readonly server: FixtureServer; readonly close: () => void }>((resolve) => {
    let server: FixtureServer | undefined
    const http = createServer((request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
        const body = Buffer.concat(chunks)
        const web = new Request(new URL(request.url ?? "", server?.url), {
          method: request.method ?? "GET",
          headers: Object.fromEntries(headers),
          ...(body.length === 0 ? undefined : { body })
        })
        void server?.handler(web).then(
          async (reply) => {
            response.writeHead(reply.status, Object.fromEntries(reply.headers))
            response.end(Buffer.from(await reply.arrayBuffer()))
          },
          () => request.socket.destroy()
        )
      })
    })
    http.listen(0, "127.0.0.1", () => {
      const address = http.address()
      const port = typeof address === "object" ? address?.port : undefined
      void Effect.runPromise(
        Effect.gen(function* () {
          const { pathname } = new URL((yield* fixture.emulator()).url)
          return yield* fixture.emulator({ url: `http://127.0.0.1:${port}${pathname.replace(/\/$/, "")}` })
        })
      ).then((made) => {
        server = made
        resolve({ server: made, close: () => http.close() })
      })
    })
  })

/** What a login would send now: its steps are done, and it has not reached the server. */
const prepared = (fixture: VendorFixture, method: FixtureMethod, server: FixtureServer) =>
  Effect.gen(function* () {
    const login = method.steps.at(-1) ?? ""
    yield* server.fault(login, { kind: "reply", reply: { status: 404, body: "<html>prepared</html>" } }, Infinity)
    const manager = yield* fixtureManager(fixture, method, server)
    yield* Effect.exit(manager.session)
    yield* server.clearFaults()
    const request = (yield* server.requests).findLast(({ operation }) => operation === login)
    if (request === undefined) return yield* Effect.die(new Error(`${login} was not sent`))
    const { body, headers, url } = request
    const fields: { readonly [name: string]: unknown } = body.startsWith("{")
      ? JSON.parse(body)
      : Object.fromEntries(new URLSearchParams(body))
    const query = Object.fromEntries(url.searchParams)
    const all: { readonly [name: string]: unknown } = { ...query, ...fields, authorization: headers["authorization"] }
    return all
  }).pipe(Effect.scoped, Effect.provide(server.layer))

const respect = (
  folder: string,
  args: ReadonlyArray<string>
): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const cli = join(root, "node_modules/@redocly/cli/bin/cli.js")
    const env = {
      PATH: process.env["PATH"],
      HOME: folder,
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true"
    }
    execFile(process.execPath, [cli, "respect", "arazzo.json", ...args], { cwd: folder, env }, (error, out, errors) =>
      resolve({ code: error === null ? 0 : 1, output: out + errors })
    )
  })

/** Replays the workflows of one vendor: one for each login method of its fixture. */
export const replayVendor = async (
  fixture: VendorFixture,
  methods: ReadonlyArray<FixtureMethod> = fixture.methods
): Promise<ReadonlyArray<Replayed>> => {
  const { name, protocol } = fixture.vendor
  const file = join(root, "packages", name, "test/generated/arazzo.json")
  if (!existsSync(file)) return []
  const arazzo: Arazzo = JSON.parse(readFileSync(file, "utf8"))
  const api: OpenApi = parse(readFileSync(join(root, "specs", `${name}.yaml`), "utf8"))
  const replayed: Array<Replayed> = []
  for (const method of methods) {
    const workflow = arazzo.workflows.find(({ workflowId }) => workflowId === method.id)
    if (workflow === undefined) continue
    const folder = mkdtempSync(join(tmpdir(), "respect-"))
    const { close, server } = await listen(fixture)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, "arazzo.json"), readFileSync(file))
    for (const source of arazzo.sourceDescriptions) {
      writeFileSync(join(folder, `${source.name}.json`), JSON.stringify(only(api, source.name)))
    }
    const all = await Effect.runPromise(prepared(fixture, method, server))
    const inputs = Object.fromEntries(Object.keys(workflow.inputs.properties).map((input) => [input, all[input]]))
    const { code, output } = await respect(folder, [
      "--workflow",
      method.id,
      "--input",
      JSON.stringify(inputs),
      ...arazzo.sourceDescriptions.flatMap((source) => [
        "--server",
        `${source.name}=${server.url}${protocol.server.path}`
      ])
    ])
    close()
    rmSync(folder, { recursive: true, force: true })
    replayed.push({ name: `${name}: ${method.id}`, passed: code === 0, output })
  }
  return replayed
}

if (process.argv[1] === import.meta.filename) {
  const wanted = process.argv.slice(2)
  const fixtures = (await loadFixtures()).filter(({ vendor }) => wanted.length === 0 || wanted.includes(vendor.name))
  for (const fixture of fixtures) {
    for (const { name, output, passed } of await replayVendor(fixture)) {
      console.log(`${passed ? "passed" : "FAILED"}  ${name}`)
      if (!passed) {
        console.log(output)
        process.exitCode = 1
      }
    }
  }
}
