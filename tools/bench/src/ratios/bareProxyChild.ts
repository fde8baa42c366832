/** A bare reverse proxy in a process of its own: `bareProxyChild <url>`. It adds a header, as a session would be. */
import httpProxy from "http-proxy"
import { Agent, createServer } from "node:http"
import process from "node:process"

const [target = ""] = process.argv.slice(2)
const proxy = httpProxy.createProxyServer({
  target,
  agent: new Agent({ keepAlive: true }),
  headers: { authorization: "KfToken AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE" }
})
proxy.on("error", () => undefined)
const server = createServer((request, response) => proxy.web(request, response))
server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})
process.stdin.resume().once("end", () => process.exit(0))
