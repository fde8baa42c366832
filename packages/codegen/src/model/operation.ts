/** What the emitters know about an operation. */
import type { ExampleObject, Method, SchemaObject } from "../read/openapi.ts"
import type { At } from "../pointer.ts"
import type { ReplyKind } from "./media.ts"
import type { Field, Found } from "../read/schema.ts"

/** Where an input travels. */
export type Where = "path" | "query" | "form" | "json"

export interface Input extends Field {
  readonly in: Where
  /** Where the spec declares it. */
  readonly at: string
  /** Whether a form carries it as JSON. */
  readonly asJson?: boolean
}

export interface Constant {
  readonly in: Exclude<Where, "path">
  readonly name: string
  readonly value: NonNullable<SchemaObject["const"]>
}

export interface Output {
  /** The alternatives that are no failure: mostly one. */
  readonly alternatives: readonly [Found, ...ReadonlyArray<Found>]
  /** Whether the spec lists failures beside them. */
  readonly narrowed: boolean
  /** As the spec writes it: `200`, `2XX`, `default`. */
  readonly status: string
  readonly mediaType: string
  readonly xml: boolean
}

export interface Example extends At<ExampleObject> {
  readonly name: string
  readonly status: number
  readonly mediaType: string
  /** What its body is read as. */
  readonly kind: ReplyKind | undefined
}

export interface Operation {
  readonly id: string
  readonly at: string
  /** The key in `paths`, fragment included. */
  readonly path: string
  readonly method: Uppercase<Method>
  /** What goes out after the base URL. */
  readonly target: string
  /** The base URL of an operation of another host than the vendor's. */
  readonly origin?: string
  readonly summary?: string
  readonly description?: string
  readonly link?: string
  readonly safe: boolean
  readonly session: boolean
  /** The input that is sent as the user name of HTTP Basic authentication. */
  readonly basic?: {
    readonly name: string
    readonly required: boolean
    readonly at: string
    readonly description?: string
  }
  readonly body: "none" | "form" | "json"
  readonly bodyMediaType?: string
  readonly inputs: ReadonlyArray<Input>
  readonly constants: ReadonlyArray<Constant>
  readonly output?: Output
  /** Whether callers get the document: a logout that was none (the session was gone) has nothing to give. */
  readonly returns: boolean
  /** The schemas of every document that may be answered, failures included. */
  readonly documents: ReadonlyArray<Found>
  readonly examples: ReadonlyArray<Example>
}

/** Whether a target ends in a bare route (`index.php?/Core/Login`), which no URL parameter may follow. */
export const hasRoute = (target: string): boolean => target.includes("?/")
