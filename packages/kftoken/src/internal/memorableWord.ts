/** Answers which characters of the memorable word the server wants. */
import { type Reason, SecondFactorRejected, UnexpectedResponse } from "@crm-auth/core"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { CreateSessionTokenInput, TemporaryToken } from "../generated/schemas.ts"

type Wanted = (typeof TemporaryToken.Type)["MemorableWordList"]
type Answers = (typeof CreateSessionTokenInput.Type)["MemorableWordList"]

/**
 * The characters in the server's order, as they are stored: the server ignores their case. A word too short is found
 * here, before it costs an attempt. Neither positions nor the word's length are told.
 */
export const answersTo = (wanted: Wanted, word: Redacted.Redacted): Result.Result<Answers, Reason> => {
  // By code point: a character may be two units of UTF-16.
  const characters = Array.from(Redacted.value(word))
  const answers: Array<Answers[number]> = []
  for (const { Position } of wanted) {
    const position = Number(Position)
    if (!Number.isInteger(position) || position < 1) {
      return Result.fail(new UnexpectedResponse({ detail: "an unreadable position in the memorable word" }))
    }
    const character = characters[position - 1]
    if (character === undefined) {
      const detail = "the memorable word is too short for the characters that are wanted"
      return Result.fail(new SecondFactorRejected({ factor: "memorableWord", detail }))
    }
    answers.push({ Position: position, Value: Redacted.make(character) })
  }
  return Result.succeed(answers)
}
