/** What is printed of a command line: help, the version, and what to do where it is mistaken. */
import * as CliOutput from "effect/cli/CliOutput"
import type * as CliError from "effect/cli/CliError"
import * as Effect from "effect/Effect"
import process from "node:process"
import { type CliFailure, failure } from "./failure.ts"
import { failureJson } from "./output.ts"
import { hasColours } from "./prompts.ts"
import { flagOf, vendors } from "./vendors.ts"

/** What to do in place of a flag for a secret, such as `--password X`; `undefined` for every other mistake. */
const secretFlagAdvice = (error: CliError.CliError, args: ReadonlyArray<string>): string | undefined => {
  if (error._tag !== "UnrecognizedOption") return undefined
  const flag = error.option.replace(/^-+/, "").replace(/=.*$/s, "")
  const secrets = vendors.flatMap(({ methods, name }) =>
    methods.flatMap(({ fields }) => fields.flatMap((field) => (field.secret ? [{ name, field }] : [])))
  )
  if (!secrets.some(({ field }) => flagOf(field.name) === flag)) return undefined
  const own = secrets.filter(({ name }) => args.some((text) => text.toLowerCase() === name))
  const found = own.find(({ field }) => flagOf(field.name) === flag) ?? own[0]
  const variable = found === undefined ? "the vendor's variable" : found.field.variable
  return `No flag takes a secret: set ${variable} or use --password-stdin.`
}

/** What a person meant by a flag that other programs have in that place; `undefined` if it cannot be told. */
const adviceOn = (
  command: string | undefined,
  errors: ReadonlyArray<CliError.CliError>,
  args: ReadonlyArray<string>
): string | undefined => {
  const [flag] = errors.flatMap((error) => (error._tag === "UnrecognizedOption" ? [error.option] : []))
  if (flag === undefined) return undefined
  if (command === "exec" && !args.includes("--")) {
    return `${flag} is no flag of \`exec\`. Put \`--\` before the command whose flag it is, such as: crm-auth exec kayako -- sh -c 'echo hello'`
  }
  return command === "request" && flag === "-X"
    ? "The method needs no flag; it comes before the path, such as: crm-auth request kayako POST '/staffapi/index.php?/Tickets/Retrieve'"
    : undefined
}

/** Help goes to standard output when it was asked for. A mistake goes to standard error. */
export const presenter = (asJson: boolean, args: ReadonlyArray<string>): CliOutput.Presenter => {
  const formatter = CliOutput.defaultFormatter({
    colors: process.stdout.isTTY && hasColours(process.env)
  })
  return {
    present: (event) =>
      Effect.sync(() => {
        switch (event._tag) {
          case "Help":
            process.stdout.write(`${formatter.formatHelpDoc(event.helpDoc)}\n`)
            break
          case "Version":
            process.stdout.write(`${event.version}\n`)
            break
          case "InvalidInvocation": {
            const message =
              adviceOn(event.commandPath.at(-1), event.errors, args) ??
              event.errors.map((error) => secretFlagAdvice(error, args) ?? error.message).join("\n")
            const hint = `Run \`${event.commandPath.join(" ")} --help\` for help.`
            printFailure(failure("usage", `${message}\n${hint}`), asJson)
          }
        }
      })
  }
}

/** Prints a failure on standard error. */
export const printFailure = (error: CliFailure, asJson: boolean): void => {
  if (error.message === "") return
  process.stderr.write(asJson ? `${JSON.stringify(failureJson(error))}\n` : `crm-auth: ${error.message}\n`)
}
