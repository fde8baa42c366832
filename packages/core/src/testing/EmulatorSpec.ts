/**
 * What an emulator is derived from: a vendor's operations, credentials and examples, as the generator writes them
 * (`src/generated/emulator.ts`). It is plain data, and no program imports it.
 *
 * @since 0.1.0
 */
import type { Protocol } from "../Protocol.ts"

/**
 * The part of JSON Schema that describes the values of a request. References are resolved.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorSchema {
  /** The JSON types that the value may have. */
  readonly type?: string | ReadonlyArray<string>
  /** The values that it may be. */
  readonly enum?: ReadonlyArray<string | number | boolean | null>
  /** The only value that it may be. */
  readonly const?: string | number | boolean | null
  /** A regular expression that a text matches. */
  readonly pattern?: string
  /** The least number of characters of a text. */
  readonly minLength?: number
  /** The greatest number of characters of a text. */
  readonly maxLength?: number
  /** The least number. */
  readonly minimum?: number
  /** The greatest number. */
  readonly maximum?: number
  /** A number is greater than this. */
  readonly exclusiveMinimum?: number
  /** A number is less than this. */
  readonly exclusiveMaximum?: number
  /** A number is a multiple of this. */
  readonly multipleOf?: number
  /** What each element of an array is. */
  readonly items?: EmulatorSchema
  /** The least number of elements. */
  readonly minItems?: number
  /** The greatest number of elements. */
  readonly maxItems?: number
  /** The members of an object. */
  readonly properties?: { readonly [name: string]: EmulatorSchema }
  /** The members that an object must have. */
  readonly required?: ReadonlyArray<string>
  /** What members of other names are. The emulator refuses them unless this is given. */
  readonly additionalProperties?: boolean | EmulatorSchema
  /** The value fits at least one of these. */
  readonly anyOf?: ReadonlyArray<EmulatorSchema>
}

/**
 * A hash function that logins use.
 *
 * @category models
 * @since 0.1.0
 */
export type HashName = "md5" | "sha1" | "sha256"

/**
 * How the bytes of a hash are written: hexadecimal in lower or upper case, or Base64.
 *
 * @category models
 * @since 0.1.0
 */
export type HashText = "hex" | "upperHex" | "base64"

/**
 * How a value of a login request is made. Parts of hashes and of Base64 are joined as UTF-8. `field` is a credential
 * field, `reply` the step whose reply holds the value at `at`, `sent` another input of the same request. `characters`
 * are those of a value at listed positions, counted from 1; `position` and `value` name the members of the list's
 * objects. `totp` is a time-based one-time password of a Base32 secret, and `timestamp` the time of the request.
 *
 * @category models
 * @since 0.1.0
 */
export type MadeValue =
  | { readonly field: string }
  | { readonly reply: string; readonly at: string }
  | { readonly sent: string }
  | { readonly text: string }
  | { readonly join: ReadonlyArray<MadeValue> }
  | { readonly md5: ReadonlyArray<MadeValue>; readonly as?: HashText }
  | { readonly sha1: ReadonlyArray<MadeValue>; readonly as?: HashText }
  | { readonly sha256: ReadonlyArray<MadeValue>; readonly as?: HashText }
  | {
      readonly hmac: HashName
      readonly key: MadeValue
      readonly of: ReadonlyArray<MadeValue>
      readonly as?: HashText
    }
  | { readonly base64: ReadonlyArray<MadeValue> }
  | { readonly object: { readonly [name: string]: MadeValue } }
  | { readonly list: ReadonlyArray<MadeValue> }
  | {
      readonly characters: MadeValue
      readonly positions: MadeValue
      readonly position?: string
      readonly value?: string
    }
  | { readonly totp: MadeValue; readonly digits?: number; readonly period?: number }
  | { readonly timestamp: "s" | "ms" | "iso" }

/**
 * One input of an operation.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorInput {
  /** The name of the field. */
  readonly name: string
  /** The part of the request that carries it. */
  readonly in: "path" | "query" | "form" | "json"
  /** Whether it must be sent. */
  readonly required: boolean
  /**
   * Whether a form carries it as JSON.
   *
   * @default false
   */
  readonly json?: boolean
  /** What its values are. */
  readonly schema: EmulatorSchema
}

/**
 * An answer of the vendor, as the spec has it.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorExample {
  /** Its name in the spec. */
  readonly name: string
  /** The HTTP status. */
  readonly status: number
  /** The media type. */
  readonly mediaType: string
  /** The body. */
  readonly body: string
  /**
   * The reason of the failure; `none` for a failure that counts as done.
   *
   * @default it is a success
   */
  readonly reason?: string
  /** The optional inputs that the request had. */
  readonly sent: ReadonlyArray<string>
}

/**
 * An operation of the vendor.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorOperation {
  /** Its id. */
  readonly id: string
  /** The HTTP method, in upper case. */
  readonly method: string
  /** What follows the base URL, with parameters in braces. */
  readonly target: string
  /**
   * The base URL of an operation of another host.
   *
   * @default the vendor's
   */
  readonly origin?: string
  /** Whether the session travels where the protocol places it. */
  readonly session: boolean
  /**
   * The input that holds a session, of an operation for which the session is a field of its own.
   *
   * @default there is no such input
   */
  readonly carries?: string
  /**
   * The input that is the user name of HTTP Basic, with an empty password.
   *
   * @default the operation takes no such header
   */
  readonly basic?: { readonly name: string; readonly required: boolean }
  /** The kind of its body. */
  readonly body: "none" | "form" | "json"
  /** What is sent beside the session. */
  readonly inputs: ReadonlyArray<EmulatorInput>
  /** The fields that always have the same value. */
  readonly constants: ReadonlyArray<{
    readonly in: "query" | "form" | "json"
    readonly name: string
    readonly value: string | number | boolean
  }>
  /** Its answers; at least one is a success. */
  readonly examples: ReadonlyArray<EmulatorExample>
}

/**
 * One field that a person enters.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorField {
  /** Its name. */
  readonly name: string
  /** Whether it is secret. */
  readonly secret: boolean
  /** Whether it must be given; with `variants`, those say so. */
  readonly required: boolean
  /** Whether it is a text or a whole number. */
  readonly kind: "text" | "number"
}

/**
 * A login method.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorMethod {
  /** Its id. */
  readonly id: string
  /** The operation that logs in; exactly one of `login`, `token` and `session` is given. */
  readonly login?: string
  /** The token that its credentials are, as in `Protocol.tokens`. */
  readonly token?: string
  /** `true` if its credentials are a session that was made elsewhere. */
  readonly session?: true
  /** What a person enters. */
  readonly fields: ReadonlyArray<EmulatorField>
  /**
   * The sets of fields that go together.
   *
   * @default one set: the required fields
   */
  readonly variants?: ReadonlyArray<{
    readonly required: ReadonlyArray<string>
    readonly optional: ReadonlyArray<string>
  }>
  /** How each input of the login and of its steps is made. */
  readonly makes: { readonly [input: string]: MadeValue }
  /**
   * The input that carries a one-time key.
   *
   * @default the login asks for none
   */
  readonly oneTimeKey?: string
}

/**
 * A vendor's server as its spec describes it.
 *
 * @category models
 * @since 0.1.0
 */
export interface EmulatorSpec {
  /** What the spec says about sessions and errors. */
  readonly protocol: Protocol
  /**
   * The name of the root element of replies in XML.
   *
   * @default replies are JSON
   */
  readonly xmlRoot?: string
  /**
   * The release from which on a logout has no effect.
   *
   * @default a logout always ends the session
   */
  readonly logoutUselessFrom?: string
  /** The vendor's operations. */
  readonly operations: ReadonlyArray<EmulatorOperation>
  /** The login methods. */
  readonly methods: ReadonlyArray<EmulatorMethod>
}
