/** Finds parts of URLs that some server reads as `..`. */
/** The deepest encoding that is looked through. Requests that are encoded more often are refused. */
const deepest = 4

const decodeOnce = (path: string): string =>
  path.replace(/%(?:u([\da-f]{4})|([\da-f]{2}))/gi, (_, wide: string | undefined, byte: string) =>
    String.fromCharCode(Number.parseInt(wide ?? byte, 16))
  )

/**
 * A segment that some server reads as `..`: after either slash, followed by blanks or path parameters, or with a dot
 * or slash as an overlong UTF-8 sequence.
 */
// oxlint-disable-next-line no-control-regex -- a null byte ends a path at some servers
const parent = /(?:^|[/\\]|\xc0\xaf|\xc1\x9c)(?:\.|\xc0[.\xae]){2}(?=$|[/\\;\s\0]|\xc0\xaf|\xc1\x9c)/

/** Whether a server may read a path as one that leaves its folder, once or several times decoded. */
export const mayClimb = (path: string): boolean => {
  for (let text = path, depth = 0; ; depth++) {
    if (parent.test(text)) return true
    const decoded = decodeOnce(text)
    if (decoded === text) return false
    if (depth === deepest) return true
    text = decoded
  }
}
