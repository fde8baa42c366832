/**
 * What a vendor's spec says about credentials: the fields of each login method, as data that configuration is read by,
 * and the words for prompts and tables. Codegen writes the values (`generated/credentials.ts`).
 *
 * @since 0.1.0
 */

/**
 * One thing that an account has: what its value is read by.
 *
 * @category models
 * @since 0.1.0
 */
export interface AccountField<Name extends string = string> {
  /** The option that takes it: `username`. */
  readonly name: Name
  /** Whether the option takes a text or a whole number. */
  readonly kind: "text" | "number"
  /** Whether it must never be shown. The option of a secret field takes a `Redacted`. */
  readonly secret: boolean
  /** Whether it must be given. With `LoginCredentials.variants`: whether every variant requires it. */
  readonly required: boolean
  /** The environment variable that holds it: `KAYAKO_USERNAME`. */
  readonly variable: string
}

/**
 * What a person is told about a field.
 *
 * @category models
 * @since 0.1.0
 */
export interface FieldWords {
  /** What the field is called in prompts and tables, as the vendor's screens call it: `User name`. */
  readonly label: string
  /** Where a person finds it in the vendor's own screens; `"unknown"` where no public page says. */
  readonly where: string
}

/**
 * One thing that a person enters to use a vendor.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialField<Name extends string = string> extends AccountField<Name>, FieldWords {}

/** The names of the fields of credentials, those of every member of a union. */
type FieldName<C> = C extends unknown ? keyof C & string : never

/**
 * A set of fields that go together. Fields that it does not name must not be given with it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialVariant<Name extends string = string> {
  /** The fields that must be given. */
  readonly required: ReadonlyArray<Name>
  /** The fields that may be given. */
  readonly optional: ReadonlyArray<Name>
}

/**
 * What one login method asks of a person. `C` is the type of the credentials.
 *
 * @category models
 * @since 0.1.0
 */
export interface LoginCredentials<C = { readonly [field: string]: unknown }> {
  /** The method's name, unique among those of the vendor: `password`. */
  readonly id: string
  /** The fields, in the order in which a person is asked for them. */
  readonly fields: ReadonlyArray<AccountField<FieldName<C>>>
  /** The sets of fields that go together, where `required` of the fields alone cannot say it. */
  readonly variants?: ReadonlyArray<CredentialVariant<FieldName<C>>>
  /** The function `checkVariants`, for a method with variants: it names the fields that are missing, or one that is too much. */
  readonly checkVariants?: (
    variants: ReadonlyArray<CredentialVariant>,
    given: ReadonlyArray<string>
  ) => readonly [field: string, detail: string] | undefined
}

/**
 * What a person is told about a login method.
 *
 * @category models
 * @since 0.1.0
 */
export interface MethodWords {
  /** What the method is called in prompts and tables: `User name and password`. */
  readonly label: string
  /** Why another method should be preferred, for a method that exposes what it is given. */
  readonly insecure?: string
}

/**
 * What one login method asks of a person, in words for people.
 *
 * @category models
 * @since 0.1.0
 */
export interface MethodCredentials extends Omit<LoginCredentials, "fields">, MethodWords {
  /** The fields, in the order in which a person is asked for them. */
  readonly fields: ReadonlyArray<CredentialField>
}

/**
 * What people are told about a vendor's fields. Only a `Vendor` holds it: a program that names its vendor needs none of it.
 *
 * @category models
 * @since 0.1.0
 */
export interface CredentialWords {
  /** By the names of the server's fields. */
  readonly server: { readonly [field: string]: FieldWords }
  /** By the ids of the login methods; their fields by name. */
  readonly methods: {
    readonly [method: string]: MethodWords & { readonly fields: { readonly [field: string]: FieldWords } }
  }
}
