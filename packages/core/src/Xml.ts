/**
 * Reads XML replies for vendor packages: the elements that a spec names, as plain objects of texts. Generated operations
 * of vendors whose envelope is XML use it.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Xml from "effect/encoding/Xml"
import * as Stream from "effect/Stream"

/**
 * The elements below an element that are wanted: by name the text alone, or attributes, elements of their own and text.
 *
 * @category models
 * @since 0.1.0
 */
export interface XmlContent {
  /** What is wanted of each element. */
  readonly elements: { readonly [name: string]: "text" | XmlElementShape }
  /** Those that may occur more than once. */
  readonly lists: ReadonlyArray<string>
}

/**
 * An element that is more than a text.
 *
 * @category models
 * @since 0.1.0
 */
export interface XmlElementShape extends Partial<XmlContent> {
  /** The attributes that are wanted. */
  readonly attributes: ReadonlyArray<string>
  /** The property that holds the element's own text. */
  readonly text?: string
}

/**
 * What to read from a document.
 *
 * @category models
 * @since 0.1.0
 */
export interface XmlShape extends XmlContent {
  /** The name of the root element. */
  readonly root: string
}

/** An element that was read; it is filled while it is open. */
interface Node {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly children: Array<Node>
  text: string
}

/** Deeper documents are no reply of a vendor. */
const maxDepth = 64

/** Reads until the root ends. What comes after it is not looked at, so an error there does no harm. */
const rootOf = (text: string): { readonly root: Node | undefined; readonly complete: boolean } => {
  const open: Array<Node> = []
  let root: Node | undefined
  let complete = false
  const take = (event: Xml.Event): void => {
    const parent = open.at(-1)
    if (complete) return
    if (event._tag === "StartElement") {
      const node: Node = { name: event.name, attributes: event.attributes, children: [], text: "" }
      parent?.children.push(node)
      root ??= node
      open.push(node)
    } else if (event._tag === "EndElement") {
      open.pop()
      complete = open.length === 0
    } else if (event._tag === "Text" && parent !== undefined) parent.text += event.text
  }
  Effect.runSyncExit(
    Stream.make(text).pipe(
      Stream.pipeThroughChannel(Xml.decodeString({ maxDepth })),
      Stream.runForEach((event) => Effect.sync(() => take(event)))
    )
  )
  return { root, complete }
}

/** A part of a text keeps all of it in memory: a session of 32 characters the whole reply. A copy does not. */
const copy = (part: string): string => ` ${part}`.slice(1)

const ownText = ({ text }: Node): string => copy(text.trim())

const contentOf = (node: Node, { elements, lists }: XmlContent): ReadonlyArray<readonly [string, unknown]> =>
  Object.entries(elements).flatMap(([name, wanted]): ReadonlyArray<readonly [string, unknown]> => {
    const found = node.children.filter((child) => child.name === name).map((child) => valueOf(child, wanted))
    if (lists.includes(name)) return [[name, found]]
    // No reader can know which of two values holds.
    const isOne = found.length > 0 && found.every((value) => JSON.stringify(value) === JSON.stringify(found[0]))
    return isOne ? [[name, found[0]]] : []
  })

const valueOf = (node: Node, wanted: "text" | XmlElementShape): unknown => {
  if (wanted === "text") return ownText(node)
  const attributes = wanted.attributes.flatMap((name): ReadonlyArray<readonly [string, string]> => {
    const value = node.attributes[name]
    return value === undefined ? [] : [[name, copy(value)]]
  })
  return Object.fromEntries([
    ...attributes,
    ...(wanted.text === undefined ? [] : [[wanted.text, ownText(node)] as const]),
    ...(wanted.elements === undefined ? [] : contentOf(node, { elements: wanted.elements, lists: wanted.lists ?? [] }))
  ])
}

const escaped = (name: string): string => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/**
 * Reads the document of a text as a plain object of texts; `undefined` when the text holds no such document, never an
 * error. Junk before the root is skipped, and what follows the root is not looked at.
 *
 * A missing element is an absent property, an empty one the empty text, a list always an array. Texts are trimmed and
 * nothing becomes a number. A single element that occurs twice and says two things is absent. Names that the shape does
 * not have are left out. With `complete: false` the text may be the start of a document: what it has is read.
 *
 * @category decoding
 * @since 0.1.0
 */
export const parseXml = (text: string, shape: XmlShape, complete = true): unknown => {
  const start = text.search(new RegExp(`<${escaped(shape.root)}[\\s/>]`))
  if (start < 0) return undefined
  const read = rootOf(text.slice(start))
  if (read.root === undefined || (complete && !read.complete)) return undefined
  return Object.fromEntries(contentOf(read.root, shape))
}
