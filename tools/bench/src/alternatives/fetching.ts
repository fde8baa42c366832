/** The requests of the webservice protocol by fetch, as the nodes and pieces of platforms send them. */
import { type Account, answerOf, type Reply, resultOf, textIn } from "./client.ts"

const replyOf = async (response: Response): Promise<unknown> => {
  const reply: Reply = await response.json()
  return resultOf(reply)
}

/** The address of a call: the session travels in the query. */
export const callUrl = ({ url }: Account, sessionName: string): string =>
  `${url}/webservice.php?${new URLSearchParams({ operation: "listtypes", sessionName })}`

export const listTypes = async (account: Account, sessionName: string): Promise<unknown> =>
  replyOf(await fetch(callUrl(account, sessionName)))

export const logIn = async ({ accessKey, url, username }: Account): Promise<string> => {
  const endpoint = `${url}/webservice.php`
  const challenge = await replyOf(
    await fetch(`${endpoint}?${new URLSearchParams({ operation: "getchallenge", username })}`)
  )
  const answer = answerOf(textIn(challenge, "token"), accessKey)
  const body = new URLSearchParams({ operation: "login", username, accessKey: answer })
  return textIn(await replyOf(await fetch(endpoint, { method: "POST", body })), "sessionName")
}
