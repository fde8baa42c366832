/**
 * One turn of a build in a process of its own: how long its logins and authorised requests take. Prints a list of
 * `Turn`. A later build runs this file of an earlier one: its name and what it prints stay as they are.
 */
import process from "node:process"
import { requestTimes } from "../ratios/requests.ts"
import { loginTimes } from "../ratios/logins.ts"

/** Microseconds per operation. */
export interface Turn {
  readonly what: string
  readonly wall: number
  readonly cpu: number
}

const turns: ReadonlyArray<Turn> = [...(await loginTimes(100)), ...(await requestTimes(300))]
console.log(JSON.stringify(turns))
process.exit(0)
