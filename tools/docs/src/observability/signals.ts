/** The names under which the sources tell what they do: metrics, events, spans and log lines. */

const all = (source: string, pattern: RegExp): ReadonlyArray<string> =>
  [...source.matchAll(pattern)].flatMap(([, name]) => (name === undefined ? [] : [name]))

/** A constructor of the source itself adds the prefix that all names have. */
export const metricsIn = (source: string): ReadonlyArray<string> => [
  ...all(source, /Metric\.(?:counter|gauge|histogram|frequency|summary)\(\s*"([^"]+)"/g),
  ...all(source, /(?<![.\w])(?:counter|histogram)\(\s*"([^"]+)"/g).map((name) => `crm_auth_${name}`)
]

/** The spans named after a vendor, as a page writes them. */
export const spansIn = (source: string): ReadonlyArray<string> =>
  all(source, /`\$\{(?:[\w.]+\.)?vendor\}\.([A-Za-z]+)`/g).map((name) => `{vendor}.${name}`)

export const attributesIn = (source: string): ReadonlyArray<string> =>
  all(source, /"((?:crm_auth|server|http|url)\.[a-z_.]+)"/g)

/** The messages, each up to its first value. */
export const messagesIn = (source: string): ReadonlyArray<string> =>
  all(source, /Effect\.log(?:Trace|Debug|Info|Warning|Error|Fatal)?\(\s*["`]([^"`$]+)/g).map((message) =>
    message.replace(/(?: \w+=)+$/, "").trim()
  )

export interface EventShape {
  readonly tag: string
  readonly fields: ReadonlyArray<string>
}

/** The members of a union of events. */
export const eventsIn = (source: string): ReadonlyArray<EventShape> =>
  [...source.matchAll(/readonly _tag: "(\w+)"([^}]*)\}/g)].map(([, tag = "", members = ""]) => ({
    tag,
    fields: all(members, /readonly (\w+)\??:/g)
  }))
