import { refusals } from "./refusals.ts"

const login = "/paths/~1login#login/post"
const form = `${login}/requestBody/content/application~1x-www-form-urlencoded/schema/properties`

refusals("operations that could not be called", [
  {
    name: "a fragment that is not the operationId",
    from: "  /login#login:\n    post:\n      operationId: login\n",
    to: "  /login#signIn:\n    post:\n      operationId: ^login\n",
    pointer: "/paths/~1login#signIn/post/operationId",
    says: "its path ends in #signIn"
  },
  {
    name: "two operations of one operationId",
    from: "operationId: touch",
    to: "operationId: ^search",
    pointer: "/paths/~1touch/post/operationId",
    says: "is also the operationId of GET /search"
  },
  {
    name: "two operations of one method and target",
    from: "  /touch:\n    post:",
    to: "  /things#touch:\n    ^post:",
    pointer: "/paths/~1things#touch/post",
    says: "has the method and target of createThing: tell them apart by #operationId"
  },
  {
    name: "an operation with a name that JavaScript keeps for itself",
    from: "    post:\n      operationId: touch",
    to: "    ^post:\n      operationId: delete",
    pointer: "/paths/~1touch/post",
    says: "can't be called delete"
  },
  {
    name: "two inputs of one name",
    from: '      requestBody: { $ref: "#/components/requestBodies/Thing" }',
    to: '      parameters: [{ name: name, in: query, schema: { type: string } }]\n      requestBody: { $ref: "#/components/requestBodies/Thing" }',
    mark: "name: { type: string, maxLength: 10 }",
    pointer: "/components/schemas/Named/properties/name",
    says: 'is the second input named "name" (the first is in query)'
  },
  {
    name: "an input that HTTP Basic adds already",
    from: "unit: { type: string }",
    to: "key: { type: string }",
    mark: "webApiKey: []",
    pointer: "/paths/~1key/post/security/0/webApiKey",
    says: "makes an input called key, and there is one"
  },
  {
    name: "an unknown media type of a request",
    from: "content: { application/x-www-form-urlencoded: { schema: { type: object, properties: {} } } }",
    to: "content: { ^multipart/form-data: { schema: { type: object, properties: {} } } }",
    pointer: "/paths/~1touch/post/requestBody/content/multipart~1form-data",
    says: "is a media type that requests can't be written in: use application/json"
  },
  {
    name: "an unknown media type of a reply",
    from: "content: { text/html: { examples: { page",
    to: "content: { ^image/png: { examples: { page",
    pointer: `${login}/responses/503/content/image~1png`,
    says: "is a media type that replies can't be read in"
  },
  {
    name: "an optional body",
    from: "    Thing:\n      required: true\n",
    to: "    ^Thing:\n",
    pointer: "/components/requestBodies/Thing",
    says: "is optional: say required: true"
  },
  {
    name: "a path parameter that is not in the path",
    from: "- { name: token, in: path",
    to: "- ^{ name: tokem, in: path",
    pointer: "/paths/~1sessions~1{token}/parameters/0",
    says: "has no {tokem}"
  },
  {
    name: "a header parameter",
    from: "- { name: q, in: query,",
    to: "- { name: q, in: ^header,",
    pointer: "/paths/~1search/get/parameters/0/in",
    says: 'must be one of "path", "query"'
  },
  {
    name: "an array in a form",
    from: "device: { type: [string, integer] }",
    to: "^device: { type: array, items: { type: string } }",
    pointer: `${form}/device`,
    says: "travels in form: its schema must be a string"
  },
  {
    name: "a pattern that is no regular expression",
    from: 'pattern: "^[0-9/]{6}$"',
    to: 'pattern: "[0-9"',
    mark: '"[0-9"',
    pointer: `${form}/otp/pattern`,
    says: "is no regular expression"
  },
  {
    name: "a required field that is not declared",
    from: "required: [what, username, password]",
    to: "^required: [what, username, password, pin]",
    pointer: `${form.replace("/properties", "")}/required`,
    says: 'names "pin", which is not in properties'
  },
  {
    name: "a reply of failures only",
    from: '                  - $ref: "#/components/schemas/LoginReply"\n                  - $ref',
    to: "                  - $ref",
    mark: "schema:\n                oneOf:",
    pointer: `${login}/responses/200/content/application~1json/schema`,
    says: "has no alternative but failures"
  },
  {
    name: "a schema that a request and a reply share",
    from: "place:\n                    type: object\n                    required: [x]\n                    properties: { x: { type: number, exclusiveMinimum: 0 }, y: { type: number, multipleOf: 2 } }",
    to: 'place: { $ref: "#/components/schemas/Item" }',
    mark: 'place: { $ref: "#/components/schemas/Item" }',
    pointer: "/components/requestBodies/Thing/content/application~1json/schema/allOf/1/properties/place",
    says: "uses Item in a request, and a reply uses it too: give each its own schema"
  }
])
