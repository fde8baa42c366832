/**
 * What the server answers, apart from logins.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, type EmulatorRequest, htmlReply } from "@crm-auth/core/testing"
import { element, send, statusDocument, type XmlElement, xmlDocument } from "./Document.ts"
import { login } from "./Login.ts"
import { messages } from "./Messages.ts"
import type { Staff } from "./Options.ts"
import { formOf, sessionIdOf } from "./Request.ts"
import { authenticate, type State } from "./State.ts"

/** What a server prints for an uncaught exception. */
export const exceptionText = [
  "Uncaught Exception",
  "Router: /Tickets/Retrieve",
  "Something broke in /var/www/desk/example.php:13",
  "",
  "",
  "=".repeat(40),
  ""
].join("\n")

/** An action: what it writes for the account of a session, or, carried out despite a refusal, without an account. */
type Action = (state: State, request: EmulatorRequest, account: Staff | undefined) => string

const failure = (state: State, status: string, error: string): string => statusDocument(state.dialect, status, error)

const sessionOver = (state: State, status: string): string =>
  failure(state, status, messages[state.dialect.language].sessionOver[state.dialect.form])

// The action refuses an ended session once more, and says all the same that it ended.
const logout: Action = (state, request, account) => {
  const success = xmlDocument(state.dialect, [element("status", "1")])
  if (account === undefined) return `${sessionOver(state, "-2")}\n${success}`
  state.sessions.close(sessionIdOf(request))
  return success
}

const getInfo: Action = (state, request, account) => {
  if (account === undefined) return sessionOver(state, "-1")
  state.sessions.count(request.at) // clears every idle session
  const form = formOf(request)
  const read = state.settings.infoFlags === "all" ? undefined : ["wantmacros", "wantavatars"]
  const wants = (flag: string, unlessSaid: string): boolean =>
    ((read?.includes(flag) === false ? undefined : form.get(flag)) ?? unlessSaid) !== "0"
  return xmlDocument(state.dialect, [
    element("status", "1"),
    element("error", ""),
    element("uniqueid", "LIC-1"),
    element("version", "4.93.0"),
    element("product", "Fusion"),
    element("companyname", "Desk & Sons"),
    ...(wants("wantticketdata", "1")
      ? [
          element(
            "department",
            [element("title", "Support"), element("assigned", "1"), element("parentdepartmentid", "0")],
            { id: "6" }
          ),
          element("ticketstatus", [element("title", "Open"), element("departmentid", "0")], { id: "4" }),
          element("ticketstatus", [element("title", "Closed"), element("departmentid", "0")], { id: "6" }),
          element("ticketsummary", [element("ticketcount", "1")], { departmentid: "6", ticketstatusid: "4" }),
          ...(wants("wantmacros", "1") ? [element("macro", [element("title", "Thanks")], { id: "1" })] : [])
        ]
      : []),
    ...(wants("wantchatdata", "1") ? [element("canned", [element("title", "Hello")], { id: "1" })] : []),
    ...(wants("wantstaff", "1")
      ? [
          element("staffgroup", [element("title", "Team")], { id: "2" }),
          ...[...state.accounts.values()].map(({ staffid, username }) =>
            element(
              "staff",
              [element("email", username), ...(wants("wantavatars", "0") ? [element("avatar", "R0lGODlh")] : [])],
              { id: staffid }
            )
          )
        ]
      : [])
  ])
}

const retrieveTickets: Action = (state, request, account) => {
  if (account === undefined) return exceptionText
  const text = messages[state.dialect.language]
  const department = formOf(request).get("departmentid") ?? "6"
  if (account.mayReadTickets === false) return failure(state, "-1", text.notAllowed)
  if (!/^\d+$/.test(department)) return failure(state, "-1", text.idsMissing)
  if (department !== "6") return failure(state, "0", text.listFailed)
  return xmlDocument(state.dialect, [
    element("status", "1"),
    element("error", ""),
    element("ticket", [element("displayid", "ABC-123-45678"), element("subject", "Can't log in <again>")], { id: "1" })
  ])
}

/** The one ticket of the desk, or what is known of it. */
const ticketCall =
  (part: (request: EmulatorRequest) => ReadonlyArray<XmlElement>): Action =>
  (state, request, account) => {
    if (account === undefined) return exceptionText
    const text = messages[state.dialect.language]
    if (account.mayReadTickets === false) return failure(state, "-1", text.notAllowed)
    return xmlDocument(state.dialect, [element("status", "1"), element("error", ""), ...part(request)])
  }

const isTicket = (request: EmulatorRequest): boolean => formOf(request).get("ticketid") === "1"

const ticket = (content: XmlElement["content"]) => element("ticket", content, { id: "1" })

const retrieveTicketData = ticketCall((request) =>
  isTicket(request) ? [ticket([element("displayid", "ABC-123-45678"), element("notes", "")])] : []
)

const searchTickets = ticketCall((request) => {
  const found = "can't log in <again>".includes((formOf(request).get("query") ?? "").toLowerCase())
  return found ? [ticket([element("displayid", "ABC-123-45678")])] : []
})

const retrieveAttachment = ticketCall(() => [])

const pushTickets: Action = (state, request, account) => {
  const text = messages[state.dialect.language]
  const payload = formOf(request).get("payload") ?? ""
  if (account?.mayReadTickets === false) return failure(state, "-1", text.notAllowed)
  if (payload === "") return failure(state, "-1", text.idsMissing)
  state.pushes.push({ payload, deadSession: account === undefined })
  return xmlDocument(state.dialect, [element("status", "1"), element("error", "")])
}

const actions: ReadonlyMap<string, Action> = /*#__PURE__*/ new Map([
  ["logout", logout],
  ["getInfo", getInfo],
  ["retrieveTickets", retrieveTickets],
  ["retrieveTicketData", retrieveTicketData],
  ["searchTickets", searchTickets],
  ["retrieveAttachment", retrieveAttachment],
  ["pushTickets", pushTickets]
])

// The gate writes its refusal and lets the action run.
const run = (state: State, request: EmulatorRequest, action: Action): string => {
  const account = authenticate(state, sessionIdOf(request), request.at)
  const written = action(state, request, account)
  if (account !== undefined) return written
  const refusal = sessionOver(state, "-2")
  switch (state.dialect.deadSession) {
    case "everything":
      return `${refusal}\n${written}`
    case "start":
      return `${refusal}\n${written.slice(0, written.length / 2)}`
    case "nothing":
      return refusal
  }
}

export const respond = (state: State, request: EmulatorRequest, operation: string): EmulatorReply => {
  switch (operation) {
    case "login":
      return login(state, request)
    case "notFound":
      return htmlReply(404, "404 Not Found")
    case "badRoute":
      return {
        status: 400,
        headers: { "content-type": "text/html" },
        body: "The URI you submitted has disallowed characters."
      }
    default: {
      const action = actions.get(operation)
      return send(state.dialect, action === undefined ? sessionOver(state, "-1") : run(state, request, action))
    }
  }
}

/** Whose valid session a request carries, or what the gate writes about one without. */
export const authorize = (state: State, request: EmulatorRequest): { readonly user: string } | EmulatorReply => {
  const account = authenticate(state, sessionIdOf(request), request.at)
  return account === undefined ? send(state.dialect, sessionOver(state, "-2")) : { user: account.username }
}
