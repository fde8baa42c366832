/**
 * The part of OpenAPI 3.1 that the generator understands, as a JSON Schema. What is not listed is refused: a keyword
 * that the generator ignores would promise something that the generated code doesn't keep.
 */

const ref = (name: string) => ({ $ref: `#/$defs/${name}` })

/** `if`, `then` and `else`, without a `then`: an object with one looks like a promise to JavaScript. */
const either = (condition: object, { no, yes }: { readonly yes: object; readonly no: object }) => ({
  allOf: [
    { if: condition, else: no },
    { if: { not: condition }, else: yes }
  ]
})

/** A closed object. Extensions of other tools are let through; a misspelt `x-crm-` one is not. */
const object = (properties: { readonly [name: string]: unknown }, required: ReadonlyArray<string> = []) => ({
  type: "object",
  additionalProperties: false,
  patternProperties: { "^x-(?!crm-)": {} },
  properties,
  required
})

/** Either the thing itself or a reference to it; told apart by `$ref`, so that messages speak of one of them only. */
const orReference = (name: string) =>
  either({ type: "object", required: ["$ref"] }, { yes: ref("reference"), no: ref(name) })

const mapOf = (items: unknown) => ({ type: "object", additionalProperties: items })
const listOf = (items: unknown) => ({ type: "array", items })

const text = { type: "string" }
const count = { type: "integer", minimum: 0 }
const number = { type: "number" }
const scalar = { type: ["string", "number", "boolean", "null"] }
const typeName = { enum: ["string", "number", "integer", "boolean", "null", "array", "object"] }
const subschema = orReference("schema")
const security = listOf(mapOf({ type: "array", maxItems: 0 }))
const externalDocs = object({ url: text, description: text }, ["url"])

const schema = object({
  type: either({ type: "array" }, { yes: { items: typeName, minItems: 1 }, no: typeName }),
  title: text,
  description: text,
  deprecated: { type: "boolean" },
  readOnly: { type: "boolean" },
  writeOnly: { type: "boolean" },
  externalDocs,
  format: text,
  default: {},
  examples: { type: "array" },
  enum: { type: "array", items: scalar, minItems: 1 },
  const: scalar,
  pattern: text,
  minLength: count,
  maxLength: count,
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: { type: "number", exclusiveMinimum: 0 },
  items: subschema,
  minItems: count,
  maxItems: count,
  properties: mapOf(subschema),
  required: listOf(text),
  additionalProperties: either({ type: "boolean" }, { yes: {}, no: subschema }),
  oneOf: { ...listOf(subschema), minItems: 1 },
  anyOf: { ...listOf(subschema), minItems: 1 },
  allOf: { ...listOf(subschema), minItems: 1 },
  xml: object({ name: text, attribute: { type: "boolean" } }),
  "x-secret": { type: "boolean" },
  "x-xml-text": { type: "boolean" },
  "x-crm-failure": { const: true }
})

const example = object(
  {
    summary: text,
    description: text,
    value: {},
    "x-sent": listOf(text),
    "x-reason": text,
    "x-serializedValue": text,
    "x-status": { type: "integer", minimum: 100, maximum: 599 }
  },
  ["value"]
)

const parameter = object(
  {
    name: text,
    in: { enum: ["path", "query"] },
    required: { type: "boolean" },
    description: text,
    schema: subschema
  },
  ["name", "in", "schema"]
)

const operation = object(
  {
    operationId: { type: "string", pattern: "^[a-z][A-Za-z0-9]*$" },
    tags: listOf(text),
    summary: text,
    description: text,
    deprecated: { type: "boolean" },
    externalDocs,
    parameters: listOf(orReference("parameter")),
    requestBody: orReference("requestBody"),
    responses: {
      ...mapOf(orReference("response")),
      propertyNames: { pattern: "^([1-5][0-9][0-9]|[1-5]XX|default)$" },
      minProperties: 1
    },
    security,
    servers: {
      type: "array",
      minItems: 1,
      maxItems: 1,
      items: object({ url: { type: "string", pattern: "^https://[^{}?#]+$" }, description: text }, ["url"])
    },
    "x-crm-safe": { const: true }
  },
  ["operationId", "responses"]
)

const method = ref("operation")

const pathItem = object({
  summary: text,
  description: text,
  parameters: listOf(orReference("parameter")),
  get: method,
  post: method,
  put: method,
  patch: method,
  delete: method
})

const securityScheme = object(
  {
    type: { enum: ["apiKey", "http"] },
    description: text,
    in: { enum: ["query", "header", "cookie"] },
    name: text,
    scheme: text,
    bearerFormat: text,
    "x-crm-username": { type: "string", pattern: "^[a-z][A-Za-z0-9_]*$" }
  },
  ["type"]
)

const names = { propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_]*$" } }

export const subset = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  ...object(
    {
      openapi: { const: "3.1.0" },
      info: { type: "object" },
      tags: { type: "array" },
      externalDocs,
      servers: {
        type: "array",
        minItems: 1,
        items: object({
          url: { type: "string", pattern: "^\\{baseUrl\\}" },
          description: text,
          variables: { type: "object" }
        })
      },
      security,
      paths: {
        type: "object",
        minProperties: 1,
        propertyNames: { pattern: "^/" },
        additionalProperties: ref("pathItem")
      },
      components: object({
        schemas: { ...mapOf(subschema), ...names },
        parameters: mapOf(orReference("parameter")),
        requestBodies: mapOf(orReference("requestBody")),
        responses: mapOf(orReference("response")),
        examples: mapOf(orReference("example")),
        securitySchemes: mapOf(securityScheme)
      }),
      "x-crm-auth": { type: "object" }
    },
    ["openapi", "info", "servers", "paths", "x-crm-auth"]
  ),
  $defs: {
    reference: {
      type: "object",
      additionalProperties: false,
      properties: { $ref: { type: "string", pattern: "^#/components/" }, summary: text, description: text }
    },
    schema,
    example,
    parameter,
    operation,
    pathItem,
    requestBody: object({ description: text, required: { type: "boolean" }, content: ref("content") }, ["content"]),
    response: object({ summary: text, description: text, headers: { type: "object" }, content: ref("content") }),
    content: mapOf(
      object({
        schema: subschema,
        examples: mapOf(orReference("example")),
        encoding: mapOf(object({ contentType: { const: "application/json" } }, ["contentType"])),
        "x-crm-undecoded": { const: true }
      })
    )
  }
}
