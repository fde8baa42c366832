/** For Node, Bun and Deno: the address is the last argument. */
import process from "node:process"
import { run } from "./program.ts"

console.log(await run(process.argv.at(-1) ?? ""))
