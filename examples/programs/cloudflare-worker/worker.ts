/** The Worker: each request connects, which costs nothing, and finds the session in the KV namespace. */
import { connect } from "@crm-auth/kayako/promise"

interface Namespace {
  readonly get: (key: string) => Promise<string | null>
  readonly put: (key: string, value: string, options?: { readonly expirationTtl: number }) => Promise<void>
  readonly delete: (key: string) => Promise<void>
}

interface Env {
  readonly SESSIONS: Namespace
  readonly SESSION_STORE_KEY: string
  readonly KAYAKO_URL: string
  readonly KAYAKO_USERNAME: string
  readonly KAYAKO_PASSWORD: string
}

interface Context {
  readonly waitUntil: (work: Promise<unknown>) => void
}

export default {
  fetch: async (_request: Request, env: Env, context: Context): Promise<Response> => {
    const desk = await connect({
      url: env.KAYAKO_URL,
      username: env.KAYAKO_USERNAME,
      password: env.KAYAKO_PASSWORD,
      store: {
        get: (key) => env.SESSIONS.get(key),
        set: (key, value) => env.SESSIONS.put(key, value, { expirationTtl: 24 * 60 * 60 }),
        delete: (key) => env.SESSIONS.delete(key),
        key: env.SESSION_STORE_KEY
      }
    })
    try {
      const answer = await desk.fetch("/staffapi/index.php?/Core/Default/GetInfo", { method: "POST" })
      return Response.json({ status: answer.status })
    } finally {
      context.waitUntil(desk.close())
    }
  }
}
