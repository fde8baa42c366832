/** jsforce: a Salesforce connection with a refresh function. */
import jsforce from "jsforce"
import { type Contestant, together } from "../scoreboard/situations.ts"
import { type Running, withServer } from "../server.ts"
import { versionOf } from "./version.ts"

const connect = (server: Running, next: () => string) => {
  const made = { logins: 0 }
  const connection = new jsforce.Connection({
    instanceUrl: server.url,
    accessToken: "old",
    maxRequest: 200,
    refreshFn: (_connection, callback) => {
      made.logins++
      // A server that never accepts anything would be asked for ever.
      if (made.logins > 100) return void callback(new Error("stopped by the harness"))
      setTimeout(() => callback(null, next()), 5)
    }
  })
  return { connection, made }
}

export const jsforcePeer: Contestant = {
  name: "jsforce",
  version: versionOf("jsforce"),
  cells: {
    lateRejections: () =>
      withServer(
        ({ headers }) =>
          headers.authorization === "Bearer fresh" ? { json: {} } : { status: 401, json: {}, delay: 5 },
        async (server) => {
          const { connection, made } = connect(server, () => "fresh")
          await together(100, () => connection.request(`${server.url}/services/data`))
          return String(made.logins)
        }
      ),
    rejectsAll: () =>
      withServer(
        () => ({ status: 401, json: {} }),
        async (server) => {
          const { connection, made } = connect(server, () => "fresh")
          await connection.request(`${server.url}/services/data`).then(undefined, () => undefined)
          return made.logins > 100 ? "more than 100" : String(made.logins)
        }
      )
  },
  why: {
    callers: "starts with a session, or with one explicit login",
    badCredentials: "logs in only when told to",
    interrupted: "takes no signal",
    twoHosts: "a connection per host",
    softAndForced: "knows no expiry",
    downBehind: "knows no expiry",
    printed: "the refresh function's own error",
    downPastEnd: "knows no expiry",
    redirected: "sends no session in a form",
    processes: "keeps its connection in the process only"
  }
}
