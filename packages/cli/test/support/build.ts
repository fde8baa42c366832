/** Builds the program that the tests run. */
import { execFileSync } from "node:child_process"
import process from "node:process"
import { fileURLToPath } from "node:url"

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default (): void => {
  execFileSync(process.execPath, [path("../../../../tools/packages/src/cli.ts"), ".cache/program"], {
    cwd: path("../.."),
    stdio: ["ignore", "ignore", "inherit"]
  })
}
