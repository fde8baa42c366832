/** Names that generated modules can't give to what the spec declares. */

const words =
  "abstract arguments await boolean break byte case catch char class const continue debugger default delete do double " +
  "else enum eval export extends false final finally float for function goto if implements import in instanceof int " +
  "interface let long native new null package private protected public return short static super switch synchronized " +
  "this throw throws transient true try typeof undefined var void volatile while with yield"

const imports =
  "Effect Schema Schemas Operation Protocol SessionOperation asBasicUser inForm inJson inPath inQuery lenient operation " +
  "protocol parseXml sessionOperation"

export const taken: ReadonlySet<string> = new Set(`${words} ${imports}`.split(" "))
