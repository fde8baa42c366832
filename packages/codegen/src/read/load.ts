/** Reads a YAML file, remembering where each value stands. */
import * as Yaml from "yaml"
import * as Pointer from "../pointer.ts"
import type { Problem } from "../problem.ts"

export interface Source {
  /** As named in messages: relative to the repository. */
  readonly file: string
  readonly json: unknown
  readonly problem: (pointer: string, message: string) => Problem
  /** What is wrong with the YAML itself. */
  readonly problems: ReadonlyArray<Problem>
}

const start = (node: unknown): number | undefined => (Yaml.isNode(node) ? node.range?.[0] : undefined)

const keyText = (key: unknown): string => String(Yaml.isScalar(key) ? key.value : key)

/** Where the value at a pointer begins: a scalar at itself, a collection at its key; what is missing at its parent. */
const offsetOf = (document: Yaml.Document.Parsed, pointer: string): number => {
  let node: unknown = document.contents
  let offset = start(node) ?? 0
  for (const token of Pointer.tokens(pointer)) {
    if (Yaml.isAlias(node)) node = node.resolve(document)
    if (Yaml.isMap(node)) {
      const pair = node.items.find((item) => keyText(item.key) === token)
      if (pair === undefined) return offset
      node = pair.value
      offset = (Yaml.isScalar(node) ? start(node) : start(pair.key)) ?? offset
    } else if (Yaml.isSeq(node)) {
      node = node.items[Number(token)]
      if (node === undefined) return offset
      offset = start(node) ?? offset
    } else {
      return offset
    }
  }
  return offset
}

export const load = (file: string, text: string): Source => {
  const lines = new Yaml.LineCounter()
  const document = Yaml.parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false })
  const at = (offset: number, pointer: string, message: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), pointer, message }
  }
  const problems = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], "", `is not good YAML: ${error.message}`)
  )
  return {
    file,
    json: problems.length === 0 ? document.toJS() : undefined,
    problem: (pointer, message) => at(offsetOf(document, pointer), pointer, message),
    problems
  }
}
