/** All commands. What a command does is loaded when it is run. */
import * as NodePath from "@effect/platform-node/NodePath"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeStdio from "@effect/platform-node/NodeStdio"
import * as Cause from "effect/Cause"
import * as Argument from "effect/cli/Argument"
import * as CliConfig from "effect/cli/CliConfig"
import * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as GlobalFlag from "effect/cli/GlobalFlag"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import { ChildProcessSpawner, make as makeSpawner } from "effect/process/ChildProcessSpawner"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type * as Terminal from "effect/Terminal"
import process from "node:process"
import { announcementOf } from "./announcement.ts"
import { contradictionIn } from "./contradictions.ts"
import { parseDuration } from "./duration.ts"
import { exitCodes } from "./exitCodes.ts"
import { CliFailure, failure } from "./failure.ts"
import { foldersOf } from "./paths.ts"
import { presenter, printFailure } from "./presenter.ts"
import { forms } from "./written.ts"
import { hasColours, terminalLayer } from "./prompts.ts"
import { mistakeIn } from "./requestTarget.ts"
import { Settings } from "./settings.ts"
import { formats } from "./sessionVariables.ts"
import { socketProblem } from "./sockets.ts"
import type { Streams } from "./streams.ts"
import { flagFields, flagOf, vendorNames } from "./vendors.ts"
import { version } from "./version.ts"

/** A blank text is a mistake, such as that of a script whose variable is not set. */
const notBlank = Flag.filter(
  (text: string) => text.trim() !== "",
  () => "a text that is not blank"
)

const json = GlobalFlag.Setting("json")({
  flag: Flag.Boolean("json").pipe(
    Flag.withDescription("Print answers and errors as JSON"),
    Flag.withoutNegation,
    Flag.withDefault(false)
  )
})
const quiet = GlobalFlag.Setting("quiet")({
  flag: Flag.Boolean("quiet").pipe(
    Flag.withAlias("q"),
    Flag.withDescription("Print no notes and no progress"),
    Flag.withoutNegation,
    Flag.withDefault(false)
  )
})
const noInput = GlobalFlag.Setting("no-input")({
  flag: Flag.Boolean("no-input").pipe(
    Flag.withDescription("Never ask; fail instead"),
    Flag.withoutNegation,
    Flag.withDefault(false)
  )
})
const debug = GlobalFlag.Setting("debug")({
  flag: Flag.Boolean("debug").pipe(
    Flag.withDescription("Print each request on standard error, without secrets"),
    Flag.withoutNegation,
    Flag.withDefault(false)
  )
})
const timeout = GlobalFlag.Setting("timeout")({
  flag: Flag.String("timeout").pipe(
    Flag.withDescription("How long the command may take, such as 30s or 2m"),
    Flag.withMetavar("DURATION"),
    Flag.mapEffect((text) => {
      const duration = parseDuration(text)
      return duration === undefined
        ? Effect.fail(
            new CliError.InvalidValue({
              option: "timeout",
              value: text,
              expected: "a duration such as 500ms, 30s or 2m",
              kind: "flag"
            })
          )
        : Effect.succeed(duration)
    }),
    Flag.optional
  )
})
const profile = GlobalFlag.Setting("profile")({
  flag: Flag.String("profile").pipe(
    Flag.withDescription("The profile to use; by default the one named like the vendor"),
    Flag.withMetavar("NAME"),
    notBlank,
    Flag.optional
  )
})
const globals = [json, quiet, noInput, debug, timeout, profile] as const

const vendor = Argument.String("vendor").pipe(Argument.withDescription(`One of ${vendorNames.join(", ")}`))

const text = (name: string, description: string, metavar: string) =>
  Flag.String(name).pipe(Flag.withDescription(description), Flag.withMetavar(metavar), notBlank, Flag.optional)

const toggle = (name: string, description: string) =>
  Flag.Boolean(name).pipe(Flag.withDescription(description), Flag.withoutNegation, Flag.withDefault(false))

const many = (name: string, alias: string | undefined, description: string, metavar: string) => {
  const flag = Flag.String(name).pipe(Flag.withDescription(description), Flag.withMetavar(metavar))
  return Flag.atLeast(alias === undefined ? flag : Flag.withAlias(flag, alias), 0)
}

const port = (description: string) =>
  Flag.Int("port").pipe(
    Flag.withDescription(description),
    Flag.filter(
      (port) => port >= 0 && port <= 65_535,
      () => "a port between 0 and 65535"
    ),
    Flag.optional
  )

/** The flags of every command that opens an account. */
const account = {
  account: Object.fromEntries(
    flagFields.map((name) => [name, text(flagOf(name), `The account's ${name}, in place of its variable`, "TEXT")])
  ),
  method: text("method", "The login method; by default the vendor's first. `crm-auth vendors` lists them", "NAME"),
  passwordCommand: text(
    "password-command",
    "A command whose first line of output is the secret; login keeps its text in the profile",
    "COMMAND"
  ),
  passwordStdin: toggle("password-stdin", "The first line of standard input is the secret"),
  totpCommand: text(
    "totp-command",
    "A command whose first line of output answers a second factor; login keeps its text in the profile",
    "COMMAND"
  ),
  allowSpacesAroundSecrets: toggle(
    "allow-spaces-around-secrets",
    "Accept a secret that starts or ends with a space; by default it is refused, as a mistake of copying"
  ),
  allowInsecureHttp: toggle(
    "allow-insecure-http",
    "Accept an address that starts with http:, though all is then readable on the way; by default it is refused"
  )
}

/** The flags of every command that uses an account's session. */
const session = {
  ...account,
  store: Flag.Literals("store", ["file", "redis", "none"]).pipe(
    Flag.withDescription("Where sessions are kept. Default: file"),
    Flag.optional
  )
}

interface AccountInput {
  readonly account?: { readonly [name: string]: Option.Option<string> }
  readonly method?: Option.Option<string>
  readonly store?: Option.Option<"file" | "redis" | "none">
  readonly passwordCommand?: Option.Option<string>
  readonly passwordStdin?: boolean
  readonly totpCommand?: Option.Option<string>
  readonly allowSpacesAroundSecrets?: boolean
  readonly allowInsecureHttp?: boolean
  readonly saveCredentials?: boolean
}

const orUndefined = <A>(option: Option.Option<A> | undefined): A | undefined =>
  option === undefined ? undefined : Option.getOrUndefined(option)

const settingsOf = Effect.fnUntraced(function* (input: AccountInput) {
  const environment = process.env
  const dumb = environment["TERM"] === "dumb"
  return {
    json: yield* json,
    quiet: yield* quiet,
    debug: yield* debug,
    timeout: orUndefined(yield* timeout),
    profile: orUndefined(yield* profile),
    interactive: process.stdin.isTTY && process.stderr.isTTY && !dumb && !(yield* noInput),
    rich: process.stderr.isTTY && hasColours(environment),
    account: Object.fromEntries(
      Object.entries(input.account ?? {}).flatMap(([name, value]) =>
        Option.isSome(value) ? [[name, value.value]] : []
      )
    ),
    method: orUndefined(input.method),
    store: orUndefined(input.store),
    passwordCommand: orUndefined(input.passwordCommand),
    passwordStdin: input.passwordStdin ?? false,
    totpCommand: orUndefined(input.totpCommand),
    saveCredentials: input.saveCredentials ?? false,
    allowSpacesAroundSecrets: input.allowSpacesAroundSecrets ?? false,
    allowInsecureHttp: input.allowInsecureHttp ?? false,
    announced: false,
    folders: foldersOf(environment),
    environment
  } satisfies typeof Settings.Service
})

/** What commands may use. */
type Services = Settings | ChildProcessSpawner | FileSystem.FileSystem | Path.Path | Terminal.Terminal

/** How a command is run. */
interface Run {
  readonly command: string
  /** What it is about to do with a vendor, such as "Checking". */
  readonly doing?: string
  /** Whether it does so with the account. @default true */
  readonly withAccount?: boolean
  /** The vendors that it is about to ask. */
  readonly vendors?: ReadonlyArray<string>
  /** Why the command cannot be meant as it was given. */
  readonly mistake?: string | undefined
  /** What is given beside the flags, as `contradictionIn` calls it. */
  readonly given?: ReadonlyArray<string>
  /** Whether `--timeout` ends it. @default true */
  readonly limited?: boolean
  /** Whether it has to do with accounts, so that `--profile` may name one. @default true */
  readonly ofAccounts?: boolean
}

const isGiven = (value: unknown): boolean =>
  value === true || (Option.isOption(value) ? Option.isSome(value) : Array.isArray(value) && value.length > 0)

/** What was given, by the names of the flags. */
const givenIn = (input: AccountInput, settings: typeof Settings.Service): ReadonlyArray<string> => [
  ...Object.entries(input).flatMap(([name, value]) =>
    isGiven(value) ? [name === "vendor" ? "a vendor" : `--${flagOf(name)}`] : []
  ),
  ...(Object.keys(settings.account).length > 0 ? ["a field of the account"] : []),
  ...(settings.profile === undefined ? [] : ["--profile"]),
  ...(settings.json ? ["--json"] : [])
]

/** Says what is about to happen, where a person may read it. */
const announce = ({ command, doing, vendors = [], withAccount }: Run, settings: typeof Settings.Service): boolean => {
  if (doing === undefined || settings.quiet || (settings.json && !process.stderr.isTTY)) return false
  const text = announcementOf(doing, vendors, settings, {
    mayMakeProfile: command === "login",
    ...(withAccount === undefined ? undefined : { withAccount })
  })
  if (text !== "") process.stderr.write(text)
  return text !== ""
}

/** Refuses contradictions, says what is about to happen, and then loads a command and runs it. */
const start = <A>(input: AccountInput, load: () => Promise<Effect.Effect<A, CliFailure, Services>>, run: Run) =>
  Effect.gen(function* () {
    const settings = yield* settingsOf(input)
    const useless =
      run.ofAccounts === false && settings.profile !== undefined
        ? `\`crm-auth ${run.command}\` uses no account, so --profile does not fit.`
        : undefined
    const mistake =
      run.mistake ?? useless ?? contradictionIn(run.command, [...givenIn(input, settings), ...(run.given ?? [])])
    if (mistake !== undefined) {
      return yield* failure("usage", `${mistake}\nRun \`crm-auth ${run.command} --help\` for help.`)
    }
    const announced = announce(run, settings)
    const loaded = Effect.flatten(Effect.promise(load))
    const late = failure("later", "No answer within --timeout; try again later, or give it more time.")
    const limited =
      settings.timeout === undefined || run.limited === false
        ? loaded
        : Effect.timeoutOrElse(loaded, { duration: settings.timeout, orElse: () => Effect.fail(late) })
    return yield* Effect.provideService(limited, Settings, { ...settings, announced })
  })

const login = Command.make(
  "login",
  {
    vendor: Argument.optional(vendor),
    all: toggle("all", "Log in to every profile"),
    again: toggle("again", "Try credentials again that were refused before"),
    saveCredentials: toggle("save-credentials", "Keep the secret in the keychain"),
    ...session
  },
  (input) =>
    start(input, () => import("./commands/login.ts").then(({ run }) => run(input)), {
      command: "login",
      doing: "Logging in to",
      vendors: Option.toArray(input.vendor)
    })
).pipe(
  Command.withDescription("Log in, keep the session, and say until when it is good"),
  Command.withExamples([
    { command: "crm-auth login kayako --url https://desk.example/support", description: "Asks for what is missing" },
    {
      command: "pass show kayako | crm-auth login kayako --password-stdin",
      description: "The password comes from a pipe"
    }
  ])
)

const check = Command.make("check", { vendor, ...session }, (input) =>
  start(input, () => import("./commands/check.ts").then(({ run }) => run(input)), {
    command: "check",
    doing: "Checking",
    vendors: [input.vendor]
  })
).pipe(Command.withDescription("Say whether the credentials work and the session is accepted"))

const status = Command.make("status", {}, () =>
  start({}, () => import("./commands/status.ts").then(({ run }) => run), { command: "status" })
).pipe(Command.withDescription("List every known session, and where each value came from"))

const token = Command.make(
  "token",
  {
    vendor,
    as: Flag.Literals("as", forms).pipe(Flag.withDescription("How to print the session"), Flag.withDefault("value")),
    ...session
  },
  (input) =>
    start(input, () => import("./commands/token.ts").then(({ run }) => run(input)), {
      command: "token",
      given: [`--as ${input.as}`]
    })
).pipe(
  Command.withDescription("Print the session for a script"),
  Command.withExamples([
    {
      command: "crm-auth token kftoken --as curl | curl -K - https://api.kashflow.com/v2/customers",
      description: "The session is in no list of arguments"
    }
  ])
)

const env = Command.make(
  "env",
  {
    vendor,
    format: Flag.Literals("format", formats).pipe(
      Flag.withDescription("How to write the variables. Default: posix"),
      Flag.optional
    ),
    ...session
  },
  (input) =>
    start(input, () => import("./commands/env.ts").then(({ run }) => run(input)), {
      command: "env",
      given: Option.toArray(input.format).map((format) => `--format ${format}`)
    })
).pipe(
  Command.withDescription("Print the session as environment variables"),
  Command.withExamples([{ command: 'eval "$(crm-auth env vtiger)"', description: "In a shell" }])
)

/** Why `exec` has no vendor: what stands behind `--` is the command. */
const vendorlessIn = (vendor: string, argv: ReadonlyArray<string>): string | undefined => {
  const end = argv.indexOf("--")
  return end === -1 || argv.slice(0, end).includes(vendor)
    ? undefined
    : `Name the vendor before \`--\`, such as: crm-auth exec kayako -- ${vendor}`
}

const exec = Command.make(
  "exec",
  { vendor, command: Argument.variadic(Argument.String("command")), ...session },
  (input) =>
    start(input, () => import("./commands/exec.ts").then(({ run }) => run(input)), {
      command: "exec",
      limited: false,
      mistake: vendorlessIn(input.vendor, process.argv)
    })
).pipe(
  Command.withDescription(
    "Run a command with the session in its environment, and without the vendor's secrets and the store's key"
  ),
  Command.withExamples([{ command: "crm-auth exec kayako -- php import.php", description: "KAYAKO_SESSION is set" }])
)

const request = Command.make(
  "request",
  {
    vendor,
    target: Argument.String("target").pipe(
      Argument.withDescription(
        "A path of the vendor, after a method if it is not the usual one: POST with a body or for a vendor that takes the session in a form only, else GET"
      ),
      Argument.between(1, 2)
    ),
    field: many("field", "f", "A field of the body; of the query, if the method is GET or HEAD", "NAME=VALUE"),
    form: many("form", "F", "A part of a multipart body; @ reads a file", "NAME=@FILE"),
    header: many("header", "H", "A header", "NAME: VALUE"),
    input: text("input", "A file that is the whole body; - is standard input", "FILE"),
    include: Flag.withAlias(toggle("include", "Print the status and the headers, too"), "i"),
    replaySafe: toggle("replay-safe", "Send it again after a rejected session, even if it writes"),
    ...session
  },
  (input) =>
    start(input, () => import("./commands/request.ts").then(({ run }) => run(input)), {
      command: "request",
      doing: "Asking",
      vendors: [input.vendor],
      given: Option.contains(input.input, "-") ? ["--input -"] : [],
      mistake: mistakeIn(input)
    })
).pipe(
  Command.withDescription(
    "Send one request with the session, and print the answer's body. It ends with the exit code of what the vendor says in it: see `crm-auth explain`"
  ),
  Command.withExamples([
    { command: "crm-auth request vtiger '/webservice.php?operation=listtypes'", description: "A GET" },
    { command: "crm-auth request vtiger GET /webservice.php -f operation=listtypes", description: "The same" },
    {
      command: "crm-auth request kayako '/staffapi/index.php?/Tickets/Retrieve' -f departmentid=1",
      description: "A form"
    }
  ])
)

const logout = Command.make(
  "logout",
  { vendor: Argument.optional(vendor), all: toggle("all", "End every known session"), ...session },
  (input) =>
    start(input, () => import("./commands/logout.ts").then(({ run }) => run(input)), {
      command: "logout",
      doing: "Logging out of",
      vendors: Option.toArray(input.vendor)
    })
).pipe(Command.withDescription("End the session at the vendor and forget it"))

const vendorsCommand = Command.make("vendors", { vendor: Argument.optional(vendor) }, (input) =>
  start({}, () => import("./commands/vendors.ts").then(({ run }) => run(input)), {
    command: "vendors",
    ofAccounts: false
  })
).pipe(Command.withDescription("List the vendors, or one of them, and what each wants"))

const explain = Command.make(
  "explain",
  {
    vendor,
    what: Argument.String("code-or-reason").pipe(
      Argument.withDescription("A code of the vendor, an HTTP status, or a reason")
    )
  },
  (input) =>
    start({}, () => import("./commands/explain.ts").then(({ run }) => run(input)), {
      command: "explain",
      ofAccounts: false
    })
).pipe(
  Command.withDescription("Say what a vendor's code or a reason means, and what to do; sends nothing"),
  Command.withExamples([{ command: "crm-auth explain kayako -- -1", description: "A code that begins with a dash" }])
)

const doctor = Command.make(
  "doctor",
  { vendor, tryLogin: toggle("try-login", "Log in once, if all other checks pass"), ...account },
  (input) =>
    start(input, () => import("./commands/doctor.ts").then(({ run }) => run(input)), {
      command: "doctor",
      doing: "Looking at",
      withAccount: input.tryLogin,
      vendors: [input.vendor],
      given: input.tryLogin ? [] : ["no --try-login"]
    })
).pipe(Command.withDescription("Look for what stands between this machine and the vendor"))

const profiles = Command.make("profiles").pipe(
  Command.withDescription("List or remove profiles"),
  Command.withSubcommands([
    Command.make("list", {}, () =>
      start({}, () => import("./commands/profiles.ts").then(({ list }) => list), { command: "profiles list" })
    ).pipe(Command.withDescription("List the profiles")),
    Command.make("remove", { name: Argument.String("name") }, (input) =>
      start({}, () => import("./commands/profiles.ts").then(({ remove }) => remove(input)), {
        command: "profiles remove"
      })
    ).pipe(Command.withDescription("Remove a profile and its saved secret"))
  ])
)

const log = Command.make(
  "log",
  {
    follow: Flag.withAlias(toggle("follow", "Keep printing events as they happen"), "f"),
    lines: Flag.Int("lines").pipe(
      Flag.withAlias("n"),
      Flag.withDescription("How many events to print first"),
      Flag.filter(
        (lines) => lines >= 0,
        () => "a number of events, 0 or more"
      ),
      Flag.withDefault(20)
    )
  },
  (input) =>
    start({}, () => import("./commands/log.ts").then(({ run }) => run(input)), { command: "log", limited: false })
).pipe(Command.withDescription("Print events of all runs, one JSON object per line"))

const emulate = Command.make(
  "emulate",
  {
    vendor,
    port: port("The port on 127.0.0.1; 0 takes a free one. Default: 8080"),
    accounts: text("accounts", "A JSON list of the accounts that can log in", "FILE"),
    dialect: text("dialect", "The release or variant that the emulator behaves as", "NAME"),
    option: many(
      "option",
      undefined,
      "An option of the emulator, such as url=http://desk.test:8080, the address that clients use",
      "NAME=VALUE"
    ),
    fault: many(
      "fault",
      undefined,
      "What goes wrong, such as login=drop, *=delay:500 or logout=503*2",
      "OPERATION=FAULT"
    )
  },
  (input) =>
    start({}, () => import("./commands/emulate.ts").then(({ run }) => run(input)), {
      command: "emulate",
      limited: false,
      ofAccounts: false,
      given: [
        ...(Option.isSome(input.dialect) ? ["--dialect"] : []),
        ...(Option.isSome(input.accounts) ? ["--accounts"] : []),
        ...(input.option.length > 0 ? ["--option"] : [])
      ]
    })
).pipe(
  Command.withDescription("Put a vendor's emulator on a port, for clients in any language"),
  Command.withExamples([
    { command: "crm-auth emulate kayako --port 8080", description: "Kayako at http://127.0.0.1:8080" }
  ])
)

const proxy = Command.make(
  "proxy",
  {
    vendors: Argument.atLeast(vendor, 1),
    port: port("The port on 127.0.0.1; 0 takes a free one. Default: 7000"),
    socket: text("socket", "A socket in place of the port, for this user alone", "PATH"),
    readOnly: toggle("read-only", "Pass on only requests that read"),
    allow: many("allow", undefined, "Pass on only requests that fit; may be given more than once", "'GET /customers*'"),
    audit: text("audit", "Write one line of JSON per request, without secrets", "FILE"),
    noToken: toggle("no-token", "Ask callers for no token"),
    ...session
  },
  (input) =>
    start(input, () => import("./commands/proxy.ts").then(({ run }) => run(input)), {
      command: "proxy",
      doing: "Opening",
      vendors: input.vendors,
      limited: false,
      given: input.vendors.length > 1 ? ["several vendors"] : [],
      mistake:
        new Set(input.vendors.map((name) => name.toLowerCase())).size < input.vendors.length
          ? "Name each vendor once; start a second proxy for a second account of the same vendor."
          : Option.isSome(input.socket)
            ? socketProblem()
            : undefined
    })
).pipe(
  Command.withDescription("Put a logged-in address on this machine, for any language"),
  Command.withExamples([
    { command: "crm-auth proxy kayako --port 7000 --read-only", description: "One vendor" },
    { command: "crm-auth proxy kayako crmcom", description: "Two, under /kayako and /crmcom" }
  ])
)

const completions = Command.make(
  "completions",
  { shell: Argument.Literals("shell", ["bash", "zsh", "fish", "powershell"]) },
  ({ shell }) =>
    start({}, () => import("./commands/completions.ts").then(({ run }) => run(tree(), shell)), {
      command: "completions",
      ofAccounts: false
    })
).pipe(Command.withDescription("Print completions for a shell"))

const help = Command.make("help").pipe(
  Command.withDescription("Print help on a topic, or on the command that you name"),
  Command.withSubcommands([
    Command.make("exit-codes", {}, () =>
      start({}, () => import("./commands/help.ts").then(({ runExitCodes }) => runExitCodes), {
        command: "help exit-codes",
        ofAccounts: false
      })
    ).pipe(Command.withDescription("What each exit code means"))
  ])
)

/** The whole tree, for the completions that are a part of it. */
const tree = (): Command.Command.Any => root

/** The commands that a person may ask help on. */
const topics = [
  login,
  check,
  status,
  token,
  env,
  exec,
  request,
  logout,
  proxy,
  emulate,
  explain,
  doctor,
  vendorsCommand,
  profiles,
  log,
  completions
] as const

/** The command with all that is below it. */
export const root = Command.make("crm-auth").pipe(
  Command.withDescription("Log in to a CRM, stay logged in, and use the session from any language"),
  Command.withSubcommands([...topics, help]),
  Command.withGlobalFlags(globals)
)

/** The words that the program is to read: `help login` is `login --help`. */
const wordsOf = (argv: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [first, topic, ...more] = argv
  if (first !== "help") return argv
  if (topic === undefined) return ["--help"]
  return topics.some(({ name }) => name === topic) ? [topic, ...more, "--help"] : argv
}

const exitCodeOfExit = (exit: Exit.Exit<unknown, unknown>, asJson: boolean, streams: Streams): number => {
  const problem = streams.outputProblem()
  const isCancelled = Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause)
  if (problem !== undefined && (isCancelled || Exit.isSuccess(exit))) {
    printFailure(failure("unexpected", problem), asJson)
    return exitCodes.unexpected.code
  }
  if (Exit.isSuccess(exit)) return exitCodes.success.code
  if (isCancelled) return streams.isEnded() ? exitCodes.success.code : exitCodes.cancelled.code
  const error = Cause.squash(exit.cause)
  if (CliError.isCliError(error)) {
    const wrong = error._tag !== "ShowHelp" || error.errors.length > 0
    return wrong ? exitCodes.usage.code : exitCodes.success.code
  }
  const failed =
    error instanceof CliFailure
      ? error
      : failure(
          "unexpected",
          `An unexpected error: ${error instanceof Error ? error.message : "unknown"}. Please report it.`
        )
  printFailure(failed, asJson)
  return failed.exitCode
}

/** Starts other programs with what is loaded when the first one is started. Most runs start none. */
const spawner = Layer.succeed(
  ChildProcessSpawner,
  makeSpawner((command) =>
    Effect.flatMap(
      Effect.promise(() => import("./spawner.ts")),
      ({ spawn }) => spawn(command)
    )
  )
)

/** What commands need of the machine. effect/cli asks for a file system, but no flag here reads a file through it. */
export const layer = Layer.mergeAll(
  spawner,
  FileSystem.layerNoop({}),
  NodePath.layer,
  NodeStdio.layer,
  terminalLayer,
  CliConfig.layer({ builtIns: [GlobalFlag.Help, GlobalFlag.Version] }),
  // What the engine logs is in the log of events; standard error is for the person.
  Logger.layer([])
)

/** Runs the program to its end, which ends the process. */
export const main = (argv: ReadonlyArray<string>, streams: Streams): void => {
  const end = argv.indexOf("--")
  const asJson = argv.slice(0, end === -1 ? undefined : end).includes("--json")
  const args = wordsOf(argv)
  const program = Effect.provide(
    Command.runWith(root, { version })(args),
    Layer.merge(layer, CliOutput.layerPresenter(presenter(asJson, args)))
  )
  NodeRuntime.runMain(program, {
    disableErrorReporting: true,
    teardown: (exit, onExit) => {
      // What was printed last must be out before the process ends.
      process.stdout.write("", () => {
        const code = exitCodeOfExit(exit, asJson, streams)
        process.exitCode = code
        onExit(code)
        process.exit(code)
      })
    }
  })
}
