/** Records in this process, for managers that are made apart and share an account. Owns the slots. */
import * as Effect from "effect/Effect"
import type { SessionStoreBackend } from "../backend.ts"

interface Slot {
  readonly value: string | undefined
  readonly id: string
  readonly at: number
  readonly fence: string
  readonly leasedUntil: number
  readonly leaseMillis: number
}

const empty: Slot = { value: undefined, id: "", at: 0, fence: "", leasedUntil: 0, leaseMillis: 0 }

/** `now` is the one clock of all its users. */
export const memoryBackend = (now: () => number): SessionStoreBackend => {
  const slots = new Map<string, Slot>()
  const at = <A>(key: string, f: (slot: Slot, now: number, change: (to: Partial<Slot>) => void) => A) =>
    Effect.sync(() => {
      const slot = slots.get(key) ?? empty
      return f(slot, now(), (to) => void slots.set(key, { ...slot, ...to }))
    })
  return {
    name: "memory",
    read: (key) => at(key, ({ at, value }, now) => (value === undefined ? undefined : { value, ageMillis: now - at })),
    acquire: (key, token, millis) =>
      at(key, (slot, now, change) => {
        // A lease further away than one can last was taken before the clock was set back.
        if (now < slot.leasedUntil && slot.leasedUntil - now <= slot.leaseMillis) return false
        change({ fence: token, leasedUntil: now + millis, leaseMillis: millis })
        return true
      }),
    extend: (key, token, millis) =>
      at(key, (slot, now, change) => {
        if (slot.fence === token && now < slot.leasedUntil) change({ leasedUntil: now + millis, leaseMillis: millis })
      }),
    write: (key, token, { id, value }) =>
      at(key, (slot, now, change) => {
        if (slot.fence !== token) return false
        change({ id, value, at: now })
        return true
      }),
    release: (key, token) =>
      at(key, (slot, _, change) => {
        if (slot.fence === token) change({ leasedUntil: 0 })
      }),
    remove: (key, id) =>
      at(key, (slot, _, change) => {
        if (slot.id === id) change({ value: undefined })
      })
  }
}
