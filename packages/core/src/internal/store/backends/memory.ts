/** Records in this process, for managers that are made apart and share an account. Owns the slots. */
import * as Effect from "effect/Effect"
import type { SessionStoreBackend } from "../backend.ts"

interface Slot {
  value: string | undefined
  id: string
  at: number
  fence: string
  leasedUntil: number
  leaseMillis: number
}

/** `now` is the one clock of all its users. */
export const memoryBackend = (now: () => number): SessionStoreBackend => {
  const slots = new Map<string, Slot>()
  const slotOf = (key: string): Slot => {
    const found = slots.get(key)
    if (found !== undefined) return found
    const made: Slot = { value: undefined, id: "", at: 0, fence: "", leasedUntil: 0, leaseMillis: 0 }
    slots.set(key, made)
    return made
  }
  const at = <A>(key: string, f: (slot: Slot, now: number) => A) => Effect.sync(() => f(slotOf(key), now()))
  return {
    name: "memory",
    read: (key) => at(key, ({ at, value }, now) => (value === undefined ? undefined : { value, ageMillis: now - at })),
    acquire: (key, token, millis) =>
      at(key, (slot, now) => {
        // A lease further away than one can last was taken before the clock was set back.
        if (now < slot.leasedUntil && slot.leasedUntil - now <= slot.leaseMillis) return false
        slot.fence = token
        slot.leasedUntil = now + millis
        slot.leaseMillis = millis
        return true
      }),
    extend: (key, token, millis) =>
      at(key, (slot, now) => {
        if (slot.fence !== token || now >= slot.leasedUntil) return
        slot.leasedUntil = now + millis
        slot.leaseMillis = millis
      }),
    write: (key, token, { id, value }) =>
      at(key, (slot, now) => {
        if (slot.fence !== token) return false
        Object.assign(slot, { id, value, at: now })
        return true
      }),
    release: (key, token) =>
      at(key, (slot) => {
        if (slot.fence === token) slot.leasedUntil = 0
      }),
    remove: (key, id) =>
      at(key, (slot) => {
        if (slot.id === id) slot.value = undefined
      })
  }
}
