/** The error finder: from a vendor's code or text to a reason, and from a reason to what to do. */
import { reasons } from "../../../../packages/cli/src/reasons.ts"
import type { Page } from "./page.ts"
import { specs } from "./specs.ts"
import { conditionOf, reactionOf, table } from "./vendors.ts"

export const errorPage = (base: string): Page => ({
  slug: "errors",
  title: "Find an error",
  description: "From a vendor's code or text to its reason, and from a reason to what to do about it.",
  front: ["head:", "  - tag: script", `    attrs: { src: "${base}find.js", defer: true }`],
  body: [
    "Every failure is an `AuthError` with a `reason`. Look for the code that the vendor sent, or for the reason's name. `crm-auth explain <vendor> <code>` says the same in a terminal.",
    '<div class="find"></div>',
    "## Codes",
    ...specs.flatMap(({ label, name, rows }) => {
      const coded = rows.filter(
        ({ code, text }) => text !== undefined || code?.some((one) => one !== null && one !== "") === true
      )
      return [
        `### ${label}`,
        coded.length === 0
          ? `No code of ${label} is known: replies are told apart by their status and form. See [its table](/vendors/${name}/#errors).`
          : table(
              ["when", "reason", "what the engine does"],
              coded.map((row) => [
                conditionOf(row),
                `[\`${row.reason}\`](/errors/#${row.reason.toLowerCase()})`,
                reactionOf(row)
              ])
            )
      ]
    }),
    "## Reasons",
    ...Object.entries(reasons).flatMap(([tag, { engine, meaning, remedy }]) => [
      `### ${tag}`,
      meaning,
      `**The engine** ${engine}.`,
      `**You**: ${remedy}`
    ]),
    "### none",
    "The reply is a success, although it looks like a failure: a logout of a session that has ended, for example."
  ].join("\n\n")
})
