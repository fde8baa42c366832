/** Writes changelogs for users: the text of each note, without its commit, and which packages of this repository come along. */

const indented = ([first = "", ...others]) =>
  [`- ${first}`, ...others.map((line) => (line.trim() === "" ? "" : `  ${line}`))].join("\n")

export const getReleaseLine = async ({ summary }) => `\n${indented(summary.trim().split("\n"))}`

export const getDependencyReleaseLine = async (_changesets, updated) =>
  updated.length === 0
    ? ""
    : `\n- Comes with ${updated.map(({ name, newVersion }) => `\`${name}\` ${newVersion}`).join(" and ")}.`

export default { getReleaseLine, getDependencyReleaseLine }
