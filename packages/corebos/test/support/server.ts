// A server under test, and the replies it is known to give.
import * as Effect from "effect/Effect"
import type { WebserviceEmulatorOptions } from "@crm-auth/webservice/testing"
import { md5, member, wire } from "@crm-auth/webservice/test"
import { CorebosEmulator } from "../../src/testing/index.ts"

export const jane = { username: "jane+crm@acme.example", accessKey: "Kq3vT9xLm2Zp8RwY", password: "Blue Sky!", id: 7 }
export const username = "jane%2Bcrm%40acme.example"
export const key = jane.accessKey
export const prepared = { tokens: ["5f0c1d2e3a4b6"], sessionIds: ["q1w2e3r4t5y6u7i8o9p0a1s2d3"] }

export const json = (text: string) => ({ status: 200, type: "application/json", cookie: undefined, text })
export const html = (text: string) => ({ status: 200, type: "text/html; charset=UTF-8", cookie: undefined, text })
export const failure = (code: string, message: string) =>
  json(`{"success":false,"error":{"code":"${code}","message":"${message}"},"moreinfo":null}`)

export const wrongKey = failure("INVALID_USER_CREDENTIALS", "Invalid username or password")
export const noChallenge = failure("INVALID_AUTH_TOKEN", "Specified token is invalid or expired")
export const noUser = failure("AUTHENTICATION_REQUIRED", "Given user cannot be found")
export const inactive = failure("AUTHENTICATION_REQUIRED", "Given user is inactive")
export const noSession = failure("AUTHENTICATION_REQUIRED", "Authentication required")
export const notAdoptable = failure("AUTHENTICATION_FAILURE", "Authentication Failed")
export const unknownOperation = failure("UNKNOWN_OPERATION", "Unknown operation requested")
export const loggedOut = json(`{"success":true,"result":{"message":"successfull"},"moreinfo":null}`)
export const sessionError = json(`{"success":true,"result":{"message":"session error"},"moreinfo":null}`)

export const called = json(`{"success":true,"result":[],"moreinfo":{"totalrows":"0"}}`)

export const start = (options?: WebserviceEmulatorOptions) =>
  Effect.map(CorebosEmulator.make(options), (server) => {
    const send = wire(server)
    const challenge = (name = username) =>
      Effect.map(send({ query: `operation=getchallenge&username=${name}` }), (reply) => member(reply, "token"))
    const answer = (hash: string, name = username) =>
      send({ form: `operation=login&username=${name}&accessKey=${hash}` })
    const login = challenge().pipe(
      Effect.flatMap((token) => answer(md5(token + key))),
      Effect.map((reply) => member(reply, "sessionName"))
    )
    const query = "operation=query&query=select%20id%20from%20Contacts%3B"
    const call = (id: string, headers: Record<string, string> = {}) =>
      Effect.map(send({ query: `${query}&sessionName=${id}`, headers }), (reply) => ({ ...reply, cookie: undefined }))
    const callWith = (headers: Record<string, string>) =>
      Effect.map(send({ query, headers }), (reply) => ({ ...reply, cookie: undefined }))
    const logout = (id: string) =>
      Effect.map(send({ form: `operation=logout&sessionName=${id}` }), (reply) => ({ ...reply, cookie: undefined }))
    return { server, send, challenge, answer, login, call, callWith, logout }
  })
