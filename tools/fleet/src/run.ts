/** Runs one seed: makes its program, plays it, and shrinks it when it breaks a promise. */
import * as fc from "fast-check"
import type { Program } from "./program/Program.ts"
import { programs } from "./program/programs.ts"
import { play, playWithPromises } from "./play.ts"

/** A program that broke a promise. */
export interface Finding {
  readonly seed: number
  readonly message: string
  readonly program: Program
}

const arbitrary = programs(["none"])

/** The program of a seed. */
export const programOf = (seed: number): Program => {
  const [program] = fc.sample(arbitrary, { seed, numRuns: 1 })
  if (program === undefined) throw new Error("no program")
  return program
}

const messageOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Plays a program; what it broke, if anything. */
export const attempt = async (program: Program): Promise<string | undefined> => {
  try {
    if (program.cipher === "real") await playWithPromises(program)
    else play(program)
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}

/** The smallest program of this seed that still breaks a promise, found within `millis`. */
export const shrink = async (seed: number, millis: number): Promise<Finding | undefined> => {
  let smallest: Finding | undefined
  await fc.check(
    fc.asyncProperty(arbitrary, async (program) => {
      const message = await attempt(program)
      if (message === undefined) return
      smallest = { seed, message, program }
      throw new Error(message)
    }),
    { seed, numRuns: 1, interruptAfterTimeLimit: millis }
  )
  return smallest
}
