import { refusals } from "./refusals.ts"

refusals("sessions that could not travel, and XML that could not be read", [
  {
    name: "a session that finds no place",
    from: "- { when: { method: [POST], body: form }, in: form, name: token }\n    ",
    to: "",
    mark: "post:\n      operationId: touch",
    pointer: "/paths/~1touch/post",
    says: "no place of x-crm-auth/place is for POST with a form body"
  },
  {
    name: "a session that is an input too",
    from: "- { name: q, in: query, required: true, schema: { type: string } }",
    to: "- ^{ name: token, in: query, required: true, schema: { type: string, format: password } }",
    pointer: "/paths/~1search/get/parameters/0",
    says: "is the session, which is put in anyway"
  },
  {
    name: "an input with a session's name that is no secret",
    from: "- { name: token, in: path, required: true, schema: { type: string, format: password } }",
    to: "- ^{ name: token, in: path, required: true, schema: { type: string } }",
    pointer: "/paths/~1sessions~1{token}/parameters/0",
    says: "has the name of a session and is not secret"
  },
  {
    name: "a safe operation that shares its target with an unsafe one",
    from: "  /login#getChallenge:\n",
    to: '  /login#peek:\n    post:\n      operationId: peek\n      security: []\n      x-crm-safe: ^true\n      responses: { "204": { description: Done } }\n  /login#getChallenge:\n',
    pointer: "/paths/~1login#peek/post/x-crm-safe",
    says: "makes every POST /login safe, login included"
  },
  {
    name: "a security scheme that is not supported",
    from: "webApiKey: { type: http, scheme: basic, x-crm-username: key }",
    to: "webApiKey: { type: http, scheme: basic }",
    mark: "webApiKey: []",
    pointer: "/paths/~1key/post/security/0/webApiKey",
    says: 'is neither "session" nor HTTP Basic with x-crm-username'
  },
  {
    name: "a query parameter on a target with a bare route",
    spec: "desk",
    from: "      x-crm-safe: true\n",
    to: "      x-crm-safe: true\n      parameters: [^{ name: page, in: query, schema: { type: string } }]\n",
    pointer: "/paths/~1index.php?~1Core~1Info/post/parameters/0",
    says: "a target with a bare route, which it would destroy"
  },
  {
    name: "a session in the query of a target with a bare route",
    spec: "desk",
    from: "[{ in: form, name: sid }]",
    to: "[{ in: query, name: sid }]",
    mark: "post:\n      operationId: info",
    pointer: "/paths/~1index.php?~1Core~1Info/post",
    says: "which would destroy the bare route"
  },
  {
    name: "a number in XML",
    spec: "desk",
    from: "timeout: { type: string }",
    to: "^timeout: { type: integer }",
    pointer: "/components/schemas/Desk/properties/timeout",
    says: "must be type: string"
  },
  {
    name: "a number in an element of an element of XML",
    spec: "desk",
    from: "name: { type: string, xml: { attribute: true } }",
    to: "^name: { type: integer }",
    pointer: "/components/schemas/Option/properties/name",
    says: "must be type: string: XML has only text"
  },
  {
    name: "an XML root that is not the envelope's",
    spec: "desk",
    from: "    Desk:\n      type: object\n      xml: { name: desk }",
    to: "    ^Desk:\n      type: object\n      xml: { name: disk }",
    pointer: "/components/schemas/Desk",
    says: "must say xml: { name: desk }"
  },
  {
    name: "an XML example without the XML",
    spec: "desk",
    from: '                  value: { status: "-1" }\n                  x-serializedValue: <desk><status>-1</status></desk>\n',
    to: '                  value: { status: "-1" }\n',
    mark: "bad:\n",
    pointer: "/paths/~1index.php?~1Core~1Login/post/responses/200/content/text~1xml/examples/bad",
    says: "needs x-serializedValue"
  }
])
