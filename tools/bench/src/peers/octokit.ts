/** @octokit/auth-app: installation tokens. */
import { createAppAuth } from "@octokit/auth-app"
import { request } from "@octokit/request"
import { generateKeyPairSync } from "node:crypto"
import { inARow, together, type Contestant } from "../scoreboard/situations.ts"
import { shown } from "../scoreboard/printing.ts"
import { type Reply, withServer } from "../server.ts"
import { versionOf } from "./version.ts"

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" }
})
const login = "/app/installations"

const token = (name: string, delay = 5): Reply => ({
  status: 201,
  delay,
  json: { token: name, expires_at: new Date(Date.now() + 3_600_000).toISOString(), permissions: {} }
})

const auth = (url: string) =>
  createAppAuth({ appId: 1, privateKey, installationId: 7, request: request.defaults({ baseUrl: url }) })

const refused: Reply = {
  status: 401,
  headers: { "set-cookie": "sid=c0okie-5ecret" },
  json: { message: "Bad credentials" }
}

export const octokit: Contestant = {
  name: "@octokit/auth-app",
  version: versionOf("@octokit/auth-app"),
  cells: {
    callers: () =>
      withServer(
        () => token("T"),
        async ({ count, url }) => {
          const app = auth(url)
          await together(200, () => app({ type: "installation" }))
          return String(count(login))
        }
      ),
    badCredentials: () =>
      withServer(
        () => refused,
        async ({ count, url }) => {
          const app = auth(url)
          await inARow(20, () => app({ type: "installation" }))
          return String(count(login))
        }
      ),
    twoHosts: () =>
      withServer(
        () => token("token of A"),
        (a) =>
          withServer(
            () => token("token of B"),
            async (b) => {
              const [here, there] = await Promise.all([
                auth(a.url)({ type: "installation" }),
                auth(b.url)({ type: "installation" })
              ])
              return here.token === there.token ? "host B gets host A's" : "never"
            }
          )
      ),
    softAndForced: () =>
      withServer(
        () => token("T"),
        async ({ count, url }) => {
          const app = auth(url)
          await app({ type: "installation" })
          const before = count(login)
          await Promise.all([app({ type: "installation" }), app({ type: "installation", refresh: true })])
          return String(count(login) - before)
        }
      ),
    printed: () =>
      withServer(
        () => refused,
        async ({ url }) => {
          const error: unknown = await auth(url)({ type: "installation" }).catch((cause: unknown) => cause)
          return shown(error, { cookie: "c0okie-5ecret", "private key": privateKey.slice(60, 120) })
        }
      )
  },
  why: {
    interrupted: "takes no signal per caller",
    lateRejections: "its hook repeats GET requests of young tokens for a few seconds; it has no renewal on rejection",
    rejectsAll: "the same",
    downBehind: "renews only when a caller waits",
    downPastEnd: "its tokens end by a clock that cannot be moved from outside",
    redirected: "sends no session in a form",
    processes: "takes a cache, but no lease: every process that finds none makes a token"
  }
}
