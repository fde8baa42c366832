/** An element of a reply. Owns its text and its children, which the scan adds while the element is open. */
import { decodeReferences } from "./xmlReferences.ts"

const none: ReadonlyArray<never> = []

const eachAttribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Line ends as XML reads them. */
const withLineEnds = (text: string): string => (text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text)

/** A part of a text keeps all of it alive: a session of 32 characters the whole reply, for hours. A copy does not. */
const own = (part: string): string => ` ${part}`.slice(1)

export class XmlElement {
  readonly name: string
  readonly #attributes: string
  #children: Array<XmlElement> | undefined = undefined
  #text = ""

  /** `attributes` is what the start tag says behind the name. It was proved well-formed. */
  constructor(name: string, attributes: string) {
    this.name = name
    this.#attributes = attributes
  }

  /** The elements right inside it. */
  get children(): ReadonlyArray<XmlElement> {
    return this.#children ?? none
  }

  /** Its own text, without that of elements inside it, trimmed. */
  get text(): string {
    return own(this.#text.trim())
  }

  /** Its attributes, in the order in which they were written. */
  get attributes(): ReadonlyArray<readonly [name: string, value: string]> {
    if (this.#attributes === "") return none
    return Array.from(this.#attributes.matchAll(eachAttribute), ([, name = "", double, single]) => [
      name,
      own(decodeReferences(withLineEnds(double ?? single ?? "")))
    ])
  }

  add(child: XmlElement): void {
    if (this.#children === undefined) this.#children = [child]
    else this.#children.push(child)
  }

  /** Takes text as it was written, with references. */
  addText(written: string): void {
    this.#text += decodeReferences(withLineEnds(written))
  }

  /** Takes the content of a CDATA section. */
  addSection(content: string): void {
    this.#text += withLineEnds(content)
  }
}
