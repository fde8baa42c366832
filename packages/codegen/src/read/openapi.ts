/**
 * The part of OpenAPI 3.1 that the generator understands, as types. `subset.ts` says the same as a JSON Schema, which
 * is what a spec is held against before anything here is relied on.
 */

export interface Reference {
  readonly $ref: string
}

export type Scalar = string | number | boolean | null

export type SchemaType = "string" | "number" | "integer" | "boolean" | "null" | "array" | "object"

export interface SchemaObject {
  readonly type?: SchemaType | ReadonlyArray<SchemaType>
  readonly description?: string
  readonly format?: string
  readonly default?: unknown
  readonly examples?: ReadonlyArray<unknown>
  readonly enum?: ReadonlyArray<Scalar>
  readonly const?: Scalar
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly items?: SchemaObject | Reference
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: { readonly [name: string]: SchemaObject | Reference }
  readonly required?: ReadonlyArray<string>
  readonly additionalProperties?: boolean | SchemaObject | Reference
  readonly oneOf?: ReadonlyArray<SchemaObject | Reference>
  readonly anyOf?: ReadonlyArray<SchemaObject | Reference>
  readonly allOf?: ReadonlyArray<SchemaObject | Reference>
  readonly xml?: { readonly name?: string; readonly attribute?: boolean }
  readonly "x-secret"?: boolean
  readonly "x-xml-text"?: boolean
  /** One of the alternatives of a reply is what a failure looks like: no operation answers with it. */
  readonly "x-crm-failure"?: true
}

export interface ExampleObject {
  readonly summary?: string
  readonly value: unknown
  readonly "x-sent"?: ReadonlyArray<string>
  readonly "x-reason"?: string
  readonly "x-serializedValue"?: string
  readonly "x-status"?: number
}

export interface MediaType {
  readonly schema?: SchemaObject | Reference
  /** Fields of a form that hold JSON. */
  readonly encoding?: { readonly [field: string]: { readonly contentType: string } }
  /** Replies of this type are shown to people and never decoded. */
  readonly "x-crm-undecoded"?: true
  readonly examples?: { readonly [name: string]: ExampleObject | Reference }
}

interface Content {
  readonly [mediaType: string]: MediaType
}

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query"
  readonly description?: string
  readonly required?: boolean
  readonly schema: SchemaObject | Reference
}

interface RequestBody {
  readonly required?: boolean
  readonly content: Content
}

interface ResponseObject {
  readonly description?: string
  readonly content?: Content
}

interface SecurityRequirement {
  readonly [scheme: string]: ReadonlyArray<string>
}

export interface OperationObject {
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly externalDocs?: { readonly url: string; readonly description?: string }
  readonly parameters?: ReadonlyArray<Parameter | Reference>
  readonly requestBody?: RequestBody | Reference
  readonly responses: { readonly [status: string]: ResponseObject | Reference }
  readonly security?: ReadonlyArray<SecurityRequirement>
  /** Another host than the vendor's, for a login. */
  readonly servers?: ReadonlyArray<{ readonly url: string }>
  readonly "x-crm-safe"?: true
}

export const methods = ["get", "post", "put", "patch", "delete"] as const

export type Method = (typeof methods)[number]

export type PathItem = { readonly [M in Method]?: OperationObject } & {
  readonly parameters?: ReadonlyArray<Parameter | Reference>
}

interface SecurityScheme {
  readonly type: "apiKey" | "http"
  readonly scheme?: string
  readonly in?: string
  readonly name?: string
  readonly description?: string
  readonly "x-crm-username"?: string
}

/** What a reference can mean, by its place in `components`. */
export interface Referable {
  readonly schemas: SchemaObject
  readonly parameters: Parameter
  readonly requestBodies: RequestBody
  readonly responses: ResponseObject
  readonly examples: ExampleObject
}

export type Components = {
  readonly [K in keyof Referable]?: { readonly [name: string]: Referable[K] | Reference }
}

export interface OpenApi {
  readonly openapi: string
  readonly servers: ReadonlyArray<{ readonly url: string }>
  readonly externalDocs?: { readonly url: string }
  readonly security?: ReadonlyArray<SecurityRequirement>
  readonly paths: { readonly [path: string]: PathItem }
  readonly components?: Components & { readonly securitySchemes?: { readonly [name: string]: SecurityScheme } }
}

export const isReference = (value: object): value is Reference => "$ref" in value
