/** The requests of a login by raw fetch, and by raw node:http. */
import { Agent, request as nodeRequest } from "node:http"
import type { Exchange } from "./exchanges.ts"
import type { Timed } from "./measure.ts"

export const rawFetch =
  (url: string, exchanges: ReadonlyArray<Exchange>): Timed =>
  async (operations) => {
    for (let index = 0; index < operations; index++) {
      for (const { path, ...init } of exchanges) await (await fetch(url + path, init)).text()
    }
  }

const agent = new Agent({ keepAlive: true })

export const rawNode = (url: string, exchanges: ReadonlyArray<Exchange>): Timed => {
  const send = ({ body, headers, method, path }: Exchange) =>
    new Promise<string>((resolve, reject) => {
      const request = nodeRequest(url + path, { agent, method, headers: { ...headers } }, (response) => {
        let text = ""
        response.setEncoding("utf8")
        response.on("data", (chunk: string) => (text += chunk))
        response.on("end", () => resolve(text))
      })
      request.on("error", reject)
      request.end(body)
    })
  return async (operations) => {
    for (let index = 0; index < operations; index++) for (const exchange of exchanges) await send(exchange)
  }
}
