/** How the command prints: help where it was asked for, and a mistake in few words on standard error. */
import * as CliOutput from "effect/cli/CliOutput"
import * as Console from "effect/Console"

/** Prints what is wrong with an invocation without the help. */
export const output = CliOutput.layerPresenter({
  present: (event) =>
    event._tag === "InvalidInvocation"
      ? Console.error(`${event.errors.map(({ message }) => message).join("\n")}\nAdd --help to see what there is.`)
      : CliOutput.defaultPresenter.present(event)
})
