/** Reads a `multipart/form-data` body as PHP does. */

const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** One character per byte, so that parts with files in them can be cut out of a body. */
const toLatin1 = (bytes: Uint8Array): string => {
  let text = ""
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return text
}

/** Reads such a text as UTF-8; `undefined` if it is not valid UTF-8. */
const fromLatin1 = (text: string): string | undefined => {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0))
  const decoded = decoder.decode(bytes)
  const again = encoder.encode(decoded)
  return again.length === bytes.length && again.every((byte, index) => byte === bytes[index]) ? decoded : undefined
}

/** The name of a part, which PHP reads in double quotes, in single ones, or without any. */
const partName = /;\s*name=(?:"([^"]*)"|'([^']*)'|([^\s;"']+))/i

/**
 * The fields of a multipart form, the last of a name winning; `undefined` if the content type is another one. Uploads
 * are left out, as PHP keeps them apart. A value that is no UTF-8 is `undefined`.
 *
 * @category requests
 * @since 0.1.0
 */
export const multipartFields = (
  contentType: string,
  bytes: Uint8Array
): ReadonlyMap<string, string | undefined> | undefined => {
  const boundary = /^multipart\/form-data\b.*;\s*boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (boundary === undefined) return undefined
  const fields = new Map<string, string | undefined>()
  for (const part of toLatin1(bytes).split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf("\r\n\r\n")
    const disposition = part.slice(0, end)
    const [, double, single, bare] = partName.exec(disposition) ?? []
    const name = double ?? single ?? bare
    if (end < 0 || name === undefined || /;\s*filename=/i.test(disposition)) continue
    fields.set(fromLatin1(name) ?? name, fromLatin1(part.slice(end + 4, part.endsWith("\r\n") ? -2 : undefined)))
  }
  return fields
}
