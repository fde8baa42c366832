/** What the program's exit codes mean. One table for the code, `help exit-codes` and the README. */

/** An exit code, the word that names it in this program, and what a script may conclude from it. */
export interface ExitCode {
  /** The number that the process ends with. */
  readonly code: number
  /** One line for people. */
  readonly meaning: string
  /** The reasons of an `AuthError` that end with it. */
  readonly reasons: ReadonlyArray<string>
}

/** Every exit code, by its name in this program. */
export const exitCodes = {
  success: { code: 0, meaning: "done", reasons: [] },
  unexpected: { code: 1, meaning: "an unexpected error; please report it", reasons: ["Closed", "CapacityExceeded"] },
  usage: { code: 2, meaning: "the command was not written correctly", reasons: [] },
  configuration: {
    code: 3,
    meaning: "a setting is missing or wrong, or the session store cannot be used",
    reasons: ["InvalidConfiguration", "StoreFailure", "UnexpectedResponse"]
  },
  logIn: {
    code: 4,
    meaning: "log in: credentials are missing or were refused, or a second factor is needed",
    reasons: ["InvalidCredentials", "SecondFactorRequired", "SecondFactorRejected"]
  },
  stop: {
    code: 5,
    meaning: "do not try again: the account is locked, denied, without subscription, its password expired, or guarded",
    reasons: ["AccountLocked", "AccessDenied", "SubscriptionExpired", "PasswordExpired"]
  },
  later: {
    code: 6,
    meaning: "try again later: too many requests, an outage, or no answer",
    reasons: ["RateLimited", "Unavailable", "Transport", "ChallengeRejected", "CredentialsUnavailable"]
  },
  refused: {
    code: 7,
    meaning: "the vendor refused the request itself",
    reasons: ["VendorFailure", "SessionRejected", "ReplayImpossible"]
  },
  notExecutable: { code: 126, meaning: "exec: the command was found but cannot be run", reasons: [] },
  notFound: { code: 127, meaning: "exec: the command was not found", reasons: [] },
  cancelled: { code: 130, meaning: "cancelled with Ctrl-C", reasons: [] }
} as const satisfies { readonly [name: string]: ExitCode }

/** The name of an exit code. */
export type ExitName = keyof typeof exitCodes

const all: ReadonlyArray<readonly [string, ExitCode]> = Object.entries(exitCodes)

/** The exit code of a failure with this reason. */
export const exitCodeOf = (reason: string): number =>
  all.find(([, { reasons }]) => reasons.includes(reason))?.[1].code ?? exitCodes.unexpected.code

/** The table as text, for `help exit-codes`. */
export const exitCodeTable = (): string =>
  all
    .map(([, { code, meaning, reasons }]) => {
      const names = reasons.length === 0 ? "" : `\n     ${reasons.join(", ")}`
      return `${String(code).padStart(3)}  ${meaning}${names}`
    })
    .join("\n")
