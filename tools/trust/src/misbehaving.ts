/** Servers that misbehave on the wire, below HTTP or within it. */
import type { ServerResponse } from "node:http"
import type { Socket } from "node:net"
import { gzipSync } from "node:zlib"

const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

const say = (text: string) => (socket: Socket) => void socket.end(text)

/** Bytes of an answer that no client can make sense of, or that breaks off. All end the connection. */
export const brokenAnswers: { readonly [name: string]: (socket: Socket) => void } = {
  "reset before the answer": (socket) => void socket.resetAndDestroy(),
  "closed before the answer": (socket) => void socket.end(),
  "closed within the status line": say("HTTP/1.1 20"),
  "closed within the headers": say(ok),
  "reset within the body": (socket) =>
    void socket.write(`${ok}Content-Length: 100\r\n\r\n{"success":true`, () => socket.resetAndDestroy()),
  "closed within the body": say(`${ok}Content-Length: 100\r\n\r\n{"success":true`),
  "closed within a chunk": say(`${ok}Transfer-Encoding: chunked\r\n\r\nff\r\n{"success":true`),
  "closed between chunks": say(`${ok}Transfer-Encoding: chunked\r\n\r\n3\r\n{"a\r\n`),
  "a chunk without a length": say(`${ok}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  "an invalid length": say(`${ok}Content-Length: many\r\n\r\n{}`),
  "two lengths": say(`${ok}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`),
  "a length and chunks": say(`${ok}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`),
  "another protocol": say("SSH-2.0-OpenSSH_9.6\r\n"),
  TLS: (socket) => void socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 0x28])),
  "HTTP/2": (socket) => void socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])),
  "a header without an end": (socket) => void socket.end(`${ok}X-Long: ${"x".repeat(1_000_000)}`),
  "headers without an end": say(ok + `X-More: ${"and more ".repeat(20)}\r\n`.repeat(200)),
  "a header with a NUL": say(`${ok}X-Bad: a\0b\r\nContent-Length: 2\r\n\r\n{}`),
  "101": say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
  "a body that is no gzip": say(`${ok}Content-Encoding: gzip\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno`)
}

/** Whole answers under statuses that no class knows. */
export const oddStatuses = [600, 777, 999]

export const withStatus =
  (status: number) =>
  (socket: Socket): void =>
    void socket.end(`HTTP/1.1 ${status} Odd\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>`)

/** What comes before an answer without being one: a hundred times "go on". */
export const informational = "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"

export const megabyte = 1024 * 1024

/** Writes as fast as the client takes it, until it has enough or the client goes away; `written` says how much. */
export const flood = (response: ServerResponse, bytes: number, written: (total: number) => void): void => {
  const chunk = Buffer.alloc(64 * 1024, " ")
  let total = 0
  const more = (): void => {
    while (total < bytes && !response.destroyed) {
      total += chunk.length
      written(total)
      if (!response.write(chunk)) return void response.once("drain", more)
    }
    response.end()
  }
  more()
}

/** A hundred megabytes in a hundred kilobytes. */
export const bomb = gzipSync(Buffer.alloc(100 * megabyte, " "))

/** Writes a byte now and then, for ever, and calls back when the client has gone. */
export const drip = (response: ServerResponse, gone: () => void): void => {
  response.write("{")
  const timer = setInterval(() => response.write(" "), 20)
  response.on("close", () => {
    clearInterval(timer)
    gone()
  })
}

/** The same below HTTP. */
export const dripRaw = (socket: Socket, gone: () => void): void => {
  socket.write(`${ok}\r\n{`)
  const timer = setInterval(() => socket.write(" "), 20)
  socket.on("close", () => {
    clearInterval(timer)
    gone()
  })
}
