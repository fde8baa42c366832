/** What an HTTP status of a vendor means to the exit code. */
import { CliFailure } from "./failure.ts"
import { exitCodes } from "./exitCodes.ts"

/** The failure that a status stands for; `undefined` for one below 400. */
export const httpFailure = (vendor: string, status: number): CliFailure | undefined => {
  if (status < 400) return undefined
  const later = status === 429 || status >= 500
  return new CliFailure({
    exitCode: later ? exitCodes.later.code : exitCodes.refused.code,
    message: later
      ? `${vendor} answered HTTP ${status}; try again later.`
      : `${vendor} refused the request with HTTP ${status}; its answer says why.`,
    reason: "HttpStatus",
    vendor,
    code: String(status)
  })
}
