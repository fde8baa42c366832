import { refusals } from "./refusals.ts"

refusals("keep-alives, logouts and places that cannot be generated", [
  {
    name: "a keep-alive without a session",
    from: "keepAlive: { operation: search, input: { q: x } }",
    to: "keepAlive: { operation: ^getChallenge, input: { username: x } }",
    pointer: "/x-crm-auth/keepAlive/operation",
    says: "names getChallenge, which carries no session"
  },
  {
    name: "a keep-alive without a required input",
    from: "keepAlive: { operation: search, input: { q: x } }",
    to: "^keepAlive: { operation: search }",
    pointer: "/x-crm-auth/keepAlive",
    says: "must send q, which search requires: add input: { q: … }"
  },
  {
    name: "a keep-alive with an input that is not there",
    from: "keepAlive: { operation: search, input: { q: x } }",
    to: "keepAlive: { operation: search, input: { q: x, r: ^x } }",
    pointer: "/x-crm-auth/keepAlive/input/r",
    says: "is no input of search: one of q, mode"
  },
  {
    name: "a logout that needs more than a session",
    from: "logout: { operation: logout, uselessFrom: R2 }",
    to: "logout: { operation: ^createThing, uselessFrom: R2 }",
    pointer: "/x-crm-auth/logout/operation",
    says: "names createThing, which needs more than a session: "
  },
  {
    name: "a logout without a session",
    from: "logout: { operation: logout, uselessFrom: R2 }",
    to: "logout: { operation: ^getChallenge, uselessFrom: R2 }",
    pointer: "/x-crm-auth/logout/operation",
    says: "names getChallenge, which sends no session"
  },
  {
    name: "a place of a redirect on a row for other statuses",
    from: '{ operation: ["*"], status: [429], reason: RateLimited, retry: never }',
    to: '{ operation: ["*"], status: [429], location: ^login, reason: RateLimited, retry: never }',
    pointer: "/x-crm-auth/errors/6/location",
    says: "is of redirects only: say which statuses they have"
  },
  {
    name: "a base URL in a reply that has none",
    from: "session: [/data/token]\n      secondFactor",
    to: "session: [/data/token]\n      origin: ^/data/url\n      secondFactor",
    pointer: "/x-crm-auth/logins/login/origin",
    says: "points at /data/url, which no reply of login has"
  },
  {
    name: "JSON in a place that is no form",
    from: "{ when: { method: [GET] }, in: query, name: token }",
    to: "{ when: { method: [GET] }, in: query, name: token, json: ^/0 }",
    pointer: "/x-crm-auth/place/0/json",
    says: "is for a form field: only that holds JSON"
  },
  {
    name: "JSON in a form field that is not there",
    spec: "ledger",
    from: "encoding: { rest_data: { contentType: application/json } }",
    to: "encoding: { rest_date: { contentType: application/json } }",
    mark: "rest_date",
    pointer: "/paths/~1v4#countEntries/post/requestBody/content/application~1x-www-form-urlencoded/encoding/rest_date",
    says: "is no field of a form"
  },
  {
    name: "a list in a form that does not say how it is sent",
    spec: "ledger",
    from: "encoding: { rest_data: { contentType: application/json } }\n            ",
    to: "",
    mark: "rest_data: { type: array",
    pointer:
      "/paths/~1v4#countEntries/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/rest_data",
    says: "encoding: { rest_data: { contentType: application/json } } sends it as JSON"
  },
  ...["exclusive: user", "keepFor: PT1H"].map((field) => ({
    name: `a field that nothing reads: ${field}`,
    from: "session: [/data/token]\n      secondFactor",
    to: `session: [/data/token]\n      ${field.replace(": ", ": ^")}\n      secondFactor`,
    pointer: `/x-crm-auth/logins/login/${field.split(":")[0]}`,
    says: "is not known here: take it out or correct its name"
  }))
])
