// A server under test, and the replies it is known to give.
import * as Effect from "effect/Effect"
import { vtiger72, VtigerEmulator } from "../../src/testing/index.ts"
import type { WebserviceEmulatorOptions } from "@crm-auth/webservice/testing"
import { md5, member, wire } from "@crm-auth/webservice/test"

export const username = "jane%2Bcrm%40acme.example"
export const key = "Kq3vT9xLm2Zp8RwY"
export const answer559 = "559f91d9ea4887b743fc012c93888c55"
export const prepared = { tokens: ["5f0c1d2e3a4b6"], sessionIds: ["3fa9c1d27b5e0c1d2e4f0"] }

export const json = (text: string) => ({ status: 200, type: "application/json", cookie: undefined, text })
export const failure = (code: string, message: string) =>
  json(`{"success":false,"error":{"code":"${code}","message":"${message}"}}`)

export const unknownUser = failure("ACCESS_DENIED", "username does not exists")
export const noUser = failure("ACCESS_DENIED", "No username given")
export const wrongKey = failure("INVALID_USER_CREDENTIALS", "Invalid username or password")
export const noChallenge = failure("INVALID_AUTH_TOKEN", "Specified token is invalid or expired")
export const noSession = failure("AUTHENTICATION_REQUIRED", "Authencation required")
export const deadSession = failure("INVALID_SESSIONID", "Session Identifier provided is Invalid")
export const notAdoptable = failure("AUTHENTICATION_FAILURE", "Authencation Failed")
export const wrongVerb = failure("OPERATION_NOT_SUPPORTED", "Permission to perform the operation is denied")
export const denied = failure("ACCESS_DENIED", "Permission to perform the operation is denied for query")
export const loggedOut = json(`{"success":true,"result":{"message":"successfull"}}`)
export const crash = { status: 500, type: "text/html; charset=UTF-8", cookie: undefined, text: "" }
export const empty = json("")

export const start = (options?: WebserviceEmulatorOptions) =>
  Effect.map(VtigerEmulator.make({ dialect: vtiger72, ...options }), (server) => {
    const send = wire(server)
    const challenge = (name = username) =>
      Effect.map(send({ query: `operation=getchallenge&username=${name}` }), (reply) => member(reply, "token"))
    const answer = (hash: string, name = username) =>
      send({ form: `operation=login&username=${name}&accessKey=${hash}` })
    const login = challenge().pipe(
      Effect.flatMap((token) => answer(md5(token + key))),
      Effect.map((reply) => member(reply, "sessionName"))
    )
    const call = (id: string) =>
      send({ query: `operation=query&query=select%20id%20from%20Contacts%3B&sessionName=${id}` })
    const logout = (id: string) => send({ form: `operation=logout&sessionName=${id}` })
    return { server, send, challenge, answer, login, call, logout }
  })
