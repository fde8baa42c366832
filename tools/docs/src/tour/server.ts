/** Serves the built site under its path, compressed as any host does. */
import { readFileSync } from "node:fs"
import { createServer } from "node:http"
import { extname, join } from "node:path"
import { gzipSync } from "node:zlib"

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json"
}

export interface SiteServer {
  readonly origin: string
  readonly close: () => void
}

export const serveSite = async (dist: string, base: string): Promise<SiteServer> => {
  const compressed = new Map<string, Buffer>()
  const bodyOf = (file: string): Buffer => {
    const known = compressed.get(file)
    if (known !== undefined) return known
    const body = gzipSync(readFileSync(file))
    compressed.set(file, body)
    return body
  }
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site")
    const path = pathname.startsWith(base) ? pathname.slice(base.length) : "404.html"
    const file = join(dist, path === "" || path.endsWith("/") ? `${path}index.html` : path)
    try {
      const body = bodyOf(file)
      const type = types[extname(file)] ?? "application/octet-stream"
      response.writeHead(200, { "content-type": type, "content-encoding": "gzip" }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}
