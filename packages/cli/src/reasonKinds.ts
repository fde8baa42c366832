/** The kind of each reason. The build puts the answer in the place of this module, so that a table needs no engine. */
import { Reason, type ReasonKind } from "@crm-auth/core"

/** Every reason's tag, and its kind. */
export const reasonKinds: ReadonlyArray<readonly [tag: string, kind: ReasonKind]> = Reason.members.map(
  ({ identifier, prototype }) => [identifier, prototype.kind]
)
