/** Real sockets on this machine, closed when their scope is. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http"
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net"

/** A request as it came over the wire. */
export interface Arrived {
  readonly method: string
  readonly target: string
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

export interface Loopback {
  readonly url: string
  readonly arrived: Array<Arrived>
}

const listen = (server: Server, arrived: Array<Arrived>): Effect.Effect<Loopback, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<{ readonly loopback: Loopback; readonly sockets: Set<Socket> }>((resume) => {
      const sockets = new Set<Socket>()
      server.on("connection", (socket: Socket) => {
        sockets.add(socket)
        socket.on("error", () => {})
        socket.on("close", () => sockets.delete(socket))
      })
      server.listen(0, "127.0.0.1", () => {
        // A server that listens on a port has its address.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const { port } = server.address() as AddressInfo
        const loopback = { url: `http://127.0.0.1:${port}`, arrived }
        resume(Effect.succeed({ loopback, sockets }))
      })
    }),
    ({ sockets }) =>
      Effect.callback<void>((resume) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resume(Effect.void))
      })
  ).pipe(Effect.map(({ loopback }) => loopback))

/** An HTTP server. The body has been read when `answer` is called. */
export const serve = (
  answer: (request: Arrived, response: ServerResponse) => void
): Effect.Effect<Loopback, never, Scope.Scope> =>
  Effect.suspend(() => {
    const arrived: Array<Arrived> = []
    const server = createHttpServer((incoming, response) => {
      const chunks: Array<Buffer> = []
      response.on("error", () => {})
      incoming.on("error", () => {})
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => {
        const request = {
          method: incoming.method ?? "",
          target: incoming.url ?? "",
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString()
        }
        arrived.push(request)
        answer(request, response)
      })
    })
    return listen(server, arrived)
  })

/** A server that writes its own bytes once it has read the first of a request. */
export const serveRaw = (answer: (socket: Socket) => void): Effect.Effect<Loopback, never, Scope.Scope> =>
  Effect.suspend(() =>
    listen(
      createTcpServer((socket) => void socket.once("data", () => answer(socket))),
      []
    )
  )
