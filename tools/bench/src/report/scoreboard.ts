/** The scoreboard's part of the page. */
import type { Scoreboard } from "../scoreboard/run.ts"
import { goals, keys, situations } from "../scoreboard/situations.ts"
import { table, verdict } from "./text.ts"

export const ourColumn = ({ columns }: Scoreboard) => columns.find(({ name }) => name === "@crm-auth")

export const scoreboardPage = (figures: Scoreboard): string => {
  const reasons: Array<string> = []
  const noteOf = (why: string): string => {
    if (!reasons.includes(why)) reasons.push(why)
    return `<sup>${reasons.indexOf(why) + 1}</sup>`
  }
  const { absent, columns } = figures
  const mine = ourColumn(figures)
  const rows = keys.map((key) => [
    situations[key],
    ...columns.map(({ cells, name, why }) => {
      const cell = cells[key]
      if (cell === undefined) return `–${noteOf(why[key] ?? "not measured")}`
      return name === "@crm-auth" ? `**${cell}**` : cell
    }),
    verdict(mine?.cells[key] === goals[key])
  ])
  return [
    "Each library as its documentation says, against a server on loopback that counts. Ours is every vendor package in turn; a soft renewal exists only where the vendor says when a session ends (CRM.COM).",
    table(["situation", ...columns.map(({ name, version }) => `${name} ${version}`), "goal"], rows),
    "–: has no answer to the situation, because",
    reasons.map((why, index) => `${index + 1}. ${why}`).join("\n"),
    ...absent.map(({ name, version, why }) => `No column: ${name} ${version} ${why}.`)
  ].join("\n\n")
}
