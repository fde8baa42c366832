// Runs the sources of the program, in a Node of its own that understands them. It is not published.
import { spawn } from "node:child_process"
import process from "node:process"
import { fileURLToPath } from "node:url"

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
