/** google-auth-library: an OAuth2 client with a refresh token. */
import { OAuth2Client } from "google-auth-library"
import { shown } from "../scoreboard/printing.ts"
import { type Contestant, inARow, together } from "../scoreboard/situations.ts"
import { type Asked, type Reply, withServer } from "../server.ts"
import { versionOf } from "./version.ts"

const login = "/token"

const client = (url: string) => {
  const made = new OAuth2Client({
    clientId: "id",
    clientSecret: "client-5ecret",
    endpoints: { oauth2TokenUrl: `${url}${login}` },
    forceRefreshOnFailure: true
  })
  made.setCredentials({ refresh_token: "refresh-5ecret" })
  return made
}

const token = (name: string): Reply => ({
  delay: 5,
  json: { access_token: name, expires_in: 3600, token_type: "Bearer" }
})

const refused: Reply = { status: 400, headers: { "set-cookie": "sid=c0okie-5ecret" }, json: { error: "invalid_grant" } }

/** Tokens for every client; every call is rejected. */
const rejecting = (asked: Asked): Reply =>
  asked.path.startsWith(login) ? token("T") : { status: 401, json: {}, delay: 5 }

export const google: Contestant = {
  name: "google-auth-library",
  version: versionOf("google-auth-library"),
  cells: {
    callers: () =>
      withServer(
        () => token("T"),
        async ({ count, url }) => {
          const one = client(url)
          await together(200, () => one.getAccessToken())
          return String(count(login))
        }
      ),
    badCredentials: () =>
      withServer(
        () => refused,
        async ({ count, url }) => {
          const one = client(url)
          await inARow(20, () => one.getAccessToken())
          return String(count(login))
        }
      ),
    twoHosts: () =>
      withServer(
        () => token("A"),
        (a) =>
          withServer(
            () => token("B"),
            async (b) => {
              const [here, there] = await Promise.all([client(a.url).getAccessToken(), client(b.url).getAccessToken()])
              return here.token === there.token ? "host B gets host A's" : "never"
            }
          )
      ),
    lateRejections: () => {
      let ended = false
      return withServer(
        (asked) => {
          if (asked.path.startsWith(login)) return token(ended ? "fresh" : "old")
          const accepted = asked.headers.authorization === (ended ? "Bearer fresh" : "Bearer old")
          return accepted ? { json: {} } : { status: 401, json: {}, delay: 5 }
        },
        async ({ count, url }) => {
          const one = client(url)
          await one.request({ url: `${url}/call` })
          ended = true
          const before = count(login)
          await together(100, () => one.request({ url: `${url}/call` }))
          return String(count(login) - before)
        }
      )
    },
    rejectsAll: () =>
      withServer(rejecting, async ({ count, url }) => {
        const one = client(url)
        await one.getAccessToken()
        const before = count(login)
        await one.request({ url: `${url}/call` }).catch(() => undefined)
        return String(count(login) - before)
      }),
    printed: () =>
      withServer(
        () => refused,
        async ({ url }) => {
          const error: unknown = await client(url)
            .getAccessToken()
            .catch((cause: unknown) => cause)
          return shown(error, {
            "refresh token": "refresh-5ecret",
            "client secret": "client-5ecret",
            cookie: "c0okie-5ecret"
          })
        }
      )
  },
  why: {
    interrupted: "takes no signal per caller of a token",
    softAndForced: "has no renewal behind the scenes",
    downBehind: "has no renewal behind the scenes",
    downPastEnd: "its tokens end by a clock that cannot be moved from outside",
    redirected: "sends no session in a form",
    processes: "keeps tokens in its process only"
  }
}
