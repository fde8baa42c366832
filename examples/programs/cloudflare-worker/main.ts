/**
 * Bundles the Worker and runs it on this machine, as `wrangler dev` does, with a namespace in memory.
 *
 * Variables: KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD.
 */
import { build } from "esbuild"
import { Miniflare } from "miniflare"
import { randomBytes } from "node:crypto"

const { KAYAKO_PASSWORD = "", KAYAKO_URL = "", KAYAKO_USERNAME = "" } = process.env

const { outputFiles } = await build({
  entryPoints: ["worker.ts"],
  bundle: true,
  format: "esm",
  conditions: ["workerd", "worker"],
  target: "es2022",
  write: false
})

const worker = new Miniflare({
  modules: true,
  script: outputFiles[0]?.text ?? "",
  compatibilityDate: "2026-06-01",
  kvNamespaces: ["SESSIONS"],
  bindings: { KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD, SESSION_STORE_KEY: randomBytes(32).toString("base64") }
})

for (let request = 1; request <= 3; request++) {
  const answer = await worker.dispatchFetch("http://worker.example/")
  console.log(`request ${request}: ${await answer.text()}`)
}
await worker.dispose()
