/** What the generated parts of a driver do with a session. */
import { secretField } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"

/** The input of the logout that carries the session: its one secret; `undefined` if the engine puts the session in. */
export const logoutSession = (spec: Spec, operations: ReadonlyArray<Operation>): string | undefined =>
  operations
    .find((operation) => operation.id === spec.crm.logout?.operation)
    ?.inputs.find((input) => secretField(spec, input.schema))?.name
