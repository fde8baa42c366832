/** The log of events: one JSON object per line, without secrets, for `crm-auth log`. */
import type { SessionEvent } from "@crm-auth/core"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { codeOf, forPeople } from "./authFailure.ts"
import { eventsFile, type Folders } from "./paths.ts"
import type { Manager } from "./vendors.ts"

/** The file is begun anew at this size, and the one before it is kept. */
const longest = 1_000_000

/** A duration is a number of milliseconds, and its field's name says so. */
const inMillis = ([name, value]: readonly [string, unknown]): readonly [string, unknown] =>
  Duration.isDuration(value) ? [`${name}Millis`, Math.round(Duration.toMillis(value))] : [name, value]

/** An event as it is printed: reasons by their tag, message and code. */
export const printable = (profile: string, event: SessionEvent): string => {
  const { at, reason, vendor, ...rest } = { reason: undefined, ...event }
  const code = reason === undefined ? undefined : codeOf(reason)
  return JSON.stringify({
    at: new Date(at).toISOString(),
    vendor,
    profile,
    ...Object.fromEntries(Object.entries(rest).map(inMillis)),
    ...(reason === undefined
      ? undefined
      : { reason: reason._tag, message: forPeople(reason.message, vendor, { code }) }),
    ...(code === undefined ? undefined : { code })
  })
}

const append = (path: string, text: string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > longest) renameSync(path, `${path}.1`)
    appendFileSync(path, `${text}\n`, { mode: 0o600 })
  } catch {
    // A log that cannot be written must not stop what it is about.
  }
}

/** Writes a manager's events to the log for as long as the scope lives. */
export const logEvents = (folders: Folders, profile: string, manager: Manager) =>
  Effect.andThen(
    Effect.forkScoped(
      Stream.runForEach(manager.events, (event) =>
        Effect.sync(() => append(eventsFile(folders), printable(profile, event)))
      )
    ),
    // The stream is subscribed to before the first login.
    Effect.yieldNow
  )
