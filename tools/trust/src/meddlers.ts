/** Ways in which a server, or what is in front of it, goes wrong; most of them repeat what they were sent. */
import type { Protocol } from "@crm-auth/core/Driver"
import { refusalOf } from "./envelopes.ts"
import { secretHeaders } from "./secretNames.ts"
import type { Exchange, Meddler } from "./wiretap.ts"

const pathOf = ({ url }: Exchange) => url.slice(new URL(url).origin.length)

/** A request as a debugging page shows it. */
const dump = (request: Exchange): string =>
  [
    `${request.method} ${pathOf(request)}`,
    ...Object.entries(request.headers).map((pair) => pair.join(": ")),
    "",
    request.body
  ].join("\n")

/** All values that a request carried, decoded. */
const valuesOf = ({ body, headers, url }: Exchange): ReadonlyArray<string> => {
  const leaves = (value: unknown): ReadonlyArray<string> =>
    typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [String(value)]
  const inBody = body.startsWith("{") ? leaves(JSON.parse(body)) : [...new URLSearchParams(body).values()]
  return [...new URL(url).searchParams.values(), ...inBody, ...[...secretHeaders].map((name) => headers[name] ?? "")]
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;")

const page = (body: string, status: number, headers: { readonly [name: string]: string } = {}) =>
  new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8", ...headers } })

/** What header values may hold. */
const asHeader = (text: string): string => text.replace(/[^\x20-\x7e]+/g, " ")

const failed = (message: string, cause?: unknown) => Object.assign(new TypeError(message), { cause })

/** Every meddler, by name. `echoes` tells those whose answers repeat the request. */
export const meddlersFor = (
  protocol: Protocol
): ReadonlyArray<{ readonly name: string; readonly echoes: boolean; readonly meddle: Meddler }> => [
  { name: "a page", echoes: false, meddle: () => page("<html><body>Hello</body></html>", 200) },
  { name: "nothing", echoes: false, meddle: () => new Response("") },
  { name: "nothing, under 500", echoes: false, meddle: () => new Response("", { status: 500 }) },
  { name: "busy", echoes: false, meddle: () => page("busy", 429, { "retry-after": "60" }) },
  { name: "broken gateway", echoes: false, meddle: () => page("bad gateway", 502) },
  { name: "204", echoes: false, meddle: () => new Response(null, { status: 204 }) },
  { name: "a page that repeats the request", echoes: true, meddle: (request) => page(dump(request), 200) },
  {
    name: "a page that repeats the request, escaped",
    echoes: true,
    meddle: (request) => page(`<html><pre>${escaped(dump(request))}</pre></html>`, 404)
  },
  { name: "a page that repeats all values", echoes: true, meddle: (request) => page(valuesOf(request).join(" "), 400) },
  {
    name: "a page of spaces and all values",
    echoes: true,
    meddle: (request) =>
      page(
        valuesOf(request)
          .map((value) => " ".repeat(380) + value)
          .join(" "),
        403
      )
  },
  {
    name: "a page of all values, as JSON",
    echoes: true,
    meddle: (request) => page(JSON.stringify(valuesOf(request)).replaceAll("/", "\\/"), 500)
  },
  {
    name: "headers that repeat the request",
    echoes: true,
    meddle: (request) =>
      page("<html></html>", 500, {
        "content-type": `text/html; was=${asHeader(dump(request))}`,
        "x-request": asHeader(dump(request)),
        "x-values": asHeader(valuesOf(request).join(" ")),
        "retry-after": asHeader(valuesOf(request).join(" ")),
        server: asHeader(pathOf(request))
      })
  },
  {
    name: "a redirect that repeats the URL",
    echoes: true,
    meddle: (request) =>
      new Response(null, { status: 307, headers: { location: `https://elsewhere.example${pathOf(request)}` } })
  },
  {
    name: "a cookie with the session",
    echoes: true,
    meddle: (request) => page("<html></html>", 404, { "set-cookie": `sid=${asHeader(valuesOf(request).at(-1) ?? "")}` })
  },
  ...["200", "401", "500"].flatMap((status) => [
    {
      name: `a refusal that repeats the request, under ${status}`,
      echoes: true,
      meddle: (request: Exchange) =>
        new Response(refusalOf(protocol, "NEVER_SEEN", dump(request)), { status: Number(status) })
    },
    {
      name: `a refusal that repeats all values, under ${status}`,
      echoes: true,
      meddle: (request: Exchange) =>
        new Response(refusalOf(protocol, "NEVER_SEEN", valuesOf(request).join(" ")), { status: Number(status) })
    },
    {
      name: `a refusal whose code is what was sent, under ${status}`,
      echoes: true,
      meddle: (request: Exchange) =>
        new Response(refusalOf(protocol, valuesOf(request).join(" "), "no"), { status: Number(status) })
    }
  ]),
  {
    name: "a failure that names the URL",
    echoes: true,
    meddle: ({ url }) => {
      throw failed(`request to ${url} failed`)
    }
  },
  {
    name: "a failure whose cause repeats the request",
    echoes: true,
    meddle: (request) => {
      throw failed("fetch failed", failed(dump(request), { request }))
    }
  },
  {
    name: "a failure of several, which repeat all values",
    echoes: true,
    meddle: (request) => {
      throw failed(
        "fetch failed",
        new AggregateError(
          valuesOf(request).map((value) => new Error(value)),
          ""
        )
      )
    }
  },
  {
    name: "a body that breaks off",
    echoes: false,
    meddle: () =>
      new Response(
        new ReadableStream({
          start: (controller) => {
            controller.enqueue(new TextEncoder().encode('{"success":true,"result":{"'))
            controller.error(new Error("socket hang up"))
          }
        })
      )
  },
  {
    name: "a long body that breaks off",
    echoes: false,
    meddle: () => {
      let left = 3
      return new Response(
        new ReadableStream({
          pull: (controller) => {
            if (left-- > 0) controller.enqueue(new Uint8Array(50_000).fill(32))
            else controller.error(new Error("socket hang up"))
          }
        })
      )
    }
  }
]
