/** `--debug`: prints each request without secrets. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { warn } from "./output.ts"
import { Settings } from "./settings.ts"

/** Where a request goes: the path, a bare route, and the names of parameters. Their values may be secret. */
const shown = (request: HttpClientRequest.HttpClientRequest): string =>
  Option.match(HttpClientRequest.toUrl(request), {
    onNone: () => "an address that is not one",
    onSome: ({ origin, pathname, search, searchParams }) => {
      if (search.startsWith("?/")) return `${origin}${pathname}${search.split("&", 1)[0] ?? ""}`
      const names = [...searchParams.keys()].map((name) =>
        name === "operation" ? `${name}=${searchParams.get(name)}` : `${name}=…`
      )
      return `${origin}${pathname}${names.length === 0 ? "" : `?${names.join("&")}`}`
    }
  })

/** Prints what goes through the HTTP client. */
export const debugRequests: Layer.Layer<HttpClient.HttpClient, never, HttpClient.HttpClient | Settings> = Layer.effect(
  HttpClient.HttpClient,
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    const settings = yield* Settings
    return HttpClient.transform(client, (effect, request) =>
      Effect.gen(function* () {
        const began = yield* Clock.currentTimeMillis
        const exit = yield* Effect.exit(effect)
        const took = (yield* Clock.currentTimeMillis) - began
        const outcome = Exit.isSuccess(exit) ? `HTTP ${exit.value.status}` : "no answer"
        const line = `${request.method} ${shown(request)}: ${outcome} in ${took} ms`
        yield* Effect.provideService(warn(line), Settings, settings)
        return yield* exit
      })
    )
  })
)
