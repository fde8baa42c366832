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
 * Behind an XML declaration only a prolog may come; without one, junk without elements of its own.
 */
export const findRoot = (text: string, root: string): number | undefined => {
  const lead = text.slice(0, maxLead + root.length + 2)
  const declared = lead.indexOf("<?xml")
  let at = lead.indexOf(`<${root}`)
  while (at !== -1 && !startsAt(lead, root, at)) at = lead.indexOf(`<${root}`, at + 1)
  if (declared !== -1 && (at === -1 || declared < at)) {
    prolog.lastIndex = declared
    prolog.test(lead)
    return startsAt(lead, root, prolog.lastIndex) ? prolog.lastIndex : undefined
  }
  return at === -1 || foreign.test(lead.slice(0, at)) ? undefined : at
}
