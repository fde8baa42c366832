/**
 * What the program's exit codes mean. One table for the code, `help exit-codes`, `explain` and the README: a code stands for
 * kinds of reasons, and for the few reasons that tell a script something else than their kind.
 */
import type { Reason, ReasonKind } from "@crm-auth/core"

/** An exit code, the word that names it in this program, and what a script may conclude from it. */
export interface ExitCode {
  /** The number that the process ends with. */
  readonly code: number
  /** One line for people. */
  readonly meaning: string
  /** The kinds of reasons that end with it. */
  readonly kinds?: ReadonlyArray<ReasonKind>
  /** Reasons that end with it although their kind has another code. */
  readonly besides?: ReadonlyArray<Reason["_tag"]>
}

/** Every exit code, by its name in this program. */
export const exitCodes = {
  success: { code: 0, meaning: "done" },
  unexpected: {
    code: 1,
    meaning: "an unexpected error; please report it",
    besides: ["Closed", "CapacityExceeded"]
  },
  usage: { code: 2, meaning: "the command was not written correctly" },
  configuration: {
    code: 3,
    meaning: "a setting is missing or wrong, or the session store cannot be used",
    kinds: ["local"],
    besides: ["StoreFailure", "UnexpectedResponse"]
  },
  logIn: {
    code: 4,
    meaning: "log in: credentials are missing or were refused, or a second factor is needed",
    kinds: ["credentials"],
    besides: ["SecondFactorRequired", "SecondFactorRejected"]
  },
  stop: {
    code: 5,
    meaning: "do not try again: the account is locked, denied, without subscription, its password expired, or guarded",
    kinds: ["account"],
    besides: ["AccountLocked", "PasswordExpired"]
  },
  later: {
    code: 6,
    meaning: "try again later: too many requests, an outage, or no answer",
    kinds: ["transient"]
  },
  refused: {
    code: 7,
    meaning: "the vendor refused the request itself",
    kinds: ["session"],
    besides: ["VendorFailure"]
  },
  notExecutable: { code: 126, meaning: "exec: the command was found but cannot be run" },
  notFound: { code: 127, meaning: "exec: the command was not found" },
  cancelled: { code: 130, meaning: "cancelled with Ctrl-C" }
} as const satisfies { readonly [name: string]: ExitCode }

/** The name of an exit code. */
export type ExitName = keyof typeof exitCodes

const all: ReadonlyArray<readonly [string, ExitCode]> = Object.entries(exitCodes)

/** The exit code of a failure with this reason. */
export const exitCodeOf = ({ _tag, kind }: { readonly _tag: string; readonly kind: ReasonKind }): number => {
  const found =
    all.find(([, { besides }]) => besides?.some((tag) => tag === _tag)) ??
    all.find(([, { kinds }]) => kinds?.includes(kind))
  return found?.[1].code ?? exitCodes.unexpected.code
}
