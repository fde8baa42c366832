/** The `x-crm-auth` extension, as `specs/x-crm-auth.schema.json` lets it through. */
import type { Scalar } from "./openapi.ts"

export interface Test {
  readonly at: string
  readonly is?: Scalar
  readonly not?: Scalar
  readonly in?: ReadonlyArray<Scalar>
  readonly type?: string
  readonly present?: boolean
}

export type Status = number | string

export interface Envelope {
  readonly body: "json" | "xml"
  readonly root?: string
  readonly types?: ReadonlyArray<string>
  readonly cutTo?: ReadonlyArray<string>
  readonly present?: ReadonlyArray<Test>
  readonly ok?: ReadonlyArray<Test>
  readonly code: string
  readonly message?: string
  readonly success?: ReadonlyArray<Status>
}

export type Limit =
  | string
  | {
      readonly at?: string
      readonly jwt?: string
      readonly unit?: string
      readonly minus?: string
      readonly default?: string
    }

export interface Lifetime {
  readonly idle?: ReadonlyArray<Limit>
  readonly absolute?: ReadonlyArray<Limit>
  readonly slides?: string
  readonly from?: { readonly [release: string]: Lifetime }
}

/** How a value of a login request is made; exactly one way is given, with the members that it takes. */
export interface Made {
  readonly field?: string
  readonly reply?: string
  readonly at?: string
  readonly sent?: string
  readonly text?: string
  readonly join?: ReadonlyArray<Made>
  readonly md5?: ReadonlyArray<Made>
  readonly sha1?: ReadonlyArray<Made>
  readonly sha256?: ReadonlyArray<Made>
  readonly hmac?: string
  readonly key?: Made
  readonly of?: ReadonlyArray<Made>
  readonly as?: string
  readonly base64?: ReadonlyArray<Made>
  readonly object?: { readonly [name: string]: Made }
  readonly list?: ReadonlyArray<Made>
  readonly characters?: Made
  readonly positions?: Made
  readonly position?: string
  readonly value?: string
  readonly totp?: Made
  readonly digits?: number
  readonly period?: number
  readonly timestamp?: string
}

export interface Login {
  readonly steps?: ReadonlyArray<string>
  readonly inputs?: { readonly [input: string]: Made }
  readonly insecure?: string
  readonly session: ReadonlyArray<string>
  readonly origin?: string
  readonly secondFactor?: { readonly kind?: string; readonly input?: string }
  readonly lifetime: Lifetime
}

export interface Place {
  readonly when?: { readonly method?: ReadonlyArray<string>; readonly body?: "none" | "form" | "json" }
  readonly in: "header" | "query" | "form" | "json"
  readonly name: string
  readonly json?: string
  readonly scheme?: string
}

export interface Row {
  readonly operation: ReadonlyArray<string>
  readonly status?: ReadonlyArray<Status>
  readonly body?: "envelope" | "empty" | "notEnvelope" | "any"
  readonly text?: string
  readonly location?: string
  readonly code?: ReadonlyArray<string | null>
  readonly where?: ReadonlyArray<Test>
  readonly sent?: { readonly [field: string]: boolean }
  readonly credential?: string
  readonly network?: true
  readonly reason: string
  readonly retry: unknown
  readonly tries?: number
  readonly rejectedBeforeWork?: boolean
  readonly guard?: string
}

export interface CredentialField {
  readonly name: string
  readonly label: string
  readonly description: string
  readonly kind?: "text" | "number"
  readonly secret?: boolean
  readonly required?: boolean
  readonly variable: string
  readonly where: string
  readonly input?: string
}

export interface CredentialVariant {
  readonly type: string
  readonly description: string
  readonly required: ReadonlyArray<string>
  readonly optional?: ReadonlyArray<string>
}

export interface Credentials {
  readonly login?: string
  readonly token?: string
  readonly session?: true
  readonly name?: string
  readonly serverOptions?: string
  readonly type: string
  readonly label: string
  readonly description: string
  readonly fields: ReadonlyArray<CredentialField>
  readonly variants?: ReadonlyArray<CredentialVariant>
}

export interface ServerOption {
  readonly name: string
  readonly type: "duration" | "flag" | "text"
  readonly description: string
  readonly default?: string
}

export type PackageFile = "index" | "service" | "options" | "managers" | "operations" | "promise" | "reply"

export interface PackageNaming {
  readonly npm: string
  readonly name: string
  readonly label: string
  readonly only?: ReadonlyArray<PackageFile>
}

export interface CrmAuth {
  readonly vendor: string
  readonly package?: PackageNaming
  readonly server: {
    readonly strip: ReadonlyArray<string>
    readonly default?: string
    readonly options?: ReadonlyArray<ServerOption>
    readonly fields: ReadonlyArray<CredentialField>
  }
  readonly credentials: { readonly [method: string]: Credentials }
  readonly extends?: string
  readonly userAgent?: string
  readonly releases?: ReadonlyArray<string>
  readonly envelope: Envelope
  readonly logins: { readonly [operation: string]: Login }
  readonly tokens?: ReadonlyArray<{ readonly id: string; readonly place: Place }>
  readonly renew?: string
  readonly keepAlive?: {
    readonly operation: string
    readonly input?: { readonly [name: string]: string | number | boolean }
  }
  readonly logout?: { readonly operation: string; readonly uselessFrom?: string }
  readonly place: ReadonlyArray<Place>
  readonly errors: ReadonlyArray<Row>
}

/** Whether the generator writes the whole package. Then no XML reader and no login is written by hand. */
export const isGeneratedWhole = ({ package: naming }: CrmAuth): boolean =>
  naming !== undefined && naming.only === undefined

/** Whether the generator writes the package's `reply.ts`. */
export const writesReply = (crm: CrmAuth): boolean =>
  isGeneratedWhole(crm) || crm.package?.only?.includes("reply") === true
