/** What the generated parts of a driver do with a session. */
import * as Pointer from "../pointer.ts"
import { secretField } from "../read/schema.ts"
import type { Spec } from "../read/spec.ts"
import type { Operation } from "./operation.ts"

/** The input of the logout that carries the session: its one secret; `undefined` if the engine puts the session in. */
export const logoutSession = (spec: Spec, operations: ReadonlyArray<Operation>): string | undefined =>
  operations
    .find((operation) => operation.id === spec.crm.logout?.operation)
    ?.inputs.find((input) => secretField(spec, input.schema))?.name

/** Names under which a session travels or arrives. */
export const sessionNames = (spec: Spec): ReadonlySet<string> =>
  new Set([
    ...spec.crm.place.flatMap((place) =>
      place.json === undefined ? place.name : (Pointer.tokens(place.json)[0] ?? [])
    ),
    ...Object.values(spec.crm.logins).flatMap((login) =>
      login.session.flatMap((pointer) => Pointer.tokens(pointer).at(-1) ?? [])
    )
  ])
