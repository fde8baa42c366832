/** The first spec of a vendor, out of the answers: OpenAPI with what is known about sessions. */
import { Document, isMap, isScalar, isSeq, visit } from "yaml"
import type { Answers, Names } from "../answers.ts"

type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [name: string]: Json }
type Tree = { readonly [name: string]: Json }

/** What a request or reply holds; those of XML are texts. */
interface Writing {
  readonly requests: "application/json" | "application/x-www-form-urlencoded"
  readonly replies: "application/json" | "application/xml"
  readonly xml: boolean
}

const writingOf = ({ format }: Answers): Writing => ({
  requests: format === "json" ? "application/json" : "application/x-www-form-urlencoded",
  replies: format === "xml" ? "application/xml" : "application/json",
  xml: format === "xml"
})

const secret = (description: string): Tree => ({ type: "string", format: "password", description })
const text = (description: string): Tree => ({ type: "string", description })
const ref = (name: string): Tree => ({ $ref: `#/components/schemas/${name}` })

const isTree = (value: Json): value is Tree => typeof value === "object" && value !== null && !Array.isArray(value)

const escape = (value: string): string => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;")

/** A document as XML: members are elements, lists are repeated elements. */
const toXml = (name: string, value: Json): string =>
  Array.isArray(value)
    ? value.map((one) => toXml(name, one)).join("")
    : `<${name}>${
        isTree(value)
          ? Object.entries(value)
              .map(([inner, one]) => toXml(inner, one))
              .join("")
          : escape(String(value))
      }</${name}>`

/** A document as the reader of XML gives it: numbers are texts. */
const asTexts = (value: Json): Json =>
  typeof value === "number"
    ? String(value)
    : Array.isArray(value)
      ? value.map(asTexts)
      : isTree(value)
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asTexts(one)]))
        : value

/** An example of a reply. */
const example = ({ xml }: Writing, value: Json, more: Tree = {}): Tree => ({
  ...more,
  value: xml ? asTexts(value) : value,
  ...(xml ? { "x-serializedValue": toXml("reply", value) } : {})
})

const failure = (writing: Writing, code: string, message: string, reason: string, more: Tree = {}): Tree =>
  example(writing, { error: { code, message } }, { "x-reason": reason, ...more })

const reply = (writing: Writing, description: string, schema: Json, examples: Tree): Tree => ({
  description,
  content: { [writing.replies]: { schema, examples } }
})

const schemaOf = (writing: Writing, schema: Tree): Tree =>
  writing.xml ? { ...schema, xml: { name: "reply" } } : schema

const body = ({ requests }: Writing, required: ReadonlyArray<string>, properties: Tree): Tree => ({
  required: true,
  content: {
    [requests]: {
      schema: { type: "object", ...(required.length === 0 ? {} : { required }), properties }
    }
  }
})

const loginOf = (writing: Writing, { end, login }: Answers): Tree => {
  const challenge = login === "challenge"
  const factor = login === "second-factor"
  const answer = challenge ? "answer" : "password"
  const session = { session: "session-1", ...(end === "lifetime" ? { expires_in: 3600 } : {}) }
  const sent = factor ? { "x-sent": ["otp"] } : undefined
  return {
    operationId: "login",
    summary: "Log in",
    description: challenge
      ? "Exchanges a user name and the answer to a challenge for a session."
      : "Exchanges a user name and a password for a session.",
    security: [],
    requestBody: body(writing, ["username", answer], {
      username: text("The user's name"),
      [answer]: challenge
        ? secret("The MD5 of the challenge followed by the password, in lower-case hex")
        : secret("The user's password"),
      ...(factor ? { otp: secret("The one-time key, when the vendor asks for it") } : {})
    }),
    responses: {
      "200": reply(writing, "The session", ref("LoginReply"), { session: example(writing, session) }),
      "401": reply(writing, "A refusal", ref("Failure"), {
        refused: failure(writing, "BAD_LOGIN", "Wrong user name or password", "InvalidCredentials"),
        unknown: failure(writing, "ODD", "Something else", "VendorFailure"),
        ...(factor
          ? {
              wanted: failure(writing, "OTP_WANTED", "A one-time key, please", "SecondFactorRequired"),
              wrong: failure(writing, "OTP_WRONG", "Not that key", "SecondFactorRejected", sent)
            }
          : {})
      })
    }
  }
}

const challengeOf = (writing: Writing): Tree => ({
  operationId: "getChallenge",
  summary: "Ask for a challenge",
  description: "Answers with a text that the login has to know.",
  security: [],
  parameters: [{ name: "username", in: "query", required: true, schema: text("The user's name") }],
  responses: {
    "200": reply(writing, "The challenge", ref("Challenge"), {
      challenge: example(writing, { challenge: "challenge-1" })
    })
  }
})

const logoutOf = (writing: Writing): Tree => ({
  operationId: "logout",
  summary: "Log out",
  description: "Ends the session of the request.",
  requestBody: body(writing, [], {}),
  responses: {
    "200": reply(writing, "Done", ref("Done"), { done: example(writing, { status: "ok" }) }),
    "401": reply(writing, "The session is gone already", ref("Failure"), {
      gone: failure(writing, "SESSION_GONE", "The session has ended", "none")
    })
  }
})

const listOf = (writing: Writing, { place }: Answers): Tree => ({
  operationId: "listContacts",
  summary: "List contacts",
  description: "The cheapest call that needs a session.",
  ...(place === "body"
    ? {
        "x-crm-safe": true,
        requestBody: body(writing, [], { limit: { type: "integer", description: "How many at most" } })
      }
    : { parameters: [{ name: "limit", in: "query", schema: { type: "integer", description: "How many at most" } }] }),
  responses: {
    "200": reply(writing, "Contacts", ref("Contacts"), {
      two: example(writing, {
        contact: [
          { id: "1", name: "Ada" },
          { id: "2", name: "Grace" }
        ]
      })
    }),
    "401": reply(writing, "The session is not known", ref("Failure"), {
      expired: failure(writing, "SESSION_GONE", "The session has ended", "SessionRejected")
    })
  }
})

const createOf = (writing: Writing): Tree => ({
  operationId: "createContact",
  summary: "Create a contact",
  description: "A call that must not be made twice.",
  requestBody: body(writing, ["name"], { name: text("The contact's name") }),
  responses: {
    "200": reply(writing, "The contact", ref("Created"), { created: example(writing, { id: "3" }) })
  }
})

const pathsOf = (answers: Answers): Tree => {
  const writing = writingOf(answers)
  const list = listOf(writing, answers)
  const create = createOf(writing)
  return {
    ...(answers.login === "challenge" ? { "/challenge": { get: challengeOf(writing) } } : {}),
    "/login": { post: loginOf(writing, answers) },
    ...(answers.end === "logout" ? { "/logout": { post: logoutOf(writing) } } : {}),
    ...(answers.place === "body"
      ? { "/contacts/list": { post: list }, "/contacts/create": { post: create } }
      : { "/contacts": { get: list, post: create } })
  }
}

const componentsOf = (answers: Answers): Tree => {
  const writing = writingOf(answers)
  const whole = (schema: Tree): Tree => schemaOf(writing, { type: "object", ...schema })
  return {
    securitySchemes: {
      session:
        answers.place === "header"
          ? { type: "http", scheme: "bearer" }
          : { type: "apiKey", in: "query", name: "session" }
    },
    schemas: {
      ...(answers.login === "challenge"
        ? {
            Challenge: whole({
              description: "A challenge for one login",
              required: ["challenge"],
              properties: { challenge: text("A text for one login") }
            })
          }
        : {}),
      LoginReply: whole({
        description: "The reply to a login",
        required: ["session"],
        properties: {
          session: secret("The session, which requests carry"),
          ...(answers.end === "lifetime"
            ? {
                expires_in: {
                  type: writing.xml ? "string" : "integer",
                  description: "Seconds until the session ends"
                }
              }
            : {})
        }
      }),
      ...(answers.end === "logout"
        ? { Done: whole({ description: "The reply to a logout", properties: { status: text("What came of it") } }) }
        : {}),
      Contacts: whole({
        description: "Contacts",
        ...(writing.xml ? {} : { required: ["contact"] }),
        properties: { contact: { type: "array", items: ref("Contact"), description: "The contacts" } }
      }),
      Contact: {
        type: "object",
        description: "A contact",
        required: ["id"],
        properties: { id: text("The contact's id"), name: text("The contact's name") }
      },
      Created: whole({
        description: "The contact that was made",
        required: ["id"],
        properties: { id: text("The new contact's id") }
      }),
      Failure: whole({
        description: "A failure",
        "x-crm-failure": true,
        properties: {
          error: {
            type: "object",
            properties: { code: text("What went wrong, for programs"), message: text("What went wrong, for people") }
          }
        }
      })
    }
  }
}

const row = (operation: ReadonlyArray<string>, rest: Tree): Tree => ({
  operation,
  ...rest,
  evidence: "inferred"
})

const rowsOf = ({ login }: Answers): ReadonlyArray<Json> => [
  ...(login === "second-factor"
    ? [
        row(["login"], { code: ["OTP_WANTED"], reason: "SecondFactorRequired", retry: "never" }),
        row(["login"], { code: ["OTP_WRONG"], reason: "SecondFactorRejected", retry: "never" })
      ]
    : []),
  row(["login"], { code: ["BAD_LOGIN"], reason: "InvalidCredentials", retry: "never", guard: "PT20M" }),
  row(["@call"], { code: ["SESSION_GONE"], reason: "SessionRejected", retry: "never", rejectedBeforeWork: true }),
  row(["@logout"], { code: ["SESSION_GONE"], reason: "none", retry: "never" }),
  row(["@login"], { status: [429], reason: "RateLimited", retry: "never" }),
  row(["*"], { status: [429], reason: "RateLimited", retry: "backoff" }),
  row(["@login"], { status: ["5XX"], reason: "Unavailable", retry: "never" }),
  row(["*"], { status: ["5XX"], reason: "Unavailable", retry: { safe: "backoff", unsafe: "never" } }),
  row(["@login"], { network: true, reason: "Transport", retry: "never" }),
  row(["*"], { network: true, reason: "Transport", retry: { safe: "backoff", unsafe: "never" } })
]

const sessionsOf = ({ label, name, npm, vendor }: Names, url: string, answers: Answers): Tree => {
  const prefix = vendor.toUpperCase()
  const { end, format, login, place } = answers
  const field = format === "json" ? "json" : "form"
  return {
    vendor,
    package: { npm, name, label },
    server: {
      strip: ["/api"],
      fields: [
        {
          name: "url",
          label: "Address",
          description: `The server's address, such as \`${url}\``,
          variable: `${prefix}_URL`,
          where: `The address of ${label} in the browser, without the path`
        }
      ]
    },
    envelope: {
      body: format === "xml" ? "xml" : "json",
      ...(format === "xml" ? { root: "reply" } : {}),
      code: "/error/code",
      message: "/error/message",
      success: ["2XX"]
    },
    credentials: {
      password: {
        login: "login",
        type: `${name}Credentials`,
        label: "User name and password",
        description: "A user, as on the login page.",
        fields: [
          {
            name: "username",
            label: "User name",
            description: "The name with which the user logs in",
            variable: `${prefix}_USERNAME`,
            where: "The login page"
          },
          {
            name: "password",
            label: "Password",
            description: "The user's password",
            secret: true,
            variable: `${prefix}_PASSWORD`,
            where: "The login page"
          }
        ]
      }
    },
    logins: {
      login: {
        ...(login === "challenge"
          ? {
              steps: ["getChallenge"],
              inputs: { answer: { md5: [{ reply: "getChallenge", at: "/challenge" }, { field: "password" }] } }
            }
          : {}),
        session: ["/session"],
        ...(login === "second-factor" ? { secondFactor: { kind: "oneTimeKey", input: "otp" } } : {}),
        lifetime:
          end === "lifetime"
            ? { absolute: [{ at: "/expires_in", unit: "s", default: "PT1H" }], slides: "never" }
            : { idle: ["PT30M"], slides: "okReply" }
      }
    },
    keepAlive: { operation: "listContacts", input: { limit: 1 } },
    ...(end === "logout" ? { logout: { operation: "logout" } } : {}),
    place: [
      place === "header"
        ? { in: "header", name: "Authorization", scheme: "Bearer" }
        : place === "query"
          ? { in: "query", name: "session" }
          : { when: { method: ["POST"] }, in: field, name: "session" }
    ],
    errors:
      end === "logout" ? rowsOf(answers) : rowsOf(answers).filter((one) => !JSON.stringify(one).includes("@logout"))
  }
}

/** What stands above the parts of the spec. */
const comments: ReadonlyArray<readonly [path: ReadonlyArray<string>, comment: string]> = [
  [
    ["x-crm-auth"],
    " What is known about sessions. How to write it: https://github.com/crm-auth/crm-auth/blob/main/specs/README.md"
  ],
  [["x-crm-auth", "envelope"], " What tells a success from a failure, and where a failure says its code"],
  [["x-crm-auth", "logins"], " Where the login's reply holds the session, and how long that lasts"],
  [["x-crm-auth", "keepAlive"], " The cheapest call that uses a session"],
  [["x-crm-auth", "place"], " Where requests carry the session"],
  [
    ["x-crm-auth", "errors"],
    " Which answer means what: the first row that matches wins. A code that no source explains has no row"
  ]
]

/** The text of the spec. */
export const specText = (names: Names, answers: Answers): string => {
  const url = `https://${names.vendor}.example`
  const document = new Document({
    openapi: "3.1.0",
    info: {
      title: names.label,
      version: "1",
      description: `Logging in to ${names.label}, and a call for each way to use a session.`,
      license: { name: "MIT", identifier: "MIT" }
    },
    servers: [{ url: "{baseUrl}/api", variables: { baseUrl: { default: url } } }],
    security: [{ session: [] }],
    "x-crm-auth": sessionsOf(names, url, answers),
    paths: pathsOf(answers),
    components: componentsOf(answers)
  })
  for (const [path, comment] of comments) {
    const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined
    if (isScalar(pair?.key)) pair.key.commentBefore = comment
  }
  visit(document, {
    // Lists of names, schemas of one field and rows stand on one line each.
    Seq: (_, node) => {
      node.flow = node.items.every((item) => isScalar(item))
    },
    Map: (_, node, path) => {
      const parent = path.at(-1)
      const isRow = isSeq(parent) && node.has("operation")
      if (isRow || (node.items.length > 0 && node.items.every(({ value }) => isScalar(value)) && node.has("type"))) {
        node.flow = true
      }
    }
  })
  return document.toString({ lineWidth: 110, flowCollectionPadding: true })
}
