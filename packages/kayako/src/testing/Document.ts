/**
 * Writes StaffAPI documents in a dialect.
 *
 * @since 0.1.0
 */
import { type EmulatorReply, makeIds } from "@crm-auth/core/testing"
import type { KayakoDialect } from "./Options.ts"

/** An element: text, or elements inside, and attributes. */
export interface XmlElement {
  readonly name: string
  readonly content: string | ReadonlyArray<XmlElement>
  readonly attributes?: { readonly [name: string]: string }
}

export const element = (
  name: string,
  content: XmlElement["content"],
  attributes?: XmlElement["attributes"]
): XmlElement => ({ name, content, ...(attributes === undefined ? {} : { attributes }) })

// As PHP's htmlspecialchars with ENT_QUOTES.
const escape = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#039;")

const cdata = (text: string): string => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`

const write = (dialect: KayakoDialect, { attributes, content, name }: XmlElement): string => {
  const late = dialect.form === "late"
  const written = Object.entries(attributes ?? {}).map(([key, value]) => ` ${key}="${escape(value)}"`)
  const tag = name + written.join("")
  if (typeof content !== "string") return `<${tag}>${content.map((child) => write(dialect, child)).join("")}</${name}>`
  const text = dialect.controlCharacters && name === "error" ? `${content}\u0001` : content
  if (late && text === "") return `<${tag} />`
  return `<${tag}>${late ? cdata(text) : escape(text)}</${name}>`
}

/** One document: the XML declaration, and a root with these elements. */
export const xmlDocument = (dialect: KayakoDialect, elements: ReadonlyArray<XmlElement>): string => {
  const between = dialect.form === "late" ? "\n" : ""
  const inside = elements.map((entry) => write(dialect, entry) + between).join("")
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kayako_staffapi>${between}${inside}</kayako_staffapi>`
}

/** A document with a `status` and an `error` text only. An integer 0 is lost on the way out of a late build. */
export const statusDocument = (dialect: KayakoDialect, status: string, error: string): string =>
  xmlDocument(dialect, [
    element("status", status === "0" && dialect.form === "late" ? "" : status),
    element("error", error)
  ])

const latin1 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (character) => {
    const code = character.charCodeAt(0)
    return code > 255 ? 63 : code
  })

/** Sends a body as the server does: status 200 and `text/xml` without a charset, whatever it holds. */
export const send = (
  dialect: KayakoDialect,
  body: string,
  headers?: { readonly [name: string]: string }
): EmulatorReply => {
  const text = dialect.junk + body
  return {
    status: 200,
    headers: {
      "content-type": "text/xml",
      ...(dialect.contentMd5 ? { "content-md5": makeIds(text.length)("0123456789abcdef", 32) } : {}),
      ...headers
    },
    body: dialect.latin1 ? latin1(text) : text
  }
}
