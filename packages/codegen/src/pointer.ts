/** RFC 6901 JSON pointers. */

const escape = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1")
const unescape = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~")

/** `child("/paths", "/login", "post")` is `/paths/~1login/post`. */
export const child = (pointer: string, ...tokens: ReadonlyArray<string | number>): string =>
  pointer + tokens.map((token) => `/${escape(String(token))}`).join("")

export const tokens = (pointer: string): ReadonlyArray<string> =>
  pointer === "" ? [] : pointer.slice(1).split("/").map(unescape)

/** A value of the spec and where it stands. */
export interface At<A> {
  readonly at: string
  readonly value: A
}

/** The entries of a map of the spec, each with its place. */
export const entries = <A>(
  at: string,
  record: { readonly [name: string]: A } | undefined
): ReadonlyArray<At<A> & { readonly name: string }> =>
  Object.entries(record ?? {}).map(([name, value]) => ({ name, value, at: child(at, name) }))
