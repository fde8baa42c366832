/** The vendors of a project. Each project gets a file of its own in place of this one, which names those of the workspace. */
import type { AnySubject } from "./subject.ts"

export const vendors: ReadonlyArray<AnySubject> = []
