/** Random programs with several sessions, warm ones and maps, which no small reference foretells: they hold every invariant. */
import { hold, runs } from "./model/hold.ts"
import { busyProgram } from "./model/program.ts"
import { runBusy } from "./model/run.ts"

hold("every invariant", busyProgram, runBusy, Math.ceil(runs / 2))
