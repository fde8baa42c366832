/** Reads a page of docs/traps: a list of numbered traps. */

export interface Trap {
  readonly id: string
  readonly title: string
}

export interface Page {
  readonly name: string
  readonly traps: ReadonlyArray<Trap>
  /** What is wrong with the page itself. A number that it leaves out would hide a trap. */
  readonly problems: ReadonlyArray<string>
}

export const readPage = (name: string, text: string): Page => {
  const traps = [...text.matchAll(/^- \*\*([A-Z]\d\d)\*\* +([^\n]+)$/gm)].map(([, id = "", said = ""]) => ({
    id,
    title: said.split(/(?<=[.!?])\s/)[0] ?? said
  }))
  const ids = traps.map(({ id }) => id).sort()
  const problems: Array<string> = []
  const letters = new Set(ids.map((id) => id.charAt(0)))
  if (letters.size !== 1)
    problems.push(letters.size === 0 ? "lists no trap" : "numbers its traps with more than one letter")
  ids.forEach((id, index) => {
    if (ids.indexOf(id) !== index) problems.push(`lists ${id} twice`)
  })
  const [letter = ""] = letters
  for (let number = 1; number <= Number(ids.at(-1)?.slice(1) ?? 0); number++) {
    const id = letter + String(number).padStart(2, "0")
    if (letters.size === 1 && !ids.includes(id)) problems.push(`leaves out ${id}`)
  }
  return { name, traps, problems }
}
