/** Runs one program against an emulator on a port, and a collector for what it exports. */
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import { createRequire } from "node:module"
import { delimiter, dirname, join } from "node:path"
import process from "node:process"
import type { Case } from "./cases.ts"
import { root } from "../pack.ts"

interface StartedEmulator extends AsyncDisposable {
  readonly url: string
  readonly logins: () => Promise<number>
}

/** The emulator of the built command, as `@crm-auth/cli/testing` gives it to anyone. */
const startEmulator = async ({ options, vendor }: Case): Promise<StartedEmulator> => {
  const file = join(root, "packages/cli/dist/testing/index.js")
  const module: {
    readonly startEmulator: (vendor: string, options: object) => Promise<StartedEmulator>
  } = await import(file)
  return module.startEmulator(vendor, options === undefined ? {} : { options })
}

/** Takes whatever is exported to it, and counts the signals. */
const startCollector = async () => {
  const received = new Set<string>()
  const server = createServer((request, response) => {
    received.add(request.url ?? "")
    request.resume()
    request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, received, close: () => server.close() }
}

/** Asks a service that has said where it listens. */
const ask = async (address: string, { path, times }: NonNullable<Case["asks"]>): Promise<void> => {
  const answers = await Promise.all(Array.from({ length: times }, () => fetch(`${address}${path}`)))
  const bad = answers.filter(({ ok }) => !ok)
  if (bad.length > 0) throw new Error(`${bad.length} of ${times} requests failed, the first with ${bad[0]?.status}`)
}

/** Runs the program's own start script. Fails unless it prints what it must, with as many logins as it may. */
export const runCase = async (folder: string, one: Case): Promise<void> => {
  await using emulator = await startEmulator(one)
  await one.prepare?.(emulator.url)
  const collector = await startCollector()
  const node = dirname(createRequire(join(root, "package.json")).resolve("node/bin/node"))
  const child = spawn("npm", ["start", "--silent"], {
    cwd: folder,
    // A group of its own: npm does not pass signals on to what its shell runs.
    detached: true,
    env: {
      PATH: `${node}${delimiter}${process.env["PATH"] ?? ""}`,
      HOME: folder,
      [one.url]: emulator.url,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      ...one.variables
    }
  })
  const end = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
  }
  const limit = setTimeout(() => end("SIGKILL"), 120_000)
  let printed = ""
  let asked: Promise<void> | undefined
  let hasTyped = false
  const take = (chunk: Buffer) => {
    printed += chunk.toString()
    if (one.typed !== undefined && !hasTyped && printed.endsWith(": ")) {
      hasTyped = true
      child.stdin.end(one.typed)
    }
    const address = /listening on (\S+)/.exec(printed)?.[1]
    if (one.asks !== undefined && address !== undefined && asked === undefined) {
      asked = ask(address, one.asks).finally(() => end("SIGTERM"))
    }
  }
  child.stdout.on("data", take)
  child.stderr.on("data", take)
  if (one.typed === undefined) child.stdin.end()
  try {
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve))
    await asked
    if (code !== 0 && one.asks === undefined) throw new Error(`exit code ${code}: ${printed.slice(-2000)}`)
    if (!one.prints.test(printed)) throw new Error(`it printed ${printed.slice(-2000)}`)
    const logins = await emulator.logins()
    if (logins !== one.logins) throw new Error(`${logins} logins instead of ${one.logins}`)
    const exports = ["/v1/traces", "/v1/metrics", "/v1/logs"].filter((path) => collector.received.has(path))
    if (folder.endsWith("opentelemetry") && exports.length < 3)
      throw new Error(`only ${exports.join(", ")} was exported`)
  } finally {
    clearTimeout(limit)
    collector.close()
  }
}
