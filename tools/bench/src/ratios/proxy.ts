/** A request through `crm-auth proxy`, beside the same request through a bare reverse proxy. */
import { spawn } from "node:child_process"
import { Agent, request } from "node:http"
import process from "node:process"
import { createInterface } from "node:readline"
import { cannedServer, urlOf } from "./cannedServer.ts"
import { runChild } from "../child.ts"
import { interleave, type Ratio, ratio, type Timed } from "./measure.ts"
import { makeHome, programFile } from "./program.ts"

interface Running {
  readonly url: string
  readonly token: string
  readonly stop: () => Promise<void>
}

const startProxy = async (environment: { readonly [name: string]: string }): Promise<Running> => {
  const child = spawn(process.execPath, [programFile, "proxy", "kftoken", "--port", "0", "--json"], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"]
  })
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const { done, value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  const ready: { readonly address?: string; readonly token?: string } = done === true ? {} : JSON.parse(value)
  if (ready.address === undefined || ready.token === undefined) throw new Error("the proxy did not start")
  return {
    url: ready.address,
    token: ready.token,
    stop: () => {
      child.kill("SIGINT")
      return ended
    }
  }
}

const agent = new Agent({ keepAlive: true })

/** Sends a GET as any program would, one after the other. */
const get = (url: string, headers: { readonly [name: string]: string }): Timed => {
  const once = () =>
    new Promise<void>((resolve, reject) => {
      const sent = request(url, { agent, headers }, (response) => {
        response.resume()
        response.once("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${url}: HTTP ${response.statusCode}`))
        )
      })
      sent.once("error", reject)
      sent.end()
    })
  return async (operations) => {
    for (let index = 0; index < operations; index++) await once()
  }
}

export const proxyRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const server = await cannedServer()
  const { environment, remove } = await makeHome(server.url)
  const bare = runChild(new URL("bareProxyChild.ts", import.meta.url), [server.url])
  const bareUrl = urlOf(await bare.next())
  const ours = await startProxy(environment)
  try {
    const series = await interleave(rounds, 300, {
      "crm-auth proxy": get(`${ours.url}/customers`, { authorization: `Bearer ${ours.token}` }),
      "http-proxy": get(`${bareUrl}/customers`, {})
    })
    // The proxies work in processes of their own: this process's CPU says nothing about them.
    const timed = series.map(({ name, rounds }) => ({ name, rounds: rounds.map(({ wall }) => ({ wall, cpu: NaN })) }))
    return [
      ratio("a request through crm-auth proxy", timed, "crm-auth proxy", "http-proxy", {
        theirs: "http-proxy with a keep-alive agent",
        goal: 1.3
      })
    ]
  } finally {
    await ours.stop()
    await bare.stop()
    await remove()
    await server.stop()
  }
}
