/** Compiles the programs that `extract` has written. */
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { root, scratch } from "./readmes.ts"

/** What the compiler says of them; nothing if all compile. */
export const uncompiled = (): Promise<string> =>
  promisify(execFile)(join(root, "node_modules/.bin/tsc"), ["-p", scratch], { cwd: root }).then(
    () => "",
    (error: { readonly stdout?: string }) => error.stdout ?? String(error)
  )
