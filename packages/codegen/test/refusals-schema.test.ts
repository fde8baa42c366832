import { refusals } from "./refusals.ts"

const login = "/paths/~1login#login/post"
const form = `${login}/requestBody/content/application~1x-www-form-urlencoded/schema/properties`

refusals("what the JSON Schemas, YAML and references refuse", [
  {
    name: "a reason that does not exist",
    from: "reason: SecondFactorRequired,",
    to: "reason: ^SecondFactorWanted,",
    pointer: "/x-crm-auth/errors/0/reason",
    says: 'must be one of "InvalidCredentials"'
  },
  {
    name: "a limit with another unit, in one message",
    from: "unit: s, default: unknown",
    to: "unit: ^h",
    pointer: "/x-crm-auth/logins/login/lifetime/idle/1/unit",
    says: 'must be one of "s", "ms"'
  },
  {
    name: "a limit without its unit, in one message",
    from: "{ at: /data/ttl, unit: s, default: unknown }",
    to: "^{ at: /data/ttl }",
    pointer: "/x-crm-auth/logins/login/lifetime/idle/1",
    says: 'must have "unit"'
  },
  {
    name: "an invalid duration, in one message",
    from: "absolute: [PT2H]",
    to: "absolute: [^2 h]",
    pointer: "/x-crm-auth/logins/login/lifetime/from/R2/absolute/0",
    says: "must be a duration such as PT30M"
  },
  {
    name: "an invalid retry, deep in a union, in one message",
    from: "reason: RateLimited, retry: never",
    to: "reason: RateLimited, retry: { safe: ^afterLogin, unsafe: never }",
    pointer: "/x-crm-auth/errors/6/retry/safe",
    says: 'must be one of "never", "freshChallenge"'
  },
  {
    name: "a key that is never read",
    from: "vendor: acme\n",
    to: "vendor: acme\n  colour: ^red\n",
    pointer: "/x-crm-auth/colour",
    says: "is not known here"
  },
  {
    name: "a session rejection that does not say when it is noticed",
    from: "      rejectedBeforeWork: true\n",
    to: "",
    mark: 'operation: ["@call"]',
    pointer: "/x-crm-auth/errors/4",
    says: 'must have "rejectedBeforeWork"'
  },
  {
    name: "a misspelt extension, with the one that was meant",
    from: "x-crm-safe: true",
    to: "x-crm-saef: ^true",
    pointer: "/paths/~1things/post/x-crm-saef",
    says: 'is not known here: did you mean "x-crm-safe"?'
  },

  {
    name: "a schema keyword that is not read",
    from: "{ type: string, minLength: 1 }",
    to: "{ type: string, ^not: { const: x } }",
    pointer: `${form}/username/not`,
    says: "is not known here"
  },
  {
    name: "a path that does not begin with a slash",
    from: "  /touch:\n",
    to: "  ^touch:\n",
    pointer: "/paths/touch",
    says: "is no name that may stand here"
  },
  {
    name: "YAML with a key twice",
    from: "  vendor: acme\n",
    to: "  vendor: acme\n  ^vendor: acme\n",
    pointer: "/",
    says: "is not good YAML: Map keys must be unique"
  },
  {
    name: "a reference to nothing",
    from: 'data: { $ref: "#/components/schemas/Everything" }',
    to: '^data: { $ref: "#/components/schemas/Nothing" }',
    pointer: "/paths/~1search/get/responses/default/content/application~1json/schema/properties/data",
    says: "names #/components/schemas/Nothing"
  },
  {
    name: "a schema that contains itself",
    from: "    Item:\n      type: object\n      required: [id]\n      properties: {",
    to: '    ^Item:\n      type: object\n      required: [id]\n      properties: { more: { $ref: "#/components/schemas/Item" },',
    pointer: "/components/schemas/Item",
    says: "contains itself"
  }
])
