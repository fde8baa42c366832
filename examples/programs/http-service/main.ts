/**
 * Answers GET /desk with what the desk says about itself. However many requests come at once, the desk sees one login.
 *
 * Variables: PORT, KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD.
 */
import { AuthError, connect } from "@crm-auth/kayako/promise"
import { serve } from "@hono/node-server"
import { Hono } from "hono"

const { KAYAKO_PASSWORD = "", KAYAKO_URL = "", KAYAKO_USERNAME = "", PORT = "3000" } = process.env

const desk = await connect({ url: KAYAKO_URL, username: KAYAKO_USERNAME, password: KAYAKO_PASSWORD })

const app = new Hono()

app.get("/desk", async (context) => {
  const answer = await desk.fetch("/staffapi/index.php?/Core/Default/GetInfo", {
    method: "POST",
    signal: context.req.raw.signal
  })
  return context.text(await answer.text(), answer.ok ? 200 : 502)
})

/** Whether the service can do its work, for a load balancer. */
app.get("/health", async (context) => {
  const { error, ok, trouble } = await desk.check()
  return context.json({ ok, trouble, message: error?.message }, ok ? 200 : 503)
})

app.onError((error, context) => {
  if (!(error instanceof AuthError)) throw error
  const { retryAfterMillis } = error
  if (retryAfterMillis !== undefined) context.header("Retry-After", String(Math.ceil(retryAfterMillis / 1000)))
  return context.json({ reason: error.reason._tag, message: error.message }, 503)
})

const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(PORT) }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`)
)

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close(() => {
      // Requests in flight have ended; the session is logged out.
      void desk.close().then(() => console.log("logged out"))
    })
  })
}
