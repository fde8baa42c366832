/** For a browser: the page comes from the address's own origin, and says there how it went. */
import { run } from "./program.ts"

const base = new URLSearchParams(location.search).get("base") ?? ""
await fetch(`${base}/report`, { method: "POST", body: await run(base) })
