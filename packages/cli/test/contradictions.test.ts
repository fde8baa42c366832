/** Flags that exclude each other, and flags that a vendor does not have: a usage error, and nothing is sent. */
import * as CliOutput from "effect/cli/CliOutput"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { expect, it } from "vitest"
import { CliFailure } from "../src/failure.ts"
import { layer, root } from "../src/program.ts"

const silent: CliOutput.Presenter = { present: () => Effect.void }

/** Runs the command in this process; fails unless it fails with exit code 2. */
const mistake = async (args: ReadonlyArray<string>): Promise<string> => {
  const program = Effect.provide(
    Command.runWith(root, { version: "0" })(args),
    Layer.merge(layer, CliOutput.layerPresenter(silent))
  )
  const error = await Effect.runPromise(Effect.flip(program))
  if (!(error instanceof CliFailure)) throw new Error(`${args.join(" ")}: ${error._tag}`)
  expect([args, error.exitCode]).toEqual([args, 2])
  return error.message.split("\n")[0] ?? ""
}

it("flags that exclude each other are refused, in each command that has both", async () => {
  const secretTwice = ["--password-stdin", "--password-command", "pass show x"]
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    ...["login", "check", "token", "env", "exec", "logout", "proxy"].map(
      (command) =>
        [
          [command, "kayako", ...secretTwice],
          "--password-command and --password-stdin exclude each other: the secret comes from one place."
        ] as const
    ),
    [["request", "kayako", "/x", ...secretTwice], "--password-command and --password-stdin exclude each other"],
    ...["login", "logout"].flatMap((command) => [
      [[command, "kayako", "--all"], "--all and a vendor exclude each other"] as const,
      [[command, "--all", "--profile", "work"], "--all and --profile exclude each other"] as const,
      [[command, "--all", "--username", "jane"], "--all and a field of the account exclude each other"] as const,
      [[command, "--all", "--method", "login"], "--all and --method exclude each other"] as const,
      [[command, "--all", "--password-stdin"], "--all and --password-stdin exclude each other"] as const
    ]),
    [["proxy", "kayako", "--port", "0", "--socket", "/x"], "--socket and --port exclude each other"],
    [["proxy", "kayako", "vtiger", "--profile", "work"], "several vendors and --profile exclude each other"],
    [["proxy", "kayako", "vtiger", "--url", "https://x"], "several vendors and a field of the account exclude"],
    [["proxy", "kayako", "vtiger", "--password-stdin"], "several vendors and --password-stdin exclude each other"],
    [["proxy", "kayako", "Kayako"], "Name each vendor once"],
    [["request", "kayako", "/x", "--input", "a", "-f", "b=c"], "--input and --field exclude each other"],
    [["request", "kayako", "/x", "--input", "a", "-F", "b=c"], "--input and --form exclude each other"],
    [
      ["request", "kayako", "/x", "--input", "-", "--password-stdin"],
      "--input - and --password-stdin exclude each other"
    ],
    [["token", "kayako", "--as", "curl", "--json"], "--json and --as curl exclude each other"],
    [["env", "kayako", "--format", "posix", "--json"], "--json and --format posix exclude each other"],
    [["emulate", "kayako", "--dialect", "documented", "--option", "a=b"], "--dialect and --option exclude each other"],
    [
      ["emulate", "kayako", "--dialect", "documented", "--accounts", "x"],
      "--dialect and --accounts exclude each other"
    ],
    [["emulate", "kayako", "--option", "a=1", "--option", "a=2"], "--option a is given twice."],
    [
      ["emulate", "kayako", "--accounts", "x", "--option", "accounts=[]"],
      "--accounts and --option accounts exclude each other."
    ],
    [["doctor", "kayako", "--password-stdin"], "no --try-login and --password-stdin exclude each other"],
    [["request", "kayako", "GET"], "Give a path after GET"],
    [["request", "kayako", "GET", "x"], '"x" is not a path of the vendor'],
    [["request", "kayako", "FETCH", "/x"], '"FETCH" is not a method'],
    [["request", "kayako", "/x", "-f", "a"], '"a" is not of the form name=value.'],
    [["request", "kayako", "/x", "-F", "=a"], '"=a" is not of the form name=value or name=@file.'],
    [["request", "kayako", "/x", "-H", "a"], '"a" is not of the form Name: value.'],
    [["check", "kayako", "--organisation", "acme"], "Kayako Classic has no --organisation."]
  ]
  for (const [args, message] of cases) expect(await mistake(args)).toContain(message)
})

it("a flag that a command has no use for is unknown to it", async () => {
  for (const args of [
    ["token", "kayako", "--save-credentials"],
    ["doctor", "kayako", "--store", "file"],
    ["status", "--url", "https://x"]
  ]) {
    await expect(mistake(args)).rejects.toThrow("ShowHelp")
  }
})
