/** Puts an emulator on a socket. */
import type { Emulator } from "@crm-auth/core/testing"
import type { ServerResponse } from "node:http"
import type { Arrived } from "./loopback.ts"

/** Answers as the emulator does. */
export const relay = (emulator: Emulator, request: Arrived, response: ServerResponse): void => {
  const { body, headers, method, target } = request
  const forwarded = new Request(new URL(target, emulator.url), {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" && name !== "content-length" && name !== "connection" ? [[name, value]] : []
    ),
    ...(method === "GET" || method === "HEAD" ? undefined : { body })
  })
  emulator.handler(forwarded).then(
    async (reply) => {
      const bytes = Buffer.from(await reply.arrayBuffer())
      response.writeHead(reply.status, Object.fromEntries(reply.headers))
      response.end(bytes)
    },
    () => response.destroy()
  )
}
