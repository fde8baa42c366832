/** The documentation site. `DOCS_BASE` puts it under a path, `DOCS_SITE` says where it is published. */
import starlight from "@astrojs/starlight"
import { defineConfig } from "astro/config"
import process from "node:process"
import { sidebar } from "./src/site/sidebar.ts"

const base = process.env["DOCS_BASE"] ?? "/"

/**
 * The bundler moves what a module declares to the top of a file, and forgets that `await using` closes it. So each program
 * that a page runs is put into a function, where nothing is moved.
 */
const programsInFunctions = {
  name: "programs-in-functions",
  enforce: "pre",
  transform: (code: string, id: string) => {
    if (!/\/tools\/docs\/examples\/[\w.-]+\.ts$/.test(id)) return undefined
    const [imports, rest] = [true, false].map((isImport) =>
      code
        .split("\n")
        .filter((line) => line.startsWith("import ") === isImport)
        .join("\n")
    )
    return { code: `${imports ?? ""}\nawait (async () => {\n${rest ?? ""}\n})()\n`, map: null }
  }
} as const

export default defineConfig({
  srcDir: "./site",
  publicDir: "./site/public",
  outDir: "./dist",
  cacheDir: "./.cache/astro",
  base,
  ...(process.env["DOCS_SITE"] === undefined ? {} : { site: process.env["DOCS_SITE"] }),
  trailingSlash: "always",
  devToolbar: { enabled: false },
  integrations: [
    starlight({
      title: "@crm-auth",
      description: "Session clients for CRM and back-office systems",
      sidebar,
      customCss: ["./site/styles.css"],
      head: [{ tag: "script", attrs: { src: `${base.replace(/\/$/, "")}/run.js`, defer: true } }],
      // Code that wraps needs no region of its own to scroll.
      expressiveCode: { defaultProps: { wrap: true } },
      lastUpdated: false,
      pagination: true,
      credits: false
    })
  ],
  vite: {
    plugins: [programsInFunctions],
    // Emulators and packages come from their sources, so that the site needs no build of them.
    resolve: { conditions: ["@crm-auth/source", "browser", "module", "import", "default"] }
  }
})
