/**
 * A vendor as a value: what a program has to know to log in to any vendor without naming one.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { type AuthError, misconfigured } from "./AuthError.ts"
import type {
  AccountField,
  CredentialField,
  CredentialWords,
  FieldWords,
  LoginCredentials,
  MethodCredentials
} from "./LoginCredentials.ts"
import { type LoginMethod, makeAccount, makeAccountMap } from "./LoginMethod.ts"
import type { Protocol } from "./Protocol.ts"
import type { ServerOptions } from "./ServerOptions.ts"
import type { SessionManager } from "./SessionManager.ts"
import type { SessionMap, SessionMapOptions } from "./SessionMap.ts"

/**
 * Options by name, as a program gives them that does not know the vendor. They are checked like those of the vendor's
 * own constructors.
 *
 * @category models
 * @since 0.1.0
 */
export interface AnyOptions {
  /** The value of the option of that name. */
  readonly [name: string]: unknown
}

/**
 * One login method of a vendor.
 *
 * @category models
 * @since 0.1.0
 */
export interface VendorMethod<A = unknown> {
  /** What the method asks for: its id, label, fields and the sets of fields that go together. */
  readonly credentials: MethodCredentials
  /** Makes a manager of one account, as the vendor's own constructor does. */
  readonly make: (
    options: AnyOptions
  ) => Effect.Effect<SessionManager<A>, AuthError, HttpClient.HttpClient | Scope.Scope>
  /** Makes a map of accounts, as the vendor's own constructor does. */
  readonly makeMap: <K, R = never>(
    account: (key: K) => Effect.Effect<AnyOptions, AuthError, R>,
    options?: SessionMapOptions
  ) => Effect.Effect<SessionMap<K, A>, AuthError, HttpClient.HttpClient | Scope.Scope | R>
}

/**
 * A vendor.
 *
 * @category models
 * @since 0.1.0
 */
export interface Vendor {
  /** The vendor's name in errors and variables, such as `kayako`; the package is `@crm-auth/` and this name. */
  readonly name: string
  /** The product's name, such as `Kayako Classic`. */
  readonly label: string
  /** What the vendor's spec says: where a session goes, how long it lasts, what its codes mean. */
  readonly protocol: Protocol
  /** What a person says about the server: first its address, `url`. */
  readonly serverFields: ReadonlyArray<CredentialField>
  /** The login methods. The first is the usual one. */
  readonly methods: ReadonlyArray<VendorMethod>
  /** The secret of a session's value: what requests carry. */
  readonly secret: (session: unknown) => Redacted.Redacted
}

/**
 * A login method before `makeVendor` has put in the words for people.
 *
 * @category models
 * @since 0.1.0
 */
export interface BareMethod<A = unknown> extends Omit<VendorMethod<A>, "credentials"> {
  /** The fields that the method asks for. */
  readonly credentials: Pick<LoginCredentials, keyof LoginCredentials>
}

/** A field that the words do not know is called by its name. */
const described =
  (words: { readonly [field: string]: FieldWords } = {}) =>
  (field: AccountField): CredentialField => ({ label: field.name, where: "unknown", ...words[field.name], ...field })

/**
 * A login method as an entry of a vendor.
 *
 * @category constructors
 * @since 0.1.0
 */
export const vendorMethod = <O extends ServerOptions, C, A>(method: LoginMethod<O, C, A>): BareMethod<A> => ({
  credentials: method.credentials,
  // Options are checked by name, whatever type they come with.
  // oxlint-disable typescript/no-unsafe-type-assertion
  make: (options) => makeAccount(method, options as never),
  makeMap: (account, options) => makeAccountMap(method, account as never, options) as never
  // oxlint-enable typescript/no-unsafe-type-assertion
})

/**
 * Makes a vendor. The type of its sessions is erased: a program that knows no vendor only hands their values back.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeVendor = <A>(
  vendor: Pick<Vendor, "label" | "protocol"> & {
    readonly serverFields: ReadonlyArray<AccountField>
    /** What people are told about the fields of the server and of the methods. */
    readonly words: CredentialWords
    readonly methods: ReadonlyArray<BareMethod<A>>
    readonly secret: (session: A) => Redacted.Redacted
  }
): Vendor => {
  const { label, protocol, secret, serverFields, words } = vendor
  const methods = vendor.methods.map(({ credentials, ...method }): VendorMethod<A> => {
    const { fields, ...own } = words.methods[credentials.id] ?? { label: credentials.id }
    return { ...method, credentials: { ...credentials, ...own, fields: credentials.fields.map(described(fields)) } }
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const erased = { methods, secret } as Pick<Vendor, "methods" | "secret">
  return {
    name: protocol.vendor,
    label,
    protocol,
    serverFields: serverFields.map(described(words.server)),
    ...erased
  }
}

const valueOf = ({ kind, secret }: CredentialField, text: string): unknown =>
  secret ? Redacted.make(text) : kind === "number" ? Number(text) : text

/**
 * Makes a manager of an account whose fields are plain texts, as environment variables, prompts and configuration
 * files give them: those of secret fields become `Redacted`, those of number fields numbers. Without `method` it is the
 * vendor's usual one. Fails with `InvalidConfiguration` for an unknown method, and as the vendor's constructor does.
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeVendorAccount = (
  vendor: Vendor,
  account: {
    /** The id of the login method. */
    readonly method?: string | undefined
    /** The fields of the server and of the method, by name. A blank text counts as left out. */
    readonly fields: { readonly [name: string]: string | undefined }
    /** Other options of the vendor's constructor. */
    readonly options?: AnyOptions | undefined
  }
): Effect.Effect<SessionManager<unknown>, AuthError, HttpClient.HttpClient | Scope.Scope> => {
  const { methods, name, serverFields } = vendor
  const method =
    account.method === undefined ? methods[0] : methods.find(({ credentials }) => credentials.id === account.method)
  if (method === undefined) {
    const known = methods.map(({ credentials }) => credentials.id).join(", ")
    return Effect.fail(misconfigured(name, "method", `must be one of ${known}`))
  }
  const byName = new Map([...serverFields, ...method.credentials.fields].map((field) => [field.name, field]))
  const given = Object.entries(account.fields).flatMap(([name, text]): ReadonlyArray<readonly [string, unknown]> => {
    if (text === undefined || text.trim() === "") return []
    const field = byName.get(name)
    return [[name, field === undefined ? text : valueOf(field, text)]]
  })
  return method.make({ ...account.options, ...Object.fromEntries(given) })
}
