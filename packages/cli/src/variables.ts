/** How shells and files write variables. */
import * as Effect from "effect/Effect"
import * as CommandLine from "effect/process/CommandLine"
import * as Result from "effect/Result"
import { type CliFailure, failure } from "./failure.ts"
import type { Format, Variables } from "./sessionVariables.ts"

const shellWord = (value: string, format: "posix" | "powershell"): Effect.Effect<string, CliFailure> =>
  Result.match(CommandLine.quote(value, { format }), {
    onFailure: ({ message }) => Effect.fail(failure("unexpected", message)),
    onSuccess: Effect.succeed
  })

/** A value in the double quotes of a dotenv file. */
const dotenvWord = (value: string): string => `"${value.replace(/[\\"$`]/g, "\\$&").replaceAll("\n", "\\n")}"`

/** The variables as a shell, a file or a program reads them. */
export const printVariables = (variables: Variables, format: Format): Effect.Effect<string, CliFailure> => {
  const entries = Object.entries(variables)
  const lines = (print: (name: string, value: string) => Effect.Effect<string, CliFailure>) =>
    Effect.map(
      Effect.forEach(entries, ([name, value]) => print(name, value)),
      (lines) => lines.join("\n")
    )
  switch (format) {
    case "posix":
      return lines((name, value) => Effect.map(shellWord(value, "posix"), (word) => `export ${name}=${word}`))
    case "powershell":
      return lines((name, value) => Effect.map(shellWord(value, "powershell"), (word) => `$env:${name} = ${word}`))
    case "dotenv":
      return lines((name, value) => Effect.succeed(`${name}=${dotenvWord(value)}`))
    case "github":
      return lines((name, value) => {
        if (!value.includes("\n")) return Effect.succeed(`${name}=${value}`)
        const mark = `crm_auth_${name}`
        return Effect.succeed(`${name}<<${mark}\n${value}\n${mark}`)
      })
    case "json":
      return Effect.succeed(JSON.stringify(variables))
  }
}
