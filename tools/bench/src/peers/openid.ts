/** openid-client: the client credentials grant. It keeps no session by design. */
import * as client from "openid-client"
import { shown } from "../scoreboard/printing.ts"
import { type Contestant, together } from "../scoreboard/situations.ts"
import { withServer } from "../server.ts"
import { versionOf } from "./version.ts"

const configure = (url: string) => {
  const configuration = new client.Configuration({ issuer: url, token_endpoint: `${url}/token` }, "id", "client-5ecret")
  client.allowInsecureRequests(configuration)
  return configuration
}

export const openid: Contestant = {
  name: "openid-client",
  version: versionOf("openid-client"),
  cells: {
    callers: () =>
      withServer(
        () => ({ json: { access_token: "T", token_type: "bearer", expires_in: 3600 }, delay: 5 }),
        async ({ count, url }) => {
          const configuration = configure(url)
          await together(200, () => client.clientCredentialsGrant(configuration))
          return String(count("/token"))
        }
      ),
    printed: () =>
      withServer(
        () => ({ status: 401, json: { error: "invalid_client" } }),
        async ({ url }) => {
          const error: unknown = await client.clientCredentialsGrant(configure(url)).catch((cause: unknown) => cause)
          return shown(error, { "client secret": "client-5ecret" })
        }
      )
  },
  why: {
    badCredentials: "a function per grant, no session: each call is a login",
    interrupted: "each caller has a request of its own",
    twoHosts: "keeps no session",
    softAndForced: "keeps no session",
    lateRejections: "keeps no session",
    rejectsAll: "keeps no session",
    downBehind: "keeps no session",
    downPastEnd: "keeps no session",
    redirected: "keeps no session",
    processes: "keeps no session"
  }
}
