/** What people use for these vendors today, each written down as short as it can be judged, for the webservice protocol. */
import { createHash } from "node:crypto"

/** An account of a server. */
export interface Account {
  readonly url: string
  readonly username: string
  readonly accessKey: string
  /** Takes what the client, or the platform that runs it, writes into its log. */
  readonly log: (line: string) => void
}

/** A client as an application, or a platform, uses it. */
export interface Client {
  /** One call, in an execution, action or script of its own where the platform has such. */
  readonly call: () => Promise<void>
  /**
   * A run of several calls, and what of it fails: a number of calls, or the run. `before` is told which call comes next.
   */
  readonly run: (calls: number, before: (index: number) => Promise<void>) => Promise<string>
}

export interface Alternative {
  readonly name: string
  readonly version: string
  readonly start: (account: Account) => Client
}

/** The reply of a `webservice.php`: a failure comes with HTTP 200, too. */
export interface Reply {
  readonly success: boolean
  readonly result?: unknown
  readonly error?: { readonly code: string; readonly message: string }
}

/** The result of a good reply. */
export const resultOf = (reply: Reply): unknown => {
  if (!reply.success) throw new Error(reply.error?.message ?? "the server said no")
  return reply.result
}

/** A text in a result. */
export const textIn = (result: unknown, name: string): string => {
  const found = Object.entries(Object(result)).find(([key]) => key === name)
  if (typeof found?.[1] !== "string") throw new Error(`the reply has no ${name}`)
  return found[1]
}

/** The answer to a challenge. */
export const answerOf = (token: string, accessKey: string): string =>
  createHash("md5")
    .update(token + accessKey)
    .digest("hex")

/** A run whose calls are made one after the other, whatever became of those before. */
export const eachOnItsOwn =
  (call: Client["call"]): Client["run"] =>
  async (calls, before) => {
    let failed = 0
    for (let index = 0; index < calls; index++) {
      await before(index)
      await call().catch(() => failed++)
    }
    return String(failed)
  }
