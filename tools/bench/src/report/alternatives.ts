/** The part of the page about clients of these vendors. */
import type { Alternatives } from "../alternatives/run.ts"
import { daily, dailyKeys } from "../alternatives/situations.ts"
import { dailyGoals } from "../ours/daily.ts"
import { table, verdict } from "./text.ts"

export const alternativesPage = ({ columns }: Alternatives): string => {
  const rows = dailyKeys.map((key) => [
    daily[key],
    ...columns.map(({ cells, name }) => {
      const cell = cells[key] ?? "–"
      return name === "@crm-auth" ? `**${cell}**` : cell
    }),
    verdict(columns.find(({ name }) => name === "@crm-auth")?.cells[key] === dailyGoals[key])
  ])
  return [
    "What people use for these vendors today, each written down as short as it can be judged (`tools/bench/src/alternatives`), against vtiger's emulator on loopback. What a platform keeps between two calls decides: n8n logs in once per execution, an automation piece once per action and keeps what it asked for in its log, Nango renews by the clock. Ours is every vendor in turn. A wrong access key costs the webservice family up to four logins a guard, because a lost challenge looks the same. –: has no store, and no tenants.",
    table(["situation", ...columns.map(({ name, version }) => `${name} (${version})`), "goal"], rows)
  ].join("\n\n")
}
