/** What an operation answers: the document of its success, and the examples of all its answers. */
import * as Pointer from "../pointer.ts"
import { isReference } from "../read/openapi.ts"
import type { MediaType, OperationObject } from "../read/openapi.ts"
import { alternatives } from "../read/schema.ts"
import type { Found } from "../read/schema.ts"
import { follow } from "../read/spec.ts"
import type { Spec } from "../read/spec.ts"
import { replyKind, type ReplyKind } from "./media.ts"
import type { Example, Operation, Output } from "./operation.ts"

interface Media {
  readonly status: string
  readonly at: string
  readonly mediaType: string
  readonly media: MediaType
}

/** What a reply is read as. What the spec says is never decoded is text, whatever its type on the wire. */
const kindOf = (mediaType: string, media: MediaType): ReplyKind | undefined =>
  media["x-crm-undecoded"] === true ? "text" : replyKind(mediaType)

const contents = (spec: Spec, at: string, responses: OperationObject["responses"]): ReadonlyArray<Media> =>
  Pointer.entries(Pointer.child(at, "responses"), responses).flatMap((entry) => {
    const response = follow(spec, "responses", entry)
    if (response === undefined) return []
    return Pointer.entries(Pointer.child(response.at, "content"), response.value.content).map((media) => {
      if (kindOf(media.name, media.value) === undefined) {
        spec.report(
          media.at,
          "is a media type that replies can't be read in: use JSON, XML, text/html or text/plain, or say x-crm-undecoded: true"
        )
      }
      return { status: entry.name, at: media.at, mediaType: media.name, media: media.value }
    })
  })

/** A reply's success is its 2xx, else its `default`, read from JSON or XML. */
const successOf = (spec: Spec, at: string, all: ReadonlyArray<Media>): Output | undefined => {
  const documents = all.filter(({ media, mediaType }) => kindOf(mediaType, media) !== "text")
  const good = documents.filter((media) => media.status.startsWith("2"))
  const [success, ...others] = good.length > 0 ? good : documents.filter((media) => media.status === "default")
  if (success === undefined) return undefined
  if (others.length > 0) {
    spec.report(
      Pointer.child(at, "responses"),
      "has more than one document of success: keep one status and one media type"
    )
  }
  if (success.media.schema === undefined) {
    spec.report(success.at, "has no schema: say what the document of success is")
    return undefined
  }
  const schema = { at: Pointer.child(success.at, "schema"), value: success.media.schema }
  const { good: kept, bad } = split(spec, schema)
  const [first, ...more] = kept
  if (first === undefined) {
    spec.report(schema.at, "has no alternative but failures: add the document of success")
    return undefined
  }
  return {
    alternatives: [first, ...more],
    narrowed: bad,
    status: success.status,
    mediaType: success.mediaType,
    xml: replyKind(success.mediaType) === "xml"
  }
}

/** The alternatives of a reply that are not marked as failures, and whether any was. */
const split = (spec: Spec, schema: Found): { readonly good: ReadonlyArray<Found>; readonly bad: boolean } => {
  const isFailure = (found: Found) => follow(spec, "schemas", found)?.value["x-crm-failure"] === true
  const branches = isReference(schema.value) ? undefined : alternatives({ at: schema.at, value: schema.value })
  const good = (branches ?? [schema]).filter((branch) => !isFailure(branch))
  return branches !== undefined && good.length === branches.length
    ? { good: [schema], bad: false }
    : { good, bad: branches !== undefined }
}

const statusNumber = (status: string): number => (status === "default" ? 200 : Number(status.replaceAll("X", "0")))

const examplesOf = (spec: Spec, all: ReadonlyArray<Media>): ReadonlyArray<Example> =>
  all.flatMap(({ status, at, mediaType, media }) =>
    Pointer.entries(Pointer.child(at, "examples"), media.examples).flatMap((entry): ReadonlyArray<Example> => {
      const example = follow(spec, "examples", entry)
      if (example === undefined) return []
      const number = example.value["x-status"] ?? statusNumber(status)
      return [
        {
          name: entry.name,
          at: example.at,
          value: example.value,
          status: number,
          mediaType,
          kind: kindOf(mediaType, media)
        }
      ]
    })
  )

export const replies = (
  spec: Spec,
  at: string,
  responses: OperationObject["responses"]
): Pick<Operation, "output" | "documents" | "examples"> => {
  const all = contents(spec, at, responses)
  const output = successOf(spec, at, all)
  const documents = all.flatMap(({ at: place, mediaType, media }) => {
    const { schema } = media
    return schema === undefined || kindOf(mediaType, media) === "text"
      ? []
      : [{ at: Pointer.child(place, "schema"), value: schema }]
  })
  return { ...(output === undefined ? {} : { output }), documents, examples: examplesOf(spec, all) }
}
