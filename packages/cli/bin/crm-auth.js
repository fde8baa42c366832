#!/usr/bin/env node
// Runs the built program. In the workspace, before a build, it runs the sources instead.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { enableCompileCache } from "node:module"
import process from "node:process"
import { fileURLToPath } from "node:url"

const built = new URL("../dist/main.js", import.meta.url)

if (existsSync(built)) {
  enableCompileCache?.()
  await import(built.href)
} else {
  const source = fileURLToPath(new URL("../src/main.ts", import.meta.url))
  const child = spawn(
    process.execPath,
    ["--conditions=@crm-auth/source", "--disable-warning=ExperimentalWarning", source, ...process.argv.slice(2)],
    { stdio: "inherit" }
  )
  // The terminal sends its signals to both; what is sent to this process alone is passed on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("exit", (code, signal) => {
    if (signal !== null) process.removeAllListeners(signal).kill(process.pid, signal)
    else process.exit(code ?? 1)
  })
}
