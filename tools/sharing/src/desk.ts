/** Emulated desks on one port of this machine, one for each scenario. */
import { type KayakoEmulator, KayakoEmulator as Emulators } from "@crm-auth/kayako/testing"
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { History, timeNow } from "./history.ts"
import type { Account } from "./messages.ts"

export const staff: Account = { username: "jane@desk.example", password: "p%ss+w" }

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Array<Buffer> = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A desk, its record, and the maximum of logins that were under way there at the same time. */
export interface Desk {
  readonly emulator: KayakoEmulator
  readonly history: History
  loggingIn: number
  mostLogins: number
}

/** A session's name in records, which does not give it away. */
export const nameOf = (sessionId: string): string => createHash("sha256").update(sessionId).digest("hex").slice(0, 8)

/** Writes down what the desk has answered. */
const note = (history: History, url: string, body: URLSearchParams, status: number, answer: string): void => {
  const at = timeNow()
  if (url.includes("/Core/Default/Logout")) {
    const session = body.get("sessionid") ?? new URL(url, "http://desk").searchParams.get("sessionid")
    if (session !== null) history.add({ at, process: undefined, step: "logout", session: nameOf(session) })
  }
  if (!url.includes("/Core/Default/Login") || status !== 200) return
  const account = body.get("username") ?? "?"
  const [, session] = /<sessionid>(?:<!\[CDATA\[)?([^<\]]+)/.exec(answer) ?? []
  history.add(
    session === undefined
      ? { at, process: undefined, step: "refusal", account }
      : { at, process: undefined, step: "session", account, session: nameOf(session) }
  )
}

export class Desks {
  private readonly server: Server
  private readonly desks = new Map<string, Desk>()
  private port = 0

  constructor() {
    this.server = createServer((request, response) => {
      void this.answer(request, response)
    })
  }

  async listen(): Promise<void> {
    // A connection that is closed between two requests is the test's trouble, not the store's.
    this.server.keepAliveTimeout = 300_000
    this.server.listen(0, "127.0.0.1", 1024)
    await once(this.server, "listening")
    const address = this.server.address()
    if (typeof address === "object" && address !== null) this.port = address.port
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, name = ""] = (request.url ?? "").split("/")
    const desk = this.desks.get(name)
    if (desk === undefined) return void response.writeHead(404).end()
    const body = new Uint8Array(await bodyOf(request))
    const isLogin = request.url?.includes("/Core/Default/Login") === true
    if (isLogin) desk.mostLogins = Math.max(desk.mostLogins, ++desk.loggingIn)
    try {
      const reply = await desk.emulator.handler(
        new Request(`http://127.0.0.1:${this.port}${request.url}`, {
          method: request.method ?? "GET",
          headers: Object.entries(request.headers).flatMap(([header, value]) =>
            typeof value === "string" ? [[header, value] as [string, string]] : []
          ),
          ...(body.length === 0 ? {} : { body })
        })
      )
      const answer = Buffer.from(await reply.arrayBuffer())
      note(
        desk.history,
        request.url ?? "",
        new URLSearchParams(Buffer.from(body).toString()),
        reply.status,
        String(answer)
      )
      response.writeHead(reply.status, Object.fromEntries(reply.headers))
      response.end(answer)
    } catch {
      response.destroy()
    } finally {
      if (isLogin) desk.loggingIn--
    }
  }

  /** A desk with these members of staff. */
  async open(accounts: ReadonlyArray<Account & { readonly staffId?: string }> = [staff]): Promise<Desk> {
    const name = `desk${this.desks.size + 1}`
    const emulator = await Effect.runPromise(
      Emulators.make({
        url: `http://127.0.0.1:${this.port}/${name}`,
        accounts: accounts.map(({ password, staffId = "7", username }) => ({ username, password, staffid: staffId }))
      })
    )
    const desk = { emulator, history: new History(), loggingIn: 0, mostLogins: 0 }
    this.desks.set(name, desk)
    return desk
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }
}
