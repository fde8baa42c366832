/** What the flags that every command understands ask for. */
import * as Context from "effect/Context"
import type * as Duration from "effect/Duration"
import type { Folders } from "./paths.ts"

/** Where sessions are kept between two runs. */
export type StoreKind = "file" | "redis" | "none"

/** The settings of one run. */
export class Settings extends Context.Service<
  Settings,
  {
    /** Answers and errors are JSON. */
    readonly json: boolean
    /** No notes and no progress. */
    readonly quiet: boolean
    /** Questions can be asked: there is a terminal, and `--no-input` was not given. */
    readonly interactive: boolean
    /** Text may be coloured and lines rewritten. */
    readonly rich: boolean
    /** Requests are printed, without secrets. */
    readonly debug: boolean
    /** How long the whole command may take. */
    readonly timeout: Duration.Duration | undefined
    readonly profile: string | undefined
    readonly store: StoreKind | undefined
    readonly method: string | undefined
    /** A command that prints the secret. */
    readonly passwordCommand: string | undefined
    /** The secret is the first line of standard input. */
    readonly passwordStdin: boolean
    /** A command that prints the answer to a second factor. */
    readonly totpCommand: string | undefined
    readonly saveCredentials: boolean
    /** A secret may start or end with spaces. */
    readonly allowSpacesAroundSecrets: boolean
    /** Requests may go to another machine by `http:`. */
    readonly allowInsecureHttp: boolean
    /** What the command is about to do has been said already. */
    readonly announced: boolean
    /** Fields of the account that were given as flags. */
    readonly account: { readonly [name: string]: string }
    readonly folders: Folders
    readonly environment: { readonly [name: string]: string | undefined }
  }
>()("@crm-auth/cli/Settings") {}
