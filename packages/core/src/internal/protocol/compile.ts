/** Compiles a protocol: its rows, pointers and durations are taken apart once, and every answer is read with the result. */
import type { Protocol } from "../../Protocol.ts"
import { known } from "../known.ts"
import { type CompiledEnvelope, compileEnvelope } from "./envelope.ts"
import { type Path, pathOf } from "./pointer.ts"
import { RowTable } from "./rows.ts"

/** What of a login its reply is read with. */
export interface CompiledLogin {
  /** Where its reply may hold the session, best first. */
  readonly session: ReadonlyArray<Path>
  /** Where its reply holds the base URL of the session's requests. */
  readonly origin: Path | undefined
}

/** A protocol as the interpreter reads it. */
export interface Compiled {
  readonly protocol: Protocol
  readonly envelope: CompiledEnvelope
  readonly rows: RowTable
  readonly logins: ReadonlyMap<string, CompiledLogin>
  /** The names that hold a secret. */
  readonly redact: ReadonlySet<string>
  /** The requests that may be repeated although their method says otherwise, as `METHOD target`. */
  readonly safe: ReadonlySet<string>
}

const make = (protocol: Protocol): Compiled => {
  const envelope = compileEnvelope(protocol.envelope)
  return {
    protocol,
    envelope,
    rows: new RowTable(protocol, envelope),
    logins: new Map(
      Object.entries(protocol.logins).map(([id, { origin, session }]) => [
        id,
        {
          session: session.map(pathOf),
          origin: origin === undefined ? undefined : pathOf(origin)
        }
      ])
    ),
    redact: new Set(protocol.redact),
    safe: new Set(protocol.safe)
  }
}

const compiled = /*#__PURE__*/ new WeakMap<Protocol, Compiled>()

/** The compiled form of a protocol, made when it is first read. */
export const compile = (protocol: Protocol): Compiled => known(compiled, protocol, () => make(protocol))
