/**
 * The envelope around every answer.
 *
 * @since 0.1.0
 */
import type { EmulatorReply } from "@crm-auth/core/testing"
import { crash } from "./Dialect.ts"
import type { Installation, Outcome } from "./Installation.ts"
import { toJson } from "./Php.ts"

const notice = "\nNotice: Undefined index: example in /var/www/crm/include/Webservices/Example.php on line 13\n"

const json = (body: string, cookies: ReadonlyArray<string> = []): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "application/json", ...(cookies.length === 0 ? undefined : { "set-cookie": cookies }) },
  body
})

/**
 * A reply labelled JSON without a body: what comes of values that are no UTF-8 and of unknown formats.
 *
 * @category replies
 * @since 0.1.0
 */
export const emptyJson: EmulatorReply = json("")

/**
 * Puts an outcome into the envelope of an installation. `encoded` is false when the client asked for a format that
 * the server does not have: the work was done, and nothing is written.
 *
 * @category replies
 * @since 0.1.0
 */
export const envelope = (installation: Installation, outcome: Outcome, encoded: boolean): EmulatorReply => {
  const { dialect, quirks } = installation
  if (outcome.kind === "raw") return outcome.reply
  if (!encoded) return dialect.unknownFormat === "dies" ? crash : emptyJson
  const before = quirks.has("displayErrors") ? notice : ""
  if (outcome.kind === "result") {
    const moreinfo = dialect.moreinfo ? { moreinfo: outcome.moreinfo ?? null } : undefined
    return json(before + toJson({ success: true, result: outcome.result, ...moreinfo }), outcome.cookies)
  }
  const { code, message } = outcome.refusal
  const error = dialect.errorMembers === "code-first" ? { code, message } : { message, code }
  const moreinfo = dialect.moreinfo ? { moreinfo: null } : undefined
  return json(before + toJson({ success: false, error, ...moreinfo }), outcome.cookies)
}
