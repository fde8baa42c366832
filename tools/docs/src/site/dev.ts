/** `docs:dev`: writes the pages and serves the site. Run it again to see changes of documents. */
import { dev } from "astro"
import { fileURLToPath } from "node:url"
import { writePages } from "./write.ts"

await writePages("/")
await dev({ root: fileURLToPath(new URL("../..", import.meta.url)) })
