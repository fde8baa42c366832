/** Who may use the proxy: programs of this machine that know its token, and no web page. */
import { timingSafeEqual } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"
import type { Problem } from "./problem.ts"

/** What the proxy knows of itself. */
export interface Own {
  /** Its port; `undefined` on a socket. */
  readonly port: number | undefined
  /** The bearer token; `undefined` with `--no-token`. */
  readonly token: string | undefined
}

const names = ["127.0.0.1", "localhost", "[::1]"]

/** A page of another site that was made to resolve to this machine still names its own host. */
const isOwnHost = (host: string | undefined, { port }: Own): boolean => {
  if (host === undefined) return false
  const lower = host.toLowerCase()
  return names.some((name) =>
    port === undefined
      ? lower === name || lower.startsWith(`${name}:`)
      : lower === `${name}:${port}` || (port === 80 && lower === name)
  )
}

const isSame = (given: string, expected: string): boolean => {
  const a = Buffer.from(given)
  const b = Buffer.from(expected)
  return a.length === b.length && timingSafeEqual(a, b)
}

const bearer = (authorization: string | undefined): string =>
  /^bearer\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1] ?? ""

/** Why a request is refused before anything else is looked at; `undefined` if it is not. */
export const refusal = (
  request: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders },
  own: Own
): Problem | undefined => {
  const { headers, url } = request
  if (!url.startsWith("/")) {
    return {
      status: 421,
      title: "Not a forward proxy",
      detail: "This address leads to one vendor only. Send plain requests to it, with a path."
    }
  }
  if (!isOwnHost(headers.host, own)) {
    return {
      status: 421,
      title: "Wrong host",
      detail: `The Host header must name this machine, such as 127.0.0.1${own.port === undefined ? "" : `:${own.port}`}.`
    }
  }
  const site = headers["sec-fetch-site"]
  if (headers.origin !== undefined || (site !== undefined && site !== "none")) {
    return {
      status: 403,
      title: "Not for web pages",
      detail: "A request of a web page carries an Origin; this proxy answers programs only."
    }
  }
  if (own.token !== undefined && !isSame(bearer(headers.authorization), own.token)) {
    return {
      status: 401,
      title: "Token needed",
      detail: "Send the token that the proxy printed when it started, as `Authorization: Bearer …`.",
      headers: { "www-authenticate": "Bearer" }
    }
  }
  return undefined
}
