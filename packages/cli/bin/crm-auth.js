#!/usr/bin/env node
// Runs the built program. In the workspace, before a build, it runs the sources instead.
import { createRequire } from "node:module"

// `import` would load all that these modules of Node export.
const { existsSync } = createRequire(import.meta.url)("node:fs")
const built = new URL("../dist/main.js", import.meta.url)

await import(existsSync(built) ? built.href : "./sources.js")
