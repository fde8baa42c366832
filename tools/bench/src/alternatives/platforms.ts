/** How the platforms run a client: what each of them keeps between two calls decides what becomes of a session. */
import { type Alternative, eachOnItsOwn } from "./client.ts"
import { callUrl, listTypes, logIn } from "./fetching.ts"

/** A node of n8n logs in when its execution starts. The first item that fails ends the execution. */
export const n8nNode: Alternative = {
  name: "n8n node",
  version: "one login per execution",
  start: (account) => ({
    call: async () => {
      await listTypes(account, await logIn(account))
    },
    run: async (calls, before) => {
      const sessionName = await logIn(account)
      try {
        for (let index = 0; index < calls; index++) {
          await before(index)
          await listTypes(account, sessionName)
        }
        return "0"
      } catch {
        return "the execution"
      }
    }
  })
}

/** An action of an automation piece logs in each time. The run's log keeps what the action asked for and got. */
export const automationPiece: Alternative = {
  name: "automation piece",
  version: "one login per action",
  start: (account) => {
    const call = async () => {
      const sessionName = await logIn(account)
      const output = await listTypes(account, sessionName)
      account.log(JSON.stringify({ url: callUrl(account, sessionName), output }))
    }
    return { call, run: eachOnItsOwn(call) }
  }
}

/** For how long Nango takes a two-step connection for good if the server says nothing of its end. */
const keptFor = 24 * 3_600_000

/** A two-step connection of Nango: the session is a credential with an end, and is fetched anew only after that. */
export const nangoTwoStep: Alternative = {
  name: "Nango two-step",
  version: "renewed by the clock",
  start: (account) => {
    let connection: { readonly sessionName: string; readonly until: number } | undefined
    const call = async () => {
      if (connection === undefined || connection.until < Date.now()) {
        connection = { sessionName: await logIn(account), until: Date.now() + keptFor }
      }
      await listTypes(account, connection.sessionName)
    }
    return { call, run: eachOnItsOwn(call) }
  }
}
