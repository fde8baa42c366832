/** The engine's errors as failures of a command. */
import { AuthError } from "@crm-auth/core"
import * as Duration from "effect/Duration"
import { exitCodeOf, exitCodes } from "./exitCodes.ts"
import { CliFailure, failure } from "./failure.ts"

/** The vendor's own code, where a reason carries one. */
export const codeOf = (reason: object): string | undefined =>
  "code" in reason && typeof reason.code === "string" && reason.code !== "" ? reason.code : undefined

/** Seconds until the next try, where a reason says so. */
export const retryAfterOf = (reason: object): number | undefined =>
  "retryAfter" in reason && Duration.isDuration(reason.retryAfter)
    ? Math.ceil(Duration.toSeconds(reason.retryAfter))
    : undefined

/** Advice of the engine that is for programmers, and what a person at the terminal does in its place. */
const advice: ReadonlyArray<readonly [programmer: string, person: (vendor: string) => string]> = [
  [
    "it is not tried again before it changes or the manager is reset",
    (vendor) => `it is not tried again before it changes, or with \`crm-auth login ${vendor} --again\``
  ],
  ["then reset the manager", (vendor) => `then run \`crm-auth login ${vendor} --again\``],
  ["or when the manager is reset", (vendor) => `or with \`crm-auth login ${vendor} --again\``],
  [
    "provide a SecondFactor that answers it",
    (vendor) => `run \`crm-auth login ${vendor}\` in a terminal, or give --totp-command`
  ],
  ["set allowSpacesAroundSecrets if", () => "use --allow-spaces-around-secrets if"],
  [
    "if you know what this code means, say so with the option `refine`",
    (vendor) => `\`crm-auth explain ${vendor} CODE\` tells what is known of a code; else ask the vendor`
  ]
]

/** The engine's message with advice that a person can follow without a program of their own. */
const messageForPeople = ({ message, vendor }: AuthError): string =>
  advice.reduce((text, [programmer, person]) => text.replace(programmer, () => person(vendor)), message)

/** What an `AuthError` means to the person at the terminal. With `guarded`, no request was made. */
export const fromAuthError = (error: AuthError, guarded = false): CliFailure => {
  const { reason, vendor } = error
  const code = codeOf(reason)
  const retryAfter = retryAfterOf(reason)
  const isGuard = guarded && exitCodeOf(reason) === exitCodes.logIn.code
  const message = messageForPeople(error)
  return new CliFailure({
    exitCode: isGuard ? exitCodes.stop.code : exitCodeOf(reason),
    message: isGuard ? `${message}\nNothing was sent: these credentials were refused before.` : message,
    reason: reason._tag,
    vendor,
    ...(code === undefined ? undefined : { code }),
    ...(retryAfter === undefined ? undefined : { retryAfter })
  })
}

/** Any error as a failure of the command. Nothing of an unknown error is printed but its message. */
export const toFailure = (error: unknown): CliFailure => {
  if (error instanceof CliFailure) return error
  if (error instanceof AuthError) return fromAuthError(error)
  return failure("unexpected", error instanceof Error && error.message !== "" ? error.message : String(error))
}
