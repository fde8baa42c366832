/** Says what a schema wants of a document, so that the XML reader can look for it. */
import * as Predicate from "effect/Predicate"
import type * as SchemaAST from "effect/SchemaAST"
import type { XmlContent, XmlElementShape } from "./xml.ts"

/** The property that takes an element's own text, beside its attributes. */
export const textProperty = "#text"

const none: XmlContent = { elements: {}, lists: [] }

/** What an optional or nullable field holds, or the only part of a union that is no text. */
const bare = (ast: SchemaAST.AST): SchemaAST.AST => {
  if (ast._tag !== "Union") return ast
  const parts = ast.types.map(bare)
  return parts.find(({ _tag }) => _tag === "Objects" || _tag === "Arrays" || _tag === "Suspend") ?? parts[0] ?? ast
}

const elementOf = (ast: SchemaAST.AST): "text" | XmlElementShape => {
  const wanted = bare(ast)
  if (wanted._tag === "Suspend") return suspended(wanted)
  if (wanted._tag !== "Objects") return "text"
  const content = contentOf(wanted)
  const texts = Object.entries(content.elements).flatMap(([name, rule]) => (rule === "text" ? [name] : []))
  const hasText = wanted.propertySignatures.some(({ name }) => name === textProperty)
  return { ...content, attributes: texts, ...(hasText ? { text: textProperty } : undefined) }
}

/** A schema that contains itself is looked at as deep as the document goes. Such an element has no text of its own. */
const suspended = ({ thunk }: SchemaAST.Suspend): XmlElementShape => {
  let made: XmlElementShape | undefined
  const look = (): XmlElementShape => {
    const rule = made ?? elementOf(thunk())
    return (made = rule === "text" ? { attributes: [] } : rule)
  }
  return {
    get attributes() {
      return look().attributes
    },
    get elements() {
      return look().elements ?? none.elements
    },
    get lists() {
      return look().lists ?? none.lists
    }
  }
}

/** The elements of a struct: those of an array may occur more than once. */
export const contentOf = (ast: SchemaAST.AST): XmlContent => {
  const wanted = bare(ast)
  if (wanted._tag === "Suspend") return contentOf(wanted.thunk())
  if (wanted._tag !== "Objects") return none
  const elements: { [name: string]: "text" | XmlElementShape } = {}
  const lists: Array<string> = []
  for (const { name, type } of wanted.propertySignatures) {
    if (!Predicate.isString(name) || name === textProperty) continue
    const field = bare(type)
    if (field._tag === "Arrays") lists.push(name)
    const [item] = field._tag === "Arrays" ? [...field.elements, ...field.rest] : [field]
    elements[name] = item === undefined ? "text" : elementOf(item)
  }
  return { elements, lists }
}
