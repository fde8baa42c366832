/** The sixty lines of axios that most integrations begin with: log in at the first call, and keep the session. */
import { create } from "axios"
import { versionOf } from "../peers/version.ts"
import { type Account, type Alternative, answerOf, eachOnItsOwn, type Reply, resultOf, textIn } from "./client.ts"

class Crm {
  readonly #account: Account
  readonly #http
  #sessionName: string | undefined

  constructor(account: Account) {
    this.#account = account
    this.#http = create({ baseURL: account.url })
  }

  async #get(params: { readonly [name: string]: string }): Promise<unknown> {
    const { data } = await this.#http.get<Reply>("/webservice.php", { params })
    return resultOf(data)
  }

  async #post(fields: { readonly [name: string]: string }): Promise<unknown> {
    const { data } = await this.#http.post<Reply>("/webservice.php", new URLSearchParams(fields))
    return resultOf(data)
  }

  async login(): Promise<string> {
    const { accessKey, username } = this.#account
    const challenge = await this.#get({ operation: "getchallenge", username })
    const answer = answerOf(textIn(challenge, "token"), accessKey)
    return textIn(await this.#post({ operation: "login", username, accessKey: answer }), "sessionName")
  }

  async listTypes(): Promise<void> {
    this.#sessionName ??= await this.login()
    await this.#get({ operation: "listtypes", sessionName: this.#sessionName })
  }
}

export const sixtyLines: Alternative = {
  name: "60 lines of axios",
  version: versionOf("axios"),
  start: (account) => {
    const crm = new Crm(account)
    const call = () => crm.listTypes()
    return { call, run: eachOnItsOwn(call) }
  }
}
