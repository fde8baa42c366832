/**
 * Two cheap resource calls, one per place that a token travels in.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { type EmulatorReply, type EmulatorRequest, jsonBody } from "@crm-auth/core/testing"
import type { Handler } from "./Logins.ts"
import { okDataFirst, refuse } from "./Replies.ts"
import { contactAt, type CrmcomContact, type State } from "./State.ts"
import type { TokenOwner } from "./Tokens.ts"

/** The owner of a token. No page knows an `Authorization` header here, so a call that carries one is refused. */
const ownerOf = (state: State, request: EmulatorRequest, token: string | undefined): TokenOwner | undefined =>
  token === undefined || request.headers["authorization"] !== undefined
    ? undefined
    : state.tokens.use(token, request.at)?.data

const only = (values: ReadonlyArray<string>): string | undefined => (values.length === 1 ? values[0] : undefined)

const toJson = (contact: CrmcomContact): Schema.Json => ({ ...contact })

/** `GET contact_information/show`: token and `contact_information_identifier=number=…` in the query. */
export const showContactInformation: Handler = (state, request) => {
  const { contacts, settings } = state
  const query = request.url.searchParams
  const owner = ownerOf(state, request, only(query.getAll("token")))
  if (owner === undefined) return refuse(settings, "sessionRejected")
  const identifier = only(query.getAll("contact_information_identifier"))
  const isEncoded = /[?&]contact_information_identifier=[^&]*%3D/i.test(request.url.search)
  const [, field, value] = /^(number|id)=(.+)$/.exec(identifier ?? "") ?? []
  if (value === undefined || (isEncoded && settings.encodedIdentifiers === "refused")) {
    return refuse(settings, "invalidRequest")
  }
  const contact = contacts.find((one) => (field === "id" ? one.id : one.number) === value)
  if (contact === undefined) return refuse(settings, "notFound")
  if (owner.contact !== undefined && owner.contact !== contact.number) return refuse(settings, "notAllowed")
  return okDataFirst(toJson(contact))
}

const readToken = jsonBody(Schema.Struct({ token: Schema.String }))
const readContact = jsonBody(
  Schema.Struct({
    type: Schema.String,
    first_name: Schema.optionalKey(Schema.NullOr(Schema.String)),
    last_name: Schema.optionalKey(Schema.NullOr(Schema.String))
  })
)

/** `POST contact_information/create`: token as a top-level string of the JSON body. */
export const createContactInformation: Handler = (state, request) => {
  const { contacts, settings } = state
  const owner = ownerOf(state, request, readToken(request)?.token)
  if (owner === undefined) return refuse(settings, "sessionRejected")
  if (owner.login === "consumer") return refuse(settings, "notAllowed")
  const input = readContact(request)
  if (input === undefined) return refuse(settings, "invalidRequest")
  const contact = contactAt(contacts.length, {
    type: input.type,
    first_name: input.first_name ?? "",
    last_name: input.last_name ?? ""
  })
  contacts.push(contact)
  state.creations++
  return okDataFirst(toJson(contact))
}

/** Whose valid token a request carries, in the query or in the JSON body, or the server's refusal. */
export const authorize = (state: State, request: EmulatorRequest): { readonly user: string } | EmulatorReply => {
  const token = only(request.url.searchParams.getAll("token")) ?? readToken(request)?.token
  const owner = ownerOf(state, request, token)
  return owner === undefined ? refuse(state.settings, "sessionRejected") : { user: owner.user }
}
