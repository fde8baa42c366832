/** The packages that the sections of a README name, and those that their programs import. */
import { type Block, blocksOf, commandsOf, programsOf } from "./blocks.ts"

export { type Block, blocksOf }

/** A program, and the packages that its reader has by then. */
export interface ReadmeProgram {
  readonly line: number
  readonly code: string
  readonly packages: ReadonlyArray<string>
}

const installed = (text: string): ReadonlyArray<string> =>
  commandsOf(blocksOf(text)).flatMap((command) => {
    const [, names] = /^npm install (?:--save-dev )?(.*)$/.exec(command) ?? []
    return names === undefined ? [] : names.split(" ")
  })

/** The programs of a README: a section's own packages come on top of those of "Install". */
export const readmePrograms = (markdown: string): ReadonlyArray<ReadmeProgram> => {
  const sections = markdown.split(/^(?=#{2,3} )/m)
  const base = installed(sections.find((section) => section.startsWith("## Install")) ?? "")
  let line = 0
  return sections.flatMap((section) => {
    const before = line
    line += section.split("\n").length - 1
    const packages = [...new Set([...base, ...installed(section)])].sort()
    return programsOf(blocksOf(section)).map((program) => ({
      line: before + program.line,
      code: program.code,
      packages
    }))
  })
}

/** The package of a module's name; `undefined` for one of Node. */
const packageOf = (specifier: string): string | undefined => {
  if (specifier.startsWith("node:")) return undefined
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/")
}

/** The packages that a program imports and its section does not name. */
export const unnamed = ({ code, packages }: ReadmeProgram): ReadonlyArray<string> =>
  [...code.matchAll(/ from "([^"]+)"/g)].flatMap(([, specifier = ""]) => {
    const name = packageOf(specifier)
    return name === undefined || packages.includes(name) ? [] : [name]
  })
