/** Tells the authorised client which operation a request is made for. Owns the secrets of the sessions that it was sent with. */
import * as Context from "effect/Context"

/** One run of an operation with a managed session. */
export class OperationCall {
  /** The operation's id. */
  readonly id: string
  /** Whether the request has this field. */
  readonly sent: (field: string) => boolean
  readonly #secrets = new Set<string>()

  constructor(id: string, sent: (field: string) => boolean) {
    this.id = id
    this.sent = sent
  }

  /** Adds the secrets of a session that the request is sent with: no failure of the run may show them. */
  sentWith(secrets: ReadonlyArray<string>): void {
    for (const secret of secrets) this.#secrets.add(secret)
  }

  /** The secrets of all sessions that the request was sent with. */
  get secrets(): ReadonlyArray<string> {
    return [...this.#secrets]
  }
}

/** The run that a request belongs to; `undefined` for a request of the application's own. */
export const CurrentCall = /*#__PURE__*/ Context.Reference<OperationCall | undefined>(
  "@crm-auth/core/internal/CurrentCall",
  { defaultValue: () => undefined }
)
