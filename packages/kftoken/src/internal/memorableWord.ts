/** Answers which characters of the memorable word the server wants. */
import type { Reason } from "@crm-auth/core"
import { charactersAt } from "@crm-auth/core/Driver"
import * as Arr from "effect/Array"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { CreateSessionTokenInput, TemporaryToken } from "../generated/schemas.ts"

type Wanted = TemporaryToken["MemorableWordList"]
type Answers = CreateSessionTokenInput["MemorableWordList"]

/**
 * The characters in the server's order, as they are stored: the server ignores their case. A word too short is found
 * here, before it costs an attempt.
 */
export const answersTo = (wanted: Wanted, word: Redacted.Redacted): Result.Result<Answers, Reason> => {
  const positions = wanted.map(({ Position }) => Number(Position))
  return Result.map(charactersAt(word, positions), (characters) =>
    Arr.zipWith(positions, characters, (Position, Value) => ({ Position, Value }))
  )
}
