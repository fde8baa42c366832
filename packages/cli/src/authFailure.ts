/** The engine's errors as failures of a command. */
import { AuthError } from "@crm-auth/core"
import * as Duration from "effect/Duration"
import { exitCodeOf, exitCodes } from "./exitCodes.ts"
import { CliFailure, failure } from "./failure.ts"
import { span } from "./time.ts"

/** The vendor's own code, where a reason carries one. */
export const codeOf = (reason: object): string | undefined =>
  "code" in reason && typeof reason.code === "string" && reason.code !== "" ? reason.code : undefined

/** Seconds until the next try, where a reason says so. */
export const retryAfterOf = (reason: object): number | undefined =>
  "retryAfter" in reason && Duration.isDuration(reason.retryAfter)
    ? Math.ceil(Duration.toSeconds(reason.retryAfter))
    : undefined

/** What is known of the command whose failure is told. */
export interface Told {
  /** The command that logs in to the account, such as `crm-auth login kayako --profile work`. */
  readonly login?: string
  /** Whether a later run finds what this one noted: the session, and that credentials were refused. @default true */
  readonly isKept?: boolean
  /** What holds the vendor's address, such as a variable. */
  readonly address?: string | undefined
  /** Nothing was sent, because the credentials were refused before; for `millis` more, or until they change. */
  readonly guarded?: { readonly millis: number | undefined } | undefined
}

/** A word of a command, quoted for a shell where that is needed. */
const word = (text: string): string => (/^[\w.@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)

/** The command that logs in to an account, with the flags that say which. */
export const loginCommand = (
  vendor: string,
  profile: string,
  { method }: { readonly method: string | undefined }
): string =>
  [
    `crm-auth login ${vendor}`,
    ...(profile === vendor ? [] : [`--profile ${word(profile)}`]),
    ...(method === undefined ? [] : [`--method ${word(method)}`])
  ].join(" ")

/** What the advice for a person depends on. */
interface About {
  /** The command that logs in to the account. */
  readonly login: string
  /** Whether a later run finds what this one noted. */
  readonly isKept: boolean
  readonly vendor: string
  /** The vendor's own code, if there is one. */
  readonly code: string | undefined
}

/** Advice of the engine that is for programmers, and what a person at the terminal does in its place. */
const advice: ReadonlyArray<readonly [programmer: string, person: (about: About) => string]> = [
  [
    "it is not tried again before it changes or `reset` is called",
    ({ isKept, login }) =>
      isKept
        ? `it is not tried again before it changes, or with \`${login} --again\``
        : "with --store none nothing remembers this, and each run sends it again"
  ],
  [
    "then call `reset`",
    ({ isKept, login }) => (isKept ? `then run \`${login} --again\`` : "then run the command again")
  ],
  [
    "it is asked for again after a pause, or when `reset` is called",
    ({ isKept, login }) =>
      isKept
        ? `it is asked for again after a pause, or with \`${login} --again\``
        : "run the command again to be asked for another"
  ],
  [
    "provide a SecondFactor, or the option `secondFactor`, that answers it",
    ({ login }) => `run \`${login}\` in a terminal, or give --totp-command`
  ],
  ["set allowSpacesAroundSecrets if", () => "use --allow-spaces-around-secrets if"],
  ["set allowInsecureHttp if", () => "use --allow-insecure-http if"],
  [
    "if you know what this code means, say so with the option `refine`",
    ({ code, vendor }) =>
      code !== undefined && /^[\w.-]+$/.test(code)
        ? `\`crm-auth explain ${vendor} ${code.startsWith("-") ? `-- ${code}` : code}\` tells what is known of the code; else ask the vendor`
        : "ask the vendor what it means"
  ]
]

/** A text of the engine with advice that a person can follow without a program of their own. */
export const forPeople = (
  text: string,
  vendor: string,
  {
    code,
    isKept = true,
    login = loginCommand(vendor, vendor, { method: undefined })
  }: Told & { readonly code?: string | undefined } = {}
): string =>
  advice.reduce(
    (text, [programmer, person]) => text.replace(programmer, () => person({ login, isKept, vendor, code })),
    text
  )

const messageOf = ({ message, reason, vendor }: AuthError, told: Told): string => {
  const text = forPeople(message, vendor, { ...told, code: codeOf(reason) })
  if (reason._tag !== "Transport") return text
  const address = told.address === undefined ? "" : `check ${told.address}, or `
  return `${text}; ${address}run \`crm-auth doctor ${vendor}\``
}

const guardText = ({ millis }: { readonly millis: number | undefined }): string => {
  const until = millis === undefined || !Number.isFinite(millis) ? "they change" : `${span(millis)} have passed`
  return `Nothing was sent: these credentials were refused before, and are not sent again until ${until}.`
}

/** What an `AuthError` means to the person at the terminal. */
export const fromAuthError = (error: AuthError, told: Told = {}): CliFailure => {
  const { reason, vendor } = error
  const code = codeOf(reason)
  const retryAfter = retryAfterOf(reason)
  const guard = exitCodeOf(reason) === exitCodes.logIn.code ? told.guarded : undefined
  const message = messageOf(error, told)
  return new CliFailure({
    exitCode: guard === undefined ? exitCodeOf(reason) : exitCodes.stop.code,
    message: guard === undefined ? message : `${message}\n${guardText(guard)}`,
    reason: reason._tag,
    vendor,
    ...(code === undefined ? undefined : { code }),
    ...(retryAfter === undefined ? undefined : { retryAfter })
  })
}

/** Any error as a failure of the command. Nothing of an unknown error is printed but its message. */
export const toFailure = (error: unknown, told?: Told): CliFailure => {
  if (error instanceof CliFailure) return error
  if (error instanceof AuthError) return fromAuthError(error, told)
  return failure("unexpected", error instanceof Error && error.message !== "" ? error.message : String(error))
}
