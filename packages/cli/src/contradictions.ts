/** Flags that exclude each other. Two of them together are a mistake: neither is left aside without a word. */

/** Two flags that exclude each other, and why. */
interface Contradiction {
  /** The command that it holds for; without it, for every command. */
  readonly command?: string
  readonly one: string
  readonly others: ReadonlyArray<string>
  readonly why: string
}

/** Flags that describe one account. */
const ofOneAccount = ["--method", "--password-command", "--password-stdin"]

const contradictions: ReadonlyArray<Contradiction> = [
  { one: "--password-command", others: ["--password-stdin"], why: "the secret comes from one place" },
  ...["login", "logout"].flatMap((command) => [
    { command, one: "--all", others: ["a vendor"], why: "name one vendor, or take all" },
    {
      command,
      one: "--all",
      others: ["--profile", "a field of the account", ...ofOneAccount],
      why: "each profile has an account of its own"
    }
  ]),
  {
    command: "proxy",
    one: "--socket",
    others: ["--port"],
    why: "the proxy listens on a socket or on a port"
  },
  {
    command: "proxy",
    one: "several vendors",
    others: ["--profile", "a field of the account", ...ofOneAccount],
    why: "each vendor has an account of its own; use profiles or variables"
  },
  {
    command: "request",
    one: "--input",
    others: ["--field", "--form"],
    why: "--input is the whole body"
  },
  {
    command: "request",
    one: "--input -",
    others: ["--password-stdin"],
    why: "standard input holds the body or the secret"
  },
  { command: "token", one: "--json", others: ["--as curl"], why: "curl reads no JSON" },
  {
    command: "env",
    one: "--json",
    others: ["--format posix", "--format powershell", "--format dotenv", "--format github"],
    why: "choose one format"
  },
  {
    command: "emulate",
    one: "--dialect",
    others: ["--option", "--accounts"],
    why: "a dialect comes with its own accounts and options"
  },
  {
    command: "doctor",
    one: "no --try-login",
    others: ["--password-command", "--password-stdin", "--totp-command"],
    why: "credentials are used with --try-login only"
  }
]

/** The first contradiction among what was given; `undefined` without one. */
export const contradictionIn = (command: string, given: ReadonlyArray<string>): string | undefined => {
  const all = new Set(given)
  for (const { command: only, one, others, why } of contradictions) {
    const other = others.find((flag) => all.has(flag))
    if ((only ?? command) === command && all.has(one) && other !== undefined) {
      return `${one} and ${other} exclude each other: ${why}.`
    }
  }
  return undefined
}
