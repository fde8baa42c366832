/** The command: `npm create @crm-auth [name] [--spec FILE] [--out FOLDER]`, with a flag for each question. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Prompt from "effect/cli/Prompt"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import process from "node:process"
import * as Questions from "./answers.ts"
import { vendorIn } from "./files/read.ts"
import { CreateFailure, scaffold, type ScaffoldOptions } from "./scaffold.ts"

const name = Argument.String("name").pipe(
  Argument.withDescription("The vendor's name, in lower-case letters: acme"),
  Argument.optional
)

const text = (flag: string, description: string, metavar: string) =>
  Flag.String(flag).pipe(Flag.withDescription(description), Flag.withMetavar(metavar), Flag.optional)

/** A flag of a question. Its help says what each answer means. */
const choice = <A extends string>({ asks, choices, flag, preset }: Questions.Question<A>) => {
  const meanings = choices.map(([answer, meaning]) => `${answer}: ${meaning}`).join("; ")
  const names: ReadonlyArray<A> = choices.map(([answer]) => answer)
  return Flag.Literals(flag, names).pipe(Flag.withDescription(`${asks} ${meanings}. Default: ${preset}`), Flag.optional)
}

const flags = {
  name,
  spec: text("spec", "Write the package of this spec, instead of asking how the vendor works", "FILE"),
  out: text("out", "The package's folder. Default: one of the package's name", "FOLDER"),
  label: text("label", "The vendor's name as people write it. Default: the name", "TEXT"),
  package: text("package", "The name of the npm package. Default: crm-auth- and the name", "NAME"),
  format: choice(Questions.format),
  session: choice(Questions.place),
  login: choice(Questions.login),
  end: choice(Questions.end),
  yes: Flag.Boolean("yes").pipe(
    Flag.withAlias("y"),
    Flag.withDescription("Ask nothing: a question whose flag is not given takes its default"),
    Flag.withDefault(false)
  )
}

/** Asks a question that no flag has answered; without a person, the default is the answer. */
const answered = <A extends string>(
  { asks, choices, preset }: Questions.Question<A>,
  given: Option.Option<A>,
  asking: boolean
) => {
  if (Option.isSome(given)) return Effect.succeed(given.value)
  if (!asking) return Effect.succeed(preset)
  return Prompt.run(
    Prompt.Select({
      message: asks,
      choices: choices.map(([value, description]) => ({ title: value, value, description }))
    })
  )
}

const validName = (vendor: string): Effect.Effect<string, string> => {
  const problem = Questions.nameProblem(vendor)
  return problem === undefined ? Effect.succeed(vendor) : Effect.fail(problem)
}

/** Whether a person is there to be asked. */
const isTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY

/** What a command that writes somewhere else does instead of its defaults. */
export interface Place {
  /** What a person types to name a vendor. */
  readonly usage: string
  /** The npm package of a vendor. */
  readonly npm: (vendor: string) => string
  /** The package's folder. */
  readonly folder: (names: Questions.Names) => string
  /** The root of the workspace that the package becomes a member of. */
  readonly workspace?: string | undefined
  /** What the person does next. */
  readonly next: (names: Questions.Names, folder: string) => Effect.Effect<void, CreateFailure>
}

const here: Place = {
  usage: "npm create @crm-auth acme",
  npm: (vendor) => Questions.namesOf(vendor).npm,
  folder: ({ npm }) => npm.replace(/^.*\//, ""),
  next: (_, folder) => Console.log(`\ncd ${folder}\nnpm install\nnpm test`)
}

export const command = (place: Place = here) =>
  Command.make("crm-auth-create", flags, (input) =>
    Effect.gen(function* () {
      const path = yield* Path.Path
      const fs = yield* FileSystem.FileSystem
      const asking = !input.yes && isTerminal()
      const label = Option.getOrUndefined(input.label)
      const npmOf = (vendor: string) => Option.getOrElse(input.package, () => place.npm(vendor))
      const spec = Option.getOrUndefined(input.spec)
      const badPackage = Option.isSome(input.package) ? Questions.packageProblem(input.package.value) : undefined
      if (badPackage !== undefined) return yield* new CreateFailure({ message: `--package ${badPackage}` })
      const from: ScaffoldOptions["from"] & { readonly vendor: string } = yield* Effect.gen(function* () {
        if (spec !== undefined) {
          const file = path.resolve(spec)
          const source = yield* Effect.mapError(
            fs.readFileString(file),
            ({ message, reason }) =>
              new CreateFailure({
                message: reason._tag === "NotFound" ? `there is no file ${spec}` : `can't read ${spec}: ${message}`
              })
          )
          const vendor = vendorIn(source) ?? ""
          return { vendor, spec: file, names: { label, npm: npmOf(vendor) } }
        }
        const given = Option.isSome(input.name)
          ? input.name.value
          : asking
            ? yield* Prompt.run(Prompt.String({ message: "What is the vendor called?", validate: validName }))
            : yield* new CreateFailure({ message: `name the vendor: ${place.usage}` })
        const vendor = yield* Effect.mapError(validName(given), (message) => new CreateFailure({ message }))
        const named =
          label ??
          (asking
            ? yield* Prompt.run(
                Prompt.String({ message: "How do people write its name?", default: Questions.namesOf(vendor).label })
              )
            : undefined)
        const answers: Questions.Answers = {
          format: yield* answered(Questions.format, input.format, asking),
          place: yield* answered(Questions.place, input.session, asking),
          login: yield* answered(Questions.login, input.login, asking),
          end: yield* answered(Questions.end, input.end, asking)
        }
        return { vendor, names: Questions.namesOf(vendor, { label: named, npm: npmOf(vendor) }), answers }
      })
      const names = "answers" in from ? from.names : Questions.namesOf(from.vendor, { label, npm: npmOf(from.vendor) })
      const folder = path.resolve(Option.getOrElse(input.out, () => place.folder(names)))
      const written = yield* scaffold({ folder, from, workspace: place.workspace })
      const shown = path.relative(path.resolve("."), folder) || "."
      yield* Console.log(`${written.names.npm}: ${written.files.length} files in ${shown}`)
      yield* place.next(written.names, shown)
    }).pipe(Effect.tapErrorTag("CreateFailure", ({ message }) => Console.error(message)))
  ).pipe(
    Command.withDescription("Writes a package that logs in to a vendor and stays logged in"),
    Command.withExamples([
      { command: "npm create @crm-auth acme", description: "Ask how Acme works, and write its package" },
      {
        command: "npm create @crm-auth acme -- --format xml --session body --login second-factor --end idle",
        description: "Ask nothing that a flag answers"
      },
      { command: "npm create @crm-auth -- --spec acme.yaml", description: "Write the package of a spec" }
    ])
  )
