/** All vendors. */
import type { Call, Flow, Subject } from "./Subject.ts"
import { corebos } from "./subjects/corebos.ts"
import { crmcom } from "./subjects/crmcom.ts"
import { kafinea } from "./subjects/kafinea.ts"
import { kayako, withoutKey } from "./subjects/kayako.ts"
import { kftoken, withoutWord } from "./subjects/kftoken.ts"
import { vtiger } from "./subjects/vtiger.ts"

export const subjects: ReadonlyArray<Subject> = [vtiger, corebos, kafinea, kayako, crmcom, kftoken]

export const calls: ReadonlyArray<Call> = subjects.flatMap((subject) => subject.calls)

export const flows: ReadonlyArray<Flow> = subjects.flatMap((subject) => subject.flows)

/** Flows that end at a second factor. */
export const factorless: ReadonlyArray<Flow> = [withoutKey, withoutWord]
