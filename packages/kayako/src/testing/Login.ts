/**
 * `Core/Default/Login`.
 *
 * @since 0.1.0
 */
import type { EmulatorReply, EmulatorRequest } from "@crm-auth/core/testing"
import { element, send, statusDocument, xmlDocument } from "./Document.ts"
import { messages } from "./Messages.ts"
import type { Staff } from "./Options.ts"
import { decodeAgain, formOf, sessionCookie } from "./Request.ts"
import type { State } from "./State.ts"

export const login = (state: State, request: EmulatorRequest): EmulatorReply => {
  const { at } = request
  const form = formOf(request)
  const text = messages[state.dialect.language]
  const refuse = (status: string, error: string) => send(state.dialect, statusDocument(state.dialect, status, error))

  const username = form.get("username") ?? ""
  const password = form.get("password") ?? ""
  if (isMissing(username) || isMissing(password)) return refuse("-1", text.missing)
  if (state.lockout.isLocked(username, at)) return refuse("-1", lockedText(state, username, at))

  const account = state.accounts.get(username)
  const sent = state.settings.decodesPasswordTwice ? decodeAgain(password) : password
  if (account === undefined || account.password !== sent || !isWelcome(account, state.address)) {
    state.lockout.record(username, at)
    if (state.lockout.isLocked(username, at)) return refuse("-1", lockedText(state, username, at))
    const { limits } = state.lockout
    return refuse(
      "-1",
      limits === undefined ? text.refused : text.attempt(state.lockout.count(username, at), limits.retries)
    )
  }

  const key = form.get("twofactorkey") ?? ""
  if (account.twoFactorKey !== undefined && key === "") return refuse("2", text.keyNeeded)
  if (account.twoFactorKey !== undefined && key !== account.twoFactorKey) {
    return refuse(state.settings.wrongKeyStatus, text.keyWrong)
  }
  return accept(state, account, at)
}

// PHP's empty() holds for the string "0" too.
const isMissing = (value: string): boolean => value === "" || value === "0"

const isWelcome = (account: Staff, address: string): boolean =>
  account.enabled !== false &&
  (account.addresses === undefined || account.addresses.some((prefix) => address.startsWith(prefix)))

const lockedText = (state: State, username: string, now: number): string =>
  messages[state.dialect.language].locked(state.lockout.minutesTold(username, now))

const timeoutText = ({ dialect, settings }: State): string =>
  dialect.timeout === "unusable" ? "never" : `${Math.floor(settings.sessionTimeout / 1000)}`

const accept = (state: State, account: Staff, now: number): EmulatorReply => {
  const { dialect } = state
  state.sessions.count(now) // clears every idle session
  const session = state.sessions.open(state.nextSessionId(), account.username, { address: state.address }, now)
  state.logins++
  const late = [
    element("status", "1"),
    element("error", ""),
    element("version", dialect.form === "late" ? "4.93.0" : "4.70.0"),
    element("sessionid", session.id),
    ...(dialect.timeout === "absent" ? [] : [element("sessiontimeout", timeoutText(state))]),
    element("staffid", account.staffid)
  ]
  const documented = [
    element("uniqueid", "LIC-1"),
    element("option", "0", { name: "recordphonecalls" }),
    element("option", "roundrobin", { name: "chatqueuetype" }),
    element("permission", "1", { name: "observechats" }),
    element("variable", "8388608", { name: "maxuploadsize" })
  ]
  return send(
    dialect,
    xmlDocument(dialect, dialect.form === "late" ? late : [...late, ...documented]),
    dialect.cookie ? { "set-cookie": `${sessionCookie}=${session.id}; path=/; HttpOnly` } : {}
  )
}
