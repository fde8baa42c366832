/** Records, sealed, in their places. */
import * as Effect from "effect/Effect"
import { ageOf } from "./read.ts"
import { type KeptRecord, parseRecord, printRecord } from "./record.ts"
import type { RecordCipher } from "./cipher.ts"
import type { StoreCaller } from "./SharedSessions.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"

/** A record is dropped this long after it was written, whatever it holds. */
const keepMillis = 30 * 86_400_000

export const records = (cipher: RecordCipher, steps: ResilientBackend) => {
  /** Puts a record in place. `false`: it is not there, whatever the cause. */
  const put = (wanted: StoreCaller, slot: string, token: string, id: string, record: KeptRecord) =>
    printRecord({ ...record, writtenAt: wanted.now() }).pipe(
      Effect.flatMap((text) => cipher.close(slot, text)),
      Effect.flatMap((value) => steps.write(slot, token, { id, value, keepMillis }, wanted.report)),
      Effect.map((done) => done === true),
      Effect.catch((failure) =>
        Effect.as(
          Effect.sync(() => wanted.report(failure)),
          false
        )
      )
    )

  /** The record that is in a place, and its age. */
  const recordAt = Effect.fnUntraced(function* (slot: string, { now, report }: StoreCaller) {
    const answer = yield* steps.read(slot, report)
    if (answer?.found === undefined) return undefined
    const { found } = answer
    const record = yield* parseRecord(slot, yield* cipher.open(slot, found.value))
    return { record, age: ageOf(found, record, now()) }
  })

  return { put, recordAt }
}
