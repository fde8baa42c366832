/**
 * Two resource calls: one that may be repeated and one that may not.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { type EmulatorReply, type EmulatorRequest, jsonBody, jsonReply } from "@crm-auth/core/testing"
import { type Handler, sessionTokenOf } from "./Login.ts"
import { accountLocked, failure, forbidden, invalidSessionToken, refuse } from "./Replies.ts"
import type { State } from "./State.ts"

const subscriptionExpired = failure(401, "SubscriptionExpired", "Lapsed.")

/** What refuses a resource call, if anything does. Using the token restarts its idle clock. */
export const refusal = (state: State, request: EmulatorRequest): EmulatorReply | undefined => {
  const { sessions, settings } = state
  const token = sessionTokenOf(request)
  const session = token === undefined ? undefined : sessions.use(token, request.at)
  if (session === undefined) return invalidSessionToken
  const { account } = session.data
  if (account.locked) return accountLocked(401)
  if (account.subscriptionExpired) return subscriptionExpired
  const forbids = forbidden(state, account)
  if (forbids !== undefined) return forbids
  if (!account.permitted) return refuse(settings, 401, "notPermitted")
  return undefined
}

const positive = (text: string | null, otherwise: number): number =>
  /^[1-9]\d{0,5}$/.test(text ?? "") ? Number(text) : otherwise

/** `GET /customers?page={int}&perpage={int}` */
export const listCustomers: Handler = (state, request) => {
  const refused = refusal(state, request)
  if (refused !== undefined) return refused
  const page = positive(request.url.searchParams.get("page"), 1)
  const perPage = positive(request.url.searchParams.get("perpage"), 100)
  const isLast = page * perPage >= state.customers.length
  const Data = state.customers.slice((page - 1) * perPage, page * perPage).map((customer) => ({ ...customer }))
  if (state.settings.lists === "bare") return jsonReply(200, Data)
  return jsonReply(200, {
    Data,
    MetaData: { NextPageUrl: isLast ? null : `${state.settings.url}/customers?page=${page + 1}&perpage=${perPage}` }
  })
}

const readCustomer = jsonBody(Schema.Struct({ Name: Schema.NonEmptyString }))

/** `POST /customers` */
export const createCustomer: Handler = (state, request) => {
  const refused = refusal(state, request)
  if (refused !== undefined) return refused
  const input = readCustomer(request)
  if (input === undefined) return refuse(state.settings, 400, "badRequest")
  const customer = { Id: state.customers.length + 1, Name: input.Name }
  state.customers.push(customer)
  return jsonReply(201, customer)
}
