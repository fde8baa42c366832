/** Vendors' servers with a few paths of their own: large bodies, redirects, cookies, echoes. */
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { answerWith } from "../../src/serve.ts"
import { vendors } from "../../src/vendors.ts"

/** A server that listens. */
export interface Upstream extends AsyncDisposable {
  readonly url: string
  readonly logins: () => Promise<number>
  readonly expireSessions: () => Promise<void>
  /** Requests to `/own` that were cut before they were answered. */
  readonly cut: () => number
  /** Answers every request with this status, until it is `undefined` again. */
  outage: number | undefined
}

const mebibyte = Buffer.alloc(1024 * 1024, "x")

/** The reader has caught up, or is gone. */
const nextOf = (outgoing: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      outgoing.off("drain", done)
      outgoing.off("close", done)
      resolve()
    }
    outgoing.on("drain", done)
    outgoing.on("close", done)
  })

/** Sends a body of `mebibytes`, as fast as it is read. */
const sendLarge = async (outgoing: ServerResponse, mebibytes: number) => {
  outgoing.writeHead(200, { "content-type": "application/octet-stream" })
  for (let sent = 0; sent < mebibytes; sent++) {
    if (outgoing.destroyed) return
    if (!outgoing.write(mebibyte)) await nextOf(outgoing)
  }
  outgoing.end()
}

/** Says what came: the size, the digest, and the start of the body. */
const sayWhatCame = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
  const hash = createHash("sha256")
  let size = 0
  let start = Buffer.alloc(0)
  for await (const chunk of incoming) {
    hash.update(chunk)
    size += chunk.length
    if (start.length < 2000) start = Buffer.concat([start, chunk])
  }
  outgoing.writeHead(200, { "content-type": "application/json" })
  outgoing.end(
    JSON.stringify({
      method: incoming.method,
      url: incoming.url,
      headers: incoming.headers,
      size,
      digest: hash.digest("hex"),
      start: start.subarray(0, 2000).toString("latin1")
    })
  )
}

/** Starts a vendor's server. Paths below `/own` are this file's; everything else is the emulator's. */
export const startUpstream = async (
  vendor: string,
  options: { readonly [name: string]: unknown } = {}
): Promise<Upstream> => {
  const entry = vendors.find(({ name }) => name === vendor)
  if (entry === undefined) throw new Error(`no vendor ${vendor}`)
  let cut = 0
  let emulator: Effect.Success<Awaited<ReturnType<typeof entry.emulator>>> | undefined
  const own = (incoming: IncomingMessage, outgoing: ServerResponse, path: string): void => {
    if (path === "/large") return void sendLarge(outgoing, 50)
    if (path === "/echo") return void sayWhatCame(incoming, outgoing)
    if (path === "/slow") {
      outgoing.on("close", () => {
        if (!outgoing.writableFinished) cut++
      })
      return void setTimeout(() => outgoing.end("late"), 3000)
    }
    const secret = incoming.headers.authorization?.split(" ")[1] ?? ""
    const headers: { [name: string]: string } = { "content-type": "text/plain", "set-cookie": `sid=${secret}` }
    if (path === "/secret") {
      outgoing.writeHead(200, { ...headers, "x-session": secret })
      outgoing.write(`the session is ${secret.slice(0, 5)}`)
      return void setTimeout(() => outgoing.end(`${secret.slice(5)}, and again: ${secret}`), 50)
    }
    const location =
      path === "/below" ? `${base}/own/echo?x=1` : path === "/outside" ? "https://elsewhere.example/x" : "/other"
    outgoing.writeHead(302, { location })
    outgoing.end()
  }
  const state: { outage: number | undefined } = { outage: undefined }
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? "").slice(entry.basePath.length)
    if (state.outage !== undefined) {
      outgoing.writeHead(state.outage, { "retry-after": "7" })
      return void outgoing.end()
    }
    const [, rest] = /^\/own(\/\w+)/.exec(path) ?? []
    if (rest !== undefined) return own(incoming, outgoing, rest)
    if (emulator !== undefined) void answerWith(emulator.handler, incoming, outgoing, base)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`
  const base = origin + entry.basePath
  emulator = await Effect.runPromise(await entry.emulator({ ...options, url: base }))
  const made = emulator
  return {
    url: base,
    logins: () => Effect.runPromise(made.logins),
    expireSessions: () => Effect.runPromise(made.expireSessions),
    cut: () => cut,
    get outage() {
      return state.outage
    },
    set outage(status) {
      state.outage = status
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    }
  }
}
