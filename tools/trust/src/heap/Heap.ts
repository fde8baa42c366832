/** What of a process's heap is reachable: a snapshot of V8 in a file, walked from its root. */
import { createReadStream, createWriteStream } from "node:fs"
import { json } from "node:stream/consumers"
import { pipeline } from "node:stream/promises"
import { getHeapSnapshot } from "node:v8"

interface Snapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: ReadonlyArray<string>
      readonly node_types: readonly [ReadonlyArray<string>, ...ReadonlyArray<unknown>]
      readonly edge_types: readonly [ReadonlyArray<string>, ...ReadonlyArray<unknown>]
    }
  }
  readonly nodes: ReadonlyArray<number>
  readonly edges: ReadonlyArray<number>
  readonly strings: ReadonlyArray<string>
}

/** A reference from one object to another: a property, a variable of a closure, an entry of a collection. */
export interface Reference {
  readonly type: string
  readonly name: string
  /** Whether the object that refers has a property of this name. */
  readonly ownerHas: (property: string) => boolean
}

/** A reference is three numbers: its type, its name, and where its target starts. */
const edgeSize = 3

/** Writes what the heap holds into a file. V8 collects garbage first. */
export const writeHeap = (file: string): Promise<void> => pipeline(getHeapSnapshot(), createWriteStream(file))

/** Reads such a file, and gives the texts that are reachable, each with one way to it. */
export const readHeap = async (
  file: string
): Promise<(leaveOut?: (reference: Reference) => boolean) => ReadonlyMap<string, string>> => {
  // V8 writes a document of this form.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { edges, nodes, snapshot, strings } = (await json(createReadStream(file))) as Snapshot
  const { edge_types, node_fields, node_types } = snapshot.meta
  const nodeSize = node_fields.length
  const places = Object.fromEntries(node_fields.map((field, place) => [field, place]))
  const valueOf = (node: number, field: string): number => nodes[node * nodeSize + (places[field] ?? NaN)] ?? NaN
  const nameOf = (node: number): string => strings[valueOf(node, "name")] ?? ""
  const isText = (node: number): boolean => node_types[0][valueOf(node, "type")] === "string"

  const count = nodes.length / nodeSize
  const ends = new Uint32Array(count)
  for (let node = 0, end = 0; node < count; node++) {
    end += valueOf(node, "edge_count")
    ends[node] = end
  }

  const referencesOf = (node: number) =>
    Array.from({ length: valueOf(node, "edge_count") }, (_, index) => {
      const at = ((ends[node - 1] ?? 0) + index) * edgeSize
      const type = edge_types[0][edges[at] ?? NaN] ?? ""
      const name = edges[at + 1] ?? NaN
      const isNumber = type === "element" || type === "hidden"
      return { type, name: isNumber ? String(name) : (strings[name] ?? ""), to: (edges[at + 2] ?? NaN) / nodeSize }
    })

  /** Whether a reference keeps its target: a table of a weak map does not, its keys do. */
  const keeps = (from: number, { name, type }: { readonly name: string; readonly type: string }): boolean =>
    type !== "weak" &&
    type !== "shortcut" &&
    // The properties in this list are references of the object as well, by their names.
    !(type === "internal" && name === "properties") &&
    !(name.includes(" / part of key ") && name.includes(`(table @${valueOf(from, "id")})`))

  return (leaveOut = () => false) => {
    const cameFrom = new Map<number, readonly [from: number, name: string]>([[0, [0, ""]]])
    const wayTo = (node: number): string => {
      const way: Array<string> = []
      for (let at = node; at !== 0;) {
        const [from, name] = cameFrom.get(at) ?? [0, ""]
        way.unshift(`${nameOf(from).slice(0, 40)}.${name.slice(0, 60)}`)
        at = from
      }
      return way.slice(-12).join(" > ")
    }
    const wait = [0]
    const texts = new Map<string, string>()
    for (let from = wait.pop(); from !== undefined; from = wait.pop()) {
      if (isText(from)) texts.set(nameOf(from), wayTo(from))
      const references = referencesOf(from)
      const ownerHas = (property: string): boolean =>
        references.some(({ name, type }) => type === "property" && name === property)
      for (const reference of references) {
        if (cameFrom.has(reference.to) || !keeps(from, reference) || leaveOut({ ...reference, ownerHas })) continue
        cameFrom.set(reference.to, [from, reference.name])
        wait.push(reference.to)
      }
    }
    return texts
  }
}
