/** Puts a web-standard handler on a port of this machine. It owns the server and its connections. */
import type { Emulator } from "@crm-auth/core/testing"
import * as Predicate from "effect/Predicate"
import process from "node:process"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"

/** A server that listens. */
export interface Listening {
  readonly port: number
  readonly close: () => Promise<void>
}

const requestOf = async (incoming: IncomingMessage, base: string): Promise<Request> => {
  const chunks: Array<Uint8Array> = []
  for await (const chunk of incoming) chunks.push(chunk)
  const method = incoming.method ?? "GET"
  const headers = new Headers()
  for (let index = 0; index + 1 < incoming.rawHeaders.length; index += 2) {
    headers.append(incoming.rawHeaders[index] ?? "", incoming.rawHeaders[index + 1] ?? "")
  }
  const body = method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(Buffer.concat(chunks)) }
  return new Request(new URL(incoming.url ?? "/", base), { method, headers, ...body })
}

/** Answers one request of Node with a web-standard handler. */
export const answerWith = async (
  handler: Emulator["handler"],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  base: string
) => {
  try {
    const response = await handler(await requestOf(incoming, base))
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    outgoing.end(Buffer.from(await response.arrayBuffer()))
  } catch (error) {
    // An emulator rejects when the connection is to be dropped. Anything else is a defect, which is told here.
    if (!Predicate.isTagged(error, "Dropped")) {
      const why = error instanceof Error ? error.message : String(error)
      process.stderr.write(`crm-auth: the emulator could not answer ${incoming.method} (${why}). Please report it.\n`)
    }
    incoming.socket.destroy()
  }
}

const opened = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => {
      const address = server.address()
      resolve(typeof address === "object" && address !== null ? address.port : port)
    })
  })

/**
 * Opens a port; 0 takes a free one. `make` gets the address, and gives what answers there; a request that comes before it
 * is ready waits.
 */
export const listen = async <A>(
  port: number,
  make: (url: string) => Promise<{ readonly handler: Emulator["handler"]; readonly value: A }>
): Promise<Listening & { readonly value: A; readonly url: string }> => {
  const waiting: Array<readonly [IncomingMessage, ServerResponse]> = []
  let answering = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    waiting.push([incoming, outgoing])
  }
  const server = createServer((incoming, outgoing) => answering(incoming, outgoing))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const actual = await opened(server, port)
  const url = `http://127.0.0.1:${actual}`
  const { handler, value } = await make(url).catch(async (error: unknown) => {
    await close()
    throw error
  })
  answering = (incoming, outgoing) => void answerWith(handler, incoming, outgoing, url)
  for (const [incoming, outgoing] of waiting) answering(incoming, outgoing)
  return { port: actual, url, value, close }
}
