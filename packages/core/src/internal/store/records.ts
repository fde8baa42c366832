/** Encrypted records in their slots. */
import * as Effect from "effect/Effect"
import type { RecordCipher } from "./cipher.ts"
import { ageOf } from "./read.ts"
import { parseRecord, printRecord, type SessionRecord } from "./record.ts"
import type { ResilientBackend } from "./ResilientBackend.ts"
import type { StoreCaller } from "./SharedSessions.ts"

/** A record is dropped this long after it was written, whatever it holds. */
const keepMillis = 30 * 86_400_000

export const records = (cipher: RecordCipher, steps: ResilientBackend) => {
  /**
   * Writes a record. `false`: it is not in the store, whatever the cause. `undefined`: the write failed, and may still
   * have been done.
   */
  const put = (caller: StoreCaller, slot: string, token: string, id: string, record: SessionRecord) =>
    printRecord({ ...record, writtenAt: caller.now() }).pipe(
      Effect.flatMap((text) => cipher.close(slot, text)),
      Effect.flatMap((value) => steps.write(slot, token, { id, value, keepMillis }, caller.report)),
      Effect.catch((failure) =>
        Effect.as(
          Effect.sync(() => caller.report(failure)),
          false
        )
      )
    )

  /** Reads a record and its age, which is `undefined` if the record claims to be from the future. */
  const recordAt = Effect.fnUntraced(function* (slot: string, { now, report }: StoreCaller) {
    const answer = yield* steps.read(slot, report)
    if (answer?.found === undefined) return undefined
    const { found } = answer
    const record = yield* parseRecord(slot, yield* cipher.open(slot, found.value))
    return { record, age: ageOf(found, record, now()) }
  })

  return { put, recordAt }
}
