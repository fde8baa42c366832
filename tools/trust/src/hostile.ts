/** Bodies that break clients. */
import { xmlRootOf } from "./xmlRoot.ts"

const root = xmlRootOf("kayako")

/** A place in a document, as the keys that lead to it. */
export type Path = ReadonlyArray<string | number>

export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [key: string]: Json }

const isArray = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !isArray(value)

export const parse = (text: string): Json => JSON.parse(text)

/** Every place of a document, the root first. */
export const placesOf = (document: Json, path: Path = []): ReadonlyArray<Path> => [
  path,
  ...(isArray(document)
    ? document.flatMap((item, index) => placesOf(item, [...path, index]))
    : isRecord(document)
      ? Object.entries(document).flatMap(([key, item]) => placesOf(item, [...path, key]))
      : [])
]

/** The document as text, with another text at one place: what `JSON.stringify` would never write can be put there. */
export const writeWith = (document: Json, at: Path, text: string): string => {
  const [key, ...rest] = at
  if (key === undefined) return text
  if (isArray(document)) {
    return `[${document.map((item, index) => (index === key ? writeWith(item, rest, text) : JSON.stringify(item))).join()}]`
  }
  if (!isRecord(document)) return text
  const members = Object.entries(document).map(
    ([name, item]) => `${JSON.stringify(name)}:${name === key ? writeWith(item, rest, text) : JSON.stringify(item)}`
  )
  return `{${members.join()}}`
}

/** Puts members in front of and behind those of every object. */
export const inEveryObject = (document: Json, before: string, after: string): string => {
  if (isArray(document)) return `[${document.map((item) => inEveryObject(item, before, after)).join()}]`
  if (!isRecord(document)) return JSON.stringify(document)
  const members = Object.entries(document).map(
    ([name, item]) => `${JSON.stringify(name)}:${inEveryObject(item, before, after)}`
  )
  return `{${[before, ...members, after].filter((member) => member !== "").join()}}`
}

/** Writes every member twice, first with other values. */
export const everyMemberTwice = (document: Json, first: string): string => {
  if (isArray(document)) return `[${document.map((item) => everyMemberTwice(item, first)).join()}]`
  if (!isRecord(document)) return JSON.stringify(document)
  const members = Object.entries(document).flatMap(([name, item]) => [
    `${JSON.stringify(name)}:${first}`,
    `${JSON.stringify(name)}:${everyMemberTwice(item, first)}`
  ])
  return `{${members.join()}}`
}

/** The document with `null` for every value that is no object or list. */
export const nullEverywhere = (document: Json): string => {
  if (isArray(document)) return `[${document.map(nullEverywhere).join()}]`
  if (!isRecord(document)) return "null"
  return `{${Object.entries(document)
    .map(([name, item]) => `${JSON.stringify(name)}:${nullEverywhere(item)}`)
    .join()}}`
}

export const deepJson = (depth: number): string => "[".repeat(depth) + "]".repeat(depth)

export const deepObject = (depth: number): string => '{"a":'.repeat(depth) + "1" + "}".repeat(depth)

/** Names that are special to JavaScript. */
export const names = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "then",
  "toJSON"
]

export const notice =
  "<br />\n<b>Notice</b>:  Undefined index: foo in <b>/var/www/html/include/utils.php</b> on line <b>42</b><br />\n"

/** Bodies that are no answer of any vendor, by what they are. No JSON object is among them: to some that is one. */
export const strangeBodies: { readonly [name: string]: string | Uint8Array<ArrayBuffer> } = {
  "an HTML page": "<!DOCTYPE html><html><head><title>Hello</title></head><body><h1>Hello</h1></body></html>",
  "an empty body": "",
  "white space": " \r\n\t ",
  "a byte order mark alone": "\uFEFF",
  "a plain text": "Service temporarily unavailable",
  "JSON null": "null",
  "a JSON list": "[]",
  "a JSON number": "1e999",
  "a JSON text": '"OK"',
  "half a JSON object": '{"success":true,"result":{"tok',
  "deep JSON": deepJson(400_000),
  "deep unfinished JSON": "[".repeat(900_000),
  "deep objects, unfinished": '{"a":'.repeat(150_000),
  "another XML document": '<?xml version="1.0"?><other/>',
  "an unfinished XML document": `<?xml version='1.0'?><${root}><status>1</status>`,
  "a DOCTYPE": `<?xml version='1.0'?><!DOCTYPE ${root}><${root}><status>1</status></${root}>`,
  "an entity bomb":
    `<?xml version='1.0'?><!DOCTYPE ${root} [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>` +
    `<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><${root}><status>1</status><error>&c;</error></${root}>`,
  "an undefined entity": `<${root}><status>1</status><error>&bomb;</error></${root}>`,
  "an external entity":
    `<?xml version='1.0'?><!DOCTYPE ${root} [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>` +
    `<${root}><status>1</status><error>&a;</error></${root}>`,
  "deep XML": `<${root}>` + "<a>".repeat(100_000) + "</a>".repeat(100_000) + `</${root}>`,
  "XML with endless attributes": `<${root} ${'a="1" '.repeat(100_000)}/>`,
  "XML with an endless start tag": `<${root}${" ".repeat(900_000)}`,
  "a compressed body": new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56, 0x2a, 0x2e]),
  "bytes that are no UTF-8": new Uint8Array([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8]),
  "UTF-16": new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])
}
