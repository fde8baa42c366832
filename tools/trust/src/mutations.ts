/** Requests that differ from a good one in one thing. */

/** A request as text. */
export interface RawRequest {
  readonly method: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}

/** A changed request, and what was changed. */
export interface Mutation {
  readonly name: string
  readonly request: RawRequest
}

interface Field {
  readonly name: string
  readonly text: string
}

const fieldsOf = (text: string): ReadonlyArray<Field> =>
  text.split("&").flatMap((pair) => (pair === "" ? [] : [{ name: pair.split("=")[0] ?? "", text: pair }]))

const valueOf = ({ name, text }: Field): string => text.slice(name.length + 1)

/** The changes of one list of fields. The values that count are those that the server knows: secrets and constants. */
const ofFields = (text: string, counts: (name: string) => boolean): ReadonlyArray<readonly [string, string]> => {
  const fields = fieldsOf(text)
  const join = (parts: ReadonlyArray<string>) => parts.filter((part) => part !== "").join("&")
  const texts = fields.map((field) => field.text)
  const each = fields.flatMap((field, index): ReadonlyArray<readonly [string, string]> => {
    const { name } = field
    const instead = (part: string) => join(texts.with(index, part))
    return [
      [`without ${name}`, instead("")],
      [`${name} misspelt`, instead(`${name}x=${valueOf(field)}`)],
      [`${name} as a list`, instead(`${name}%5B%5D=${valueOf(field)}`)],
      ...(counts(decodeURIComponent(name))
        ? ([
            [`${name} of another value`, instead(`${name}=${valueOf(field)}x`)],
            [`${name} empty`, instead(`${name}=`)],
            [`${name} with a broken escape`, instead(`${name}=${valueOf(field)}%zz`)],
            [`${name} that is no UTF-8`, instead(`${name}=${valueOf(field)}%ff`)]
          ] as const)
        : [])
    ]
  })
  return each
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** The changes of a JSON value, at any depth. */
const ofJson = (
  value: unknown,
  counts: (name: string) => boolean,
  path = ""
): ReadonlyArray<readonly [string, unknown]> => {
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value
    return [
      [`${path} without its last element`, items.slice(0, -1)],
      ...items.flatMap((item, index) =>
        ofJson(item, counts, `${path}/${index}`).map(([name, other]) => [name, items.with(index, other)] as const)
      )
    ]
  }
  if (!isRecord(value)) return []
  return Object.entries(value).flatMap(([name, member]): ReadonlyArray<readonly [string, unknown]> => {
    const { [name]: _, ...others } = value
    const at = `${path}/${name}`
    const retyped = typeof member === "string" ? { text: member } : typeof member === "object" ? "text" : [member]
    return [
      [`without ${at}`, others],
      [`${at} misspelt`, { ...others, [`${name}x`]: member }],
      [`${at} of another type`, { ...value, [name]: retyped }],
      ...(counts(name) && typeof member === "string"
        ? ([[`${at} of another value`, { ...value, [name]: `${member}x` }]] as const)
        : []),
      ...ofJson(member, counts, at).map(([what, other]) => [what, { ...value, [name]: other }] as const)
    ]
  })
}

const ofUrl = (request: RawRequest, counts: (name: string) => boolean): ReadonlyArray<Mutation> => {
  const [path = "", search = ""] = request.url.split("?")
  const isRoute = search.startsWith("/")
  const to = (name: string, url: string): Mutation => ({ name, request: { ...request, url } })
  const query = search === "" ? "" : `?${search}`
  return [
    to("a longer path", `${path}x${query}`),
    to("a shorter path", `${path.slice(0, -1)}${query}`),
    to("a path in other letters", `${path.replace(/[^/]+$/, (last) => last.toUpperCase())}${query}`),
    ...(isRoute
      ? [to("another route", `${path}?${search}x`), to("no route", path)]
      : ofFields(search, counts).map(([name, text]) => to(name, text === "" ? path : `${path}?${text}`))),
    to("an unknown parameter", search === "" ? `${path}?unknown=1` : `${path}?${search}&unknown=1`)
  ]
}

const ofBody = (request: RawRequest, counts: (name: string) => boolean): ReadonlyArray<Mutation> => {
  const { body, headers } = request
  if (body === "") return []
  const to = (name: string, text: string): Mutation => ({ name, request: { ...request, body: text } })
  const isJson = (headers["content-type"] ?? "").includes("json")
  const parts = isJson
    ? ofJson(JSON.parse(body), counts).map(([name, value]) => [name, JSON.stringify(value)] as const)
    : ofFields(body, counts)
  return [
    ...parts.map(([name, text]) => to(name, text)),
    to("an unknown field", isJson ? body.replace("{", '{"unknown":1,').replace(",}", "}") : `${body}&unknown=1`),
    to("no body", ""),
    ...(isJson ? [to("a body that is cut off", body.slice(0, -1)), to("a list as the body", `[${body}]`)] : [])
  ]
}

const without = (request: RawRequest, name: string): RawRequest => {
  const { [name]: _, ...headers } = request.headers
  return { ...request, headers }
}

const ofHeaders = (request: RawRequest): ReadonlyArray<Mutation> => {
  const set = (what: string, name: string, value: string): Mutation => ({
    name: what,
    request: { ...request, headers: { ...request.headers, [name]: value } }
  })
  const carried = Object.entries(request.headers).filter(([name]) => /authorization|token/.test(name))
  const type = request.headers["content-type"]
  return [
    ...carried.flatMap(([name, value]) => [
      { name: `without the header ${name}`, request: without(request, name) },
      set(`the header ${name} of another value`, name, `${value}x`),
      set(`the header ${name} of another scheme`, name, value.replace(/^\S+ /, "Other ")),
      set(`the header ${name} without its scheme`, name, value.replace(/^\S+ /, ""))
    ]),
    ...(type === undefined
      ? []
      : [
          set("another media type", "content-type", type.includes("json") ? "text/plain" : "application/json"),
          set(
            "a form's media type",
            "content-type",
            type.includes("json") ? "application/x-www-form-urlencoded" : "text/plain"
          )
        ])
  ]
}

const ofMethod = (request: RawRequest): ReadonlyArray<Mutation> =>
  (request.method === "GET" ? ["POST", "DELETE"] : ["GET", "PUT"]).map((method) => ({
    name: `by ${method}`,
    request: { ...request, method, body: method === "GET" ? "" : request.body }
  }))

/** All changes of a request. `counts` says of which fields the server knows the value. */
export const mutationsOf = (request: RawRequest, counts: (name: string) => boolean): ReadonlyArray<Mutation> => [
  ...ofMethod(request),
  ...ofUrl(request, counts),
  ...ofHeaders(request),
  ...ofBody(request, counts)
]
