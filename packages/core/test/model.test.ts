/** The engine held by a model: random programs of callers, time, failures and closing end as a small reference says. */
import { hold, runs } from "./model/hold.ts"
import { program } from "./model/program.ts"
import { run } from "./model/run.ts"

hold("as the reference says", program, run, runs)
