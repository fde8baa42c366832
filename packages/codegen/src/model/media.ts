/** The media types that the generator knows. */

export type ReplyKind = "json" | "xml" | "text"

const essence = (mediaType: string): string => (mediaType.split(";")[0] ?? "").trim().toLowerCase()

/** What a reply of a media type is read as; `text` is shown to people and never decoded. */
export const replyKind = (mediaType: string): ReplyKind | undefined => {
  const type = essence(mediaType)
  if (type === "application/json" || type === "text/json" || type.endsWith("+json")) return "json"
  if (type === "text/xml" || type === "application/xml" || type.endsWith("+xml")) return "xml"
  return type === "text/html" || type === "text/plain" ? "text" : undefined
}

/** How a request body of a media type is written. */
export const bodyKind = (mediaType: string): "form" | "json" | undefined => {
  const type = essence(mediaType)
  if (type === "application/x-www-form-urlencoded") return "form"
  return type === "application/json" ? "json" : undefined
}
