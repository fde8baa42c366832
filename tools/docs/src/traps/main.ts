/** Lists the traps of docs/traps that no test is named after; with `--json`, for machines. Exits with 1 if there are any. */
import { fileURLToPath } from "node:url"
import { compare } from "./compare.ts"
import { report } from "./report.ts"
import { readPages, readSubjects } from "./workspace.ts"

const root = fileURLToPath(new URL("../../../..", import.meta.url))
const result = compare(readPages(root), readSubjects(root))
console.log(process.argv.includes("--json") ? JSON.stringify(result, null, 2) : report(result))
process.exitCode = result.missing.length + result.problems.length === 0 ? 0 : 1
