/** What the command asks: the vendor's names, and how its logins and sessions work. */

/** One question with a choice: its flag, its words, and what each answer means. */
export interface Question<A extends string> {
  /** The flag that answers it, without its dashes. */
  readonly flag: string
  /** The question, as a person reads it. */
  readonly asks: string
  /** The answers, each with what it means. */
  readonly choices: ReadonlyArray<readonly [answer: A, meaning: string]>
  /** The answer where there is no terminal. */
  readonly preset: NoInfer<A>
}

/** The answers of a question. */
export type Answer<Q> = Q extends Question<infer A> ? A : never

const question = <const A extends string>(question: Question<A>): Question<A> => question

/** How requests and replies are written. */
export const format = question({
  flag: "format",
  asks: "How does the vendor write requests and replies?",
  choices: [
    ["json", "JSON both ways"],
    ["form", "form requests, JSON replies"],
    ["xml", "form requests, XML replies"]
  ],
  preset: "json"
})

/** Where requests carry the session. */
export const place = question({
  flag: "session",
  asks: "Where does a request carry the session?",
  choices: [
    ["header", "in the Authorization header"],
    ["query", "in the query of the URL"],
    ["body", "in the body, as a field"]
  ],
  preset: "header"
})

/** How many requests a login takes. */
export const login = question({
  flag: "login",
  asks: "How does a login go?",
  choices: [
    ["one-step", "user name and password, at once"],
    ["challenge", "a challenge first, then its answer: an MD5 of the challenge and the password"],
    ["second-factor", "user name and password, and a one-time key when the vendor asks for it"]
  ],
  preset: "one-step"
})

/** What ends a session. */
export const end = question({
  flag: "end",
  asks: "What ends a session?",
  choices: [
    ["logout", "a logout, or 30 minutes without use"],
    ["idle", "30 minutes without use"],
    ["lifetime", "a time that the login's reply tells"]
  ],
  preset: "logout"
})

/** The names of a package, and where its server is. */
export interface Names {
  /** The vendor's name in files, variables and errors: lower-case letters. */
  readonly vendor: string
  /** What the package's exports begin with. */
  readonly name: string
  /** The vendor's name as people write it. */
  readonly label: string
  /** The npm package. */
  readonly npm: string
}

/** The answers that shape a first spec. */
export interface Answers {
  /** How requests and replies are written. */
  readonly format: Answer<typeof format>
  /** Where requests carry the session. */
  readonly place: Answer<typeof place>
  /** How many requests a login takes. */
  readonly login: Answer<typeof login>
  /** What ends a session. */
  readonly end: Answer<typeof end>
}

/** What holds without an answer. */
export const defaults: Answers = {
  format: format.preset,
  place: place.preset,
  login: login.preset,
  end: end.preset
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Why a text cannot be a vendor's name; `undefined` for one that can. */
export const nameProblem = (vendor: string): string | undefined =>
  /^[a-z]{2,40}$/.test(vendor) ? undefined : "a vendor's name is 2 to 40 lower-case letters, such as acme"

/** Why a text cannot be the name of an npm package; `undefined` for one that can. */
export const packageProblem = (npm: string): string | undefined =>
  /^(@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/.test(npm)
    ? undefined
    : `"${npm}" is no name of an npm package: lower-case letters, digits, dots and dashes, such as crm-auth-acme or @acme/crm`

/** The names that follow from a vendor's. `npm` is the package's by default. */
export const namesOf = (
  vendor: string,
  given: { readonly label?: string | undefined; readonly npm?: string | undefined } = {}
): Names => {
  const label = given.label ?? capital(vendor)
  const words = label.replaceAll(/[^A-Za-z0-9]+/g, " ").trim()
  const name =
    words.toLowerCase().replaceAll(" ", "") === vendor ? words.split(" ").map(capital).join("") : capital(vendor)
  return { vendor, name, label, npm: given.npm ?? `crm-auth-${vendor}` }
}
