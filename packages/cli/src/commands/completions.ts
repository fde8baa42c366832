/** `crm-auth completions`: completions for four shells. */
import type * as Command from "effect/cli/Command"
import * as Completions from "effect/cli/Completions"
import * as Effect from "effect/Effect"
import { line } from "../output.ts"
import { plainProfileNames } from "../plainProfile.ts"
import { Settings } from "../settings.ts"
import { vendorNames, vendors } from "../vendors.ts"

/** Flags that name a file. */
const files = new Set(["accounts", "audit", "input", "socket"])

const methods = [...new Set(vendors.flatMap(({ methods }) => methods.map(({ name }) => name)))]

/** Adds what shells can offer although any text is taken: vendors, profiles, login methods and files. */
const offering = (
  command: Completions.CommandDescriptor,
  profiles: ReadonlyArray<string>
): Completions.CommandDescriptor => {
  const choices = new Map([
    ["vendor", vendorNames],
    ["profile", profiles],
    ["method", methods]
  ])
  const typeOf = <T extends Completions.FlagType | Completions.ArgumentType>(name: string, type: T) => {
    const values = choices.get(name) ?? []
    if (type._tag !== "String") return type
    if (values.length > 0) return { _tag: "Choice" as const, values }
    return files.has(name) ? { _tag: "Path" as const, pathType: "file" as const } : type
  }
  return {
    ...command,
    arguments: command.arguments.map((argument) => {
      // `profiles remove` calls a profile by its name alone.
      const name = command.name === "remove" ? "profile" : argument.name
      return { ...argument, type: typeOf(name, argument.type) }
    }),
    flags: command.flags.map((flag) => ({ ...flag, type: typeOf(flag.name, flag.type) })),
    subcommands: command.subcommands.map((subcommand) => offering(subcommand, profiles))
  }
}

/** Prints the completions of a shell. */
export const run = (root: Command.Command.Any, shell: Completions.Shell) =>
  Effect.flatMap(Settings, ({ folders }) => {
    // A shell would take a name with a blank or a quote in it for something else.
    const profiles = plainProfileNames(folders).filter((name) => /^[\w.@-]+$/.test(name))
    const command = offering(Completions.fromCommand(root), profiles)
    return line(Completions.generate("crm-auth", shell, command))
  })
