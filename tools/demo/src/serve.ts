/** Puts one emulator on a port of this machine, for clients in any language. */
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import type { Emulator, RecordedRequest } from "@crm-auth/core/testing"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as HttpEffect from "effect/http/HttpEffect"
import * as HttpServer from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import { createServer } from "node:http"

const describe = ({ method, operation, status, url }: RecordedRequest): string =>
  `${method.padEnd(4)} ${operation.padEnd(24)} ${status ?? "dropped"}  ${url.pathname}`

/** Prints the accounts it has, then each request as it is answered. Secrets that requests carry are not printed. */
export const serve = (emulator: Emulator, port: number): Layer.Layer<never, unknown> => {
  let printed = 0
  const printNew = Effect.flatMap(emulator.requests, (requests) => {
    const fresh = requests.slice(printed)
    printed = requests.length
    return Effect.forEach(fresh, (request) => Console.log(describe(request)), { discard: true })
  })
  const answer = Effect.ensuring(HttpEffect.fromWebHandler(emulator.handler), printNew)
  const greeting = Console.log(
    [
      `${emulator.vendor} at ${emulator.url}`,
      "accounts, all of them made up:",
      ...emulator.accounts.map(
        (account) =>
          `  ${Object.entries(account)
            .map(([field, value]) => `${field}=${value}`)
            .join("  ")}`
      ),
      "requests:"
    ].join("\n")
  )
  return HttpServer.serve(answer).pipe(
    Layer.tap(() => greeting),
    Layer.provide(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port }))
  )
}
