/** Reads the members of interfaces, each with its docstring, out of TypeScript sources as they are written in this repository. */

/** A member of an interface. */
export interface Member {
  readonly name: string
  /** Its docstring as one line of Markdown, without tags. */
  readonly text: string
  /** What stands after `@default`. */
  readonly standard: string | undefined
}

/** An interface, or a type that is written as one. */
export interface Declared {
  readonly parents: ReadonlyArray<string>
  readonly members: ReadonlyArray<Member>
}

const membersOf = (body: string): ReadonlyArray<Member> =>
  [...body.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*readonly (\w+)\??:/g)].map(([, comment = "", name = ""]) => {
    const text = comment.replaceAll(/\n\s*\* ?/g, "\n")
    const [said = "", ...tags] = text.split(/\n\s*@(?=[a-z])/)
    const standard = tags.find((tag) => tag.startsWith("default"))?.slice("default".length)
    return { name, text: oneLine(said), standard: standard === undefined ? undefined : oneLine(standard) }
  })

const oneLine = (text: string): string =>
  text
    .replaceAll(/\{@link (\S+?)\}/g, "`$1`")
    .replaceAll(/\s+/g, " ")
    .trim()

/** The interfaces of a source, by name. */
export const declarationsOf = (source: string): ReadonlyMap<string, Declared> => {
  const found = new Map<string, Declared>()
  for (const [, name = "", parents = "", body = ""] of source.matchAll(
    /^export interface (\w+)(?:<[^>]*>)?(?: extends ([\w, ]+))? \{\n([^]*?)^\}/gm
  )) {
    found.set(name, { parents: parents.split(/, */).filter((parent) => parent !== ""), members: membersOf(body) })
  }
  for (const [, name = "", body = ""] of source.matchAll(/^export type (\w+)(?:<[^>]*>)? =\n(  \|[^]*?)\n(?=\n|$)/gm)) {
    found.set(name, { parents: [], members: membersOf(body) })
  }
  return found
}

const declaredAs = (declarations: ReadonlyMap<string, Declared>, name: string): Declared => {
  const declared = declarations.get(name)
  if (declared === undefined) throw new Error(`no source declares the interface ${name}`)
  return declared
}

/** The members of an interface without those of what it extends. A name that nothing declares is an error. */
export const ownMembers = (declarations: ReadonlyMap<string, Declared>, name: string): ReadonlyArray<Member> =>
  declaredAs(declarations, name).members

/** The members of an interface and of all that it extends, its own first. A name that nothing declares is an error. */
export const allMembers = (declarations: ReadonlyMap<string, Declared>, name: string): ReadonlyArray<Member> => {
  const declared = declaredAs(declarations, name)
  const inherited = declared.parents.flatMap((parent) => allMembers(declarations, parent))
  const own = new Set(declared.members.map((member) => member.name))
  return [...declared.members, ...inherited.filter((member) => !own.has(member.name))]
}
