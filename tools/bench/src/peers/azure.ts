/** @azure/core-rest-pipeline: its bearer token policy. */
import type { AccessToken, TokenCredential } from "@azure/core-auth"
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest
} from "@azure/core-rest-pipeline"
import { type Contestant, failures, inARow, together } from "../scoreboard/situations.ts"
import { type Reply, withServer } from "../server.ts"
import { versionOf } from "./version.ts"

const login = "/token"

/** A credential that asks the server, as @azure/identity's do, with the abort signal that it is given. */
const credential = (url: string, life: number): TokenCredential => ({
  getToken: async (_scopes, options): Promise<AccessToken> => {
    const response = await fetch(`${url}${login}`, {
      method: "POST",
      body: new URLSearchParams({ client_secret: "client-5ecret" }),
      ...(options?.abortSignal instanceof AbortSignal ? { signal: options.abortSignal } : undefined)
    })
    if (!response.ok) {
      throw Object.assign(new Error(`login failed: ${response.status}`), {
        request: { url: `${url}${login}`, body: "client_secret=client-5ecret" }
      })
    }
    return { token: "T", expiresOnTimestamp: Date.now() + life }
  }
})

/** A pipeline with the policy alone, and calls through it. */
const caller = (url: string, life = 3_600_000) => {
  const pipeline = createEmptyPipeline()
  pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential: credential(url, life), scopes: "all" }))
  const http = createDefaultHttpClient()
  // The policy insists on https; the loopback server is reached by a client that puts http back.
  const plain = {
    sendRequest: (request: Parameters<typeof http.sendRequest>[0]) => {
      request.url = request.url.replace("https:", "http:")
      request.allowInsecureConnection = true
      return http.sendRequest(request)
    }
  }
  return (signal?: AbortSignal) =>
    pipeline.sendRequest(
      plain,
      createPipelineRequest({
        url: `${url.replace("http:", "https:")}/call`,
        ...(signal === undefined ? undefined : { abortSignal: signal })
      })
    )
}

const answer = (asked: { readonly path: string }, delay = 5): Reply => ({
  json: {},
  delay: asked.path === login ? delay : 0
})

export const azure: Contestant = {
  name: "@azure/core-rest-pipeline",
  version: versionOf("@azure/core-rest-pipeline"),
  cells: {
    callers: () =>
      withServer(answer, async ({ count, url }) => {
        const call = caller(url)
        await together(200, () => call())
        return String(count(login))
      }),
    badCredentials: () =>
      withServer(
        () => ({ status: 400, json: {} }),
        async ({ count, url }) => {
          const call = caller(url)
          await inARow(20, () => call())
          return String(count(login))
        }
      ),
    interrupted: () =>
      withServer(
        (asked) => answer(asked, 200),
        async ({ url }) => {
          const call = caller(url)
          const abort = new AbortController()
          const calls = together(10, (index) => call(index === 0 ? abort.signal : undefined))
          setTimeout(() => abort.abort(), 50)
          const results = await calls
          return `${failures(results)} of 10 (${failures(results.slice(1))} others)`
        }
      ),
    downBehind: () => {
      let down = false
      return withServer(
        (asked) => (down && asked.path === login ? { status: 503, json: {} } : answer(asked)),
        async ({ url }) => {
          // Short enough that the second call finds the token in its renewal window, and the renewal's end can be seen.
          const call = caller(url, 2500)
          await call()
          down = true
          let unhandled = 0
          const count = () => void unhandled++
          process.prependListener("unhandledRejection", count)
          const result = await call().then(
            () => "the old token serves",
            () => "the call fails"
          )
          await new Promise((resolve) => setTimeout(resolve, 5000))
          process.removeListener("unhandledRejection", count)
          return unhandled > 0 ? `${result}; unhandled rejection` : result
        }
      )
    }
  },
  why: {
    printed: "the credential's own error; @azure/identity is another package",
    twoHosts: "a cache per policy",
    softAndForced: "nothing can be forced",
    lateRejections: "renews only when the answer carries a claims challenge",
    rejectsAll: "renews only when the answer carries a claims challenge",
    downPastEnd: "its tokens end by a clock that cannot be moved from outside",
    redirected: "sends no session in a form",
    processes: "keeps tokens in its process only"
  }
}
