/** Runs one seed: makes its program, plays it, and shrinks it when it breaks a promise. */
import * as fc from "fast-check"
import type { Program, StoreKind } from "./program/Program.ts"
import { programs } from "./program/programs.ts"
import { play, type PlayOptions, playWithPromises } from "./play.ts"

/** A program that broke a promise. */
export interface Finding {
  readonly seed: number
  readonly message: string
  readonly program: Program
}

const every: ReadonlyArray<StoreKind> = ["none", "memory", "redis", "files", "keyValue"]

const arbitraries = new Map<ReadonlyArray<StoreKind>, fc.Arbitrary<Program>>()

const programsOn = (stores: ReadonlyArray<StoreKind>): fc.Arbitrary<Program> => {
  const made = arbitraries.get(stores) ?? programs(stores)
  arbitraries.set(stores, made)
  return made
}

/** The program of a seed, with one of these stores. */
export const programOf = (seed: number, stores = every): Program => {
  const [program] = fc.sample(programsOn(stores), { seed, numRuns: 1 })
  if (program === undefined) throw new Error("no program")
  return program
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

/** Plays a program; what it broke, if anything. */
export const attempt = async (program: Program, options: PlayOptions = {}): Promise<string | undefined> => {
  try {
    if (program.cipher === "real") await playWithPromises(program, options)
    else play(program, options)
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** The smallest program of this seed that still breaks a promise, found within `millis`. */
export const shrink = async (seed: number, millis: number, stores = every): Promise<Finding | undefined> => {
  let smallest: Finding | undefined
  await fc.check(
    fc.asyncProperty(programsOn(stores), async (program) => {
      const message = await attempt(program)
      if (message === undefined) return
      smallest = { seed, message, program }
      throw new Error(message)
    }),
    { seed, numRuns: 1, interruptAfterTimeLimit: millis }
  )
  return smallest
}
