/** A server on loopback that counts what it is asked. */
import { createServer, type IncomingMessage, type Server } from "node:http"

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

export interface Reply {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  readonly json?: unknown
  readonly text?: string
  /** Sends the body in chunks, without saying its length. */
  readonly chunked?: true
  /** Ends the connection without an answer. */
  readonly drop?: true
  /** Milliseconds before the answer. */
  readonly delay?: number
}

export interface Running {
  readonly url: string
  readonly asked: ReadonlyArray<Asked>
  /** How many requests' paths start so. */
  readonly count: (path: string) => number
  readonly close: () => Promise<void>
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : 0)
    })
  })

/** Starts a server. With `keep: false` it remembers no request, so that it can answer millions. */
export const serve = async (
  answer: (asked: Asked) => Reply | Promise<Reply>,
  { keep = true }: { readonly keep?: boolean } = {}
): Promise<Running> => {
  const asked: Array<Asked> = []
  const server = createServer((request, response) => {
    let body = ""
    request.setEncoding("utf8")
    request.on("data", (chunk: string) => (body += chunk))
    request.on("end", async () => {
      const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body }
      if (keep) asked.push(one)
      const reply = await answer(one)
      if (reply.delay !== undefined) await new Promise((resolve) => setTimeout(resolve, reply.delay))
      if (reply.drop === true) return void request.socket.destroy()
      const text = reply.text ?? (reply.json === undefined ? "" : JSON.stringify(reply.json))
      const length = reply.chunked === true ? undefined : { "content-length": Buffer.byteLength(text) }
      response.writeHead(reply.status ?? 200, { "content-type": "application/json", ...length, ...reply.headers })
      response.end(text)
    })
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    count: (path) => asked.filter((one) => one.path.startsWith(path)).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

/** Runs something with a server, and closes it. */
export const withServer = async <A>(
  answer: (asked: Asked) => Reply | Promise<Reply>,
  use: (server: Running) => Promise<A>
): Promise<A> => {
  const server = await serve(answer)
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}
