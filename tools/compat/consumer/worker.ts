/** For workerd: the address is the query. */
import { run } from "./program.ts"

export default {
  fetch: async (request: Request): Promise<Response> => {
    const base = new URL(request.url).searchParams.get("base") ?? ""
    return new Response(await run(base))
  }
}
