/** Packages written into an ignored folder of this one, so that their imports resolve. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { type Answers, defaults, end, format, login, namesOf, place } from "../src/answers.ts"
import { scaffold, type Scaffolded, type ScaffoldOptions } from "../src/scaffold.ts"

/** The package that this file is part of. */
export const here = fileURLToPath(new URL("..", import.meta.url))

/** A folder for one test. */
export const folderOf = (name: string): string => join(here, ".cache", "test", name)

/** Writes a package into the folder of a test. */
export const written = async (name: string, from: ScaffoldOptions["from"]): Promise<Scaffolded> => {
  await rm(folderOf(name), { recursive: true, force: true })
  return Effect.runPromise(scaffold({ folder: folderOf(name), from }).pipe(Effect.provide(NodeServices.layer)))
}

/** A package of these answers; what is not given has its default. */
export const acme = (answers: Partial<Answers> = {}): ScaffoldOptions["from"] => ({
  names: namesOf("acme"),
  answers: { ...defaults, ...answers }
})

const answersOf = <A>({ choices }: { readonly choices: ReadonlyArray<readonly [A, string]> }): ReadonlyArray<A> =>
  choices.map(([answer]) => answer)

/** Every combination of answers. */
export const everyCombination: ReadonlyArray<Answers> = answersOf(format).flatMap((format) =>
  answersOf(place).flatMap((place) =>
    answersOf(login).flatMap((login) => answersOf(end).map((end): Answers => ({ format, place, login, end })))
  )
)

/** Combinations in which every answer is given. */
export const everyAnswer: ReadonlyArray<Answers> = everyCombination.filter(
  ({ end: e, format: f, login: l, place: p }) => {
    const [a, b, c, d] = [
      answersOf(format).indexOf(f),
      answersOf(place).indexOf(p),
      answersOf(login).indexOf(l),
      answersOf(end).indexOf(e)
    ]
    return a === b && b === c && c === d
  }
)

/** A name for a combination. */
export const nameOf = ({ end, format, login, place }: Answers): string => [format, place, login, end].join("-")
