/**
 * Finds where the first root of a reply starts, past junk that PHP or a database wrote before it.
 */

/** How many characters may precede the root. */
const maxLead = 32_768

/** White space, comments and processing instructions, the XML declaration among them. */
const prolog = /(?:[ \t\r\n]+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*/y

// PHP writes its notices with this markup; any other element before the root is itself the first root.
const foreign =
  /<(?:!(?!--)|\/?(?!(?:a|b|big|br|code|div|em|font|hr|i|p|pre|small|span|strong|table|tbody|td|th|tr|tt|u)[\s/>])[A-Z_:][\w.:-]*[\s/>])/i

const startsAt = (text: string, root: string, at: number): boolean =>
  text.startsWith(`<${root}`, at) && /[ \t\r\n/>]/.test(text.charAt(at + root.length + 1))

/**
 * The index of the `<` of the first root, or `undefined` when the text has another root, no root, or one too far down.
 * Before the document there may be junk without elements of its own; between its XML declaration and its root only
 * what XML allows there.
 */
export const findRoot = (text: string, root: string): number | undefined => {
  const lead = text.slice(0, maxLead + root.length + 2)
  let at = lead.indexOf(`<${root}`)
  while (at !== -1 && !startsAt(lead, root, at)) at = lead.indexOf(`<${root}`, at + 1)
  const declared = lead.indexOf("<?xml")
  const start = declared === -1 || (at !== -1 && at < declared) ? at : declared
  if (start === -1 || foreign.test(lead.slice(0, start))) return undefined
  prolog.lastIndex = start
  prolog.test(lead)
  return startsAt(lead, root, prolog.lastIndex) ? prolog.lastIndex : undefined
}
