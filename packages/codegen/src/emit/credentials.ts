/** Writes `generated/credentials.ts`: the types of each login method's credentials, and their fields as data. */
import type { CredentialField, Credentials, CrmAuth } from "../read/crm-auth.ts"
import type { Spec } from "../read/spec.ts"
import { Code, doc, header, literal, sentence, valueCode } from "./text.ts"

const typeOf = (field: CredentialField): string =>
  field.secret === true ? "Redacted.Redacted" : field.kind === "number" ? "number" : "string"

const fieldDoc = (field: CredentialField): string =>
  doc([
    sentence(field.description),
    field.where === "unknown" ? undefined : `Where to find it: ${sentence(field.where)}`,
    `Environment variable: \`${field.variable}\`.`
  ])

const member = (field: CredentialField, required: boolean): string =>
  `${fieldDoc(field)}\nreadonly ${field.name}${required ? "" : "?"}: ${typeOf(field)}${required ? "" : " | undefined"}`

const tags = ["@category credentials", "@since 0.1.0"]

const typeDoc = (text: string): string => doc([sentence(text)], tags)

/** A field that does not go with a variant is declared as absent, so that two variants cannot be mixed. */
const variantType = (method: Credentials, index: number): string => {
  const variant = method.variants?.[index]
  if (variant === undefined) return ""
  const members = method.fields.map((field) =>
    variant.required.includes(field.name)
      ? member(field, true)
      : variant.optional?.includes(field.name) === true
        ? member(field, false)
        : `${doc(["Does not go with the fields of this type."])}\nreadonly ${field.name}?: undefined`
  )
  return `${typeDoc(variant.description)}\nexport interface ${variant.type} {\n${members.join("\n")}\n}\n`
}

const types = (method: Credentials): string => {
  const { variants } = method
  if (variants === undefined) {
    const members = method.fields.map((field) => member(field, field.required ?? true))
    return `${typeDoc(method.description)}\nexport interface ${method.type} {\n${members.join("\n")}\n}\n`
  }
  return [
    ...variants.map((_, index) => variantType(method, index)),
    `${typeDoc(method.description)}\nexport type ${method.type} = ${variants.map(({ type }) => type).join(" | ")}\n`
  ].join("\n")
}

const fieldData = (field: CredentialField, required: boolean): object => ({
  name: field.name,
  kind: field.kind ?? "text",
  secret: field.secret ?? false,
  required,
  variable: field.variable
})

/** What only people read: no program holds it that names the vendor. */
const fieldWords = (fields: ReadonlyArray<CredentialField>): object =>
  Object.fromEntries(fields.map(({ label, name, where }) => [name, { label, where }]))

const methodWords = (crm: CrmAuth, method: Credentials): object => {
  const insecure = method.login === undefined ? undefined : crm.logins[method.login]?.insecure
  return {
    label: method.label,
    ...(insecure === undefined ? {} : { insecure: sentence(insecure) }),
    fields: fieldWords(method.fields)
  }
}

const methodData = (id: string, method: Credentials): object => {
  const isRequired = (field: CredentialField): boolean =>
    method.variants?.every(({ required }) => required.includes(field.name)) ?? field.required ?? true
  return {
    id,
    fields: method.fields.map((field) => fieldData(field, isRequired(field))),
    ...(method.variants === undefined
      ? {}
      : {
          variants: method.variants.map(({ optional = [], required }) => ({ required, optional })),
          checkVariants: new Code("checkVariants")
        })
  }
}

/** The constant that holds the fields of a method. */
export const credentialsName = (method: string): string => `${method}Credentials`

export const credentialsModule = (spec: Spec): string => {
  const { crm } = spec
  const methods = Object.entries(crm.credentials)
  const isSecret = methods.some(([, method]) => method.fields.some((field) => field.secret === true))
  const server = crm.server.fields.map((field) =>
    fieldData(field, field.name === "url" ? crm.server.default === undefined : (field.required ?? true))
  )
  const words = {
    server: fieldWords(crm.server.fields),
    methods: Object.fromEntries(methods.map(([id, method]) => [id, methodWords(crm, method)]))
  }
  return [
    header(spec.file),
    methods.some(([, { variants }]) => variants !== undefined)
      ? `import { type AccountField, checkVariants, type CredentialWords, type LoginCredentials } from "@crm-auth/core/Driver"`
      : `import type { AccountField, CredentialWords, LoginCredentials } from "@crm-auth/core/Driver"`,
    isSecret ? `import type * as Redacted from "effect/Redacted"\n` : "",
    doc(["What a person says about the server: its address first."], tags),
    `export const serverFields: ReadonlyArray<AccountField> = ${literal(server)}\n`,
    ...methods.flatMap(([id, method]) => [
      types(method),
      doc([`The fields of \`${method.type}\`.`], tags),
      `export const ${credentialsName(id)}: LoginCredentials<${method.type}> = ${valueCode(methodData(id, method))}\n`
    ]),
    doc(["What people are told about the fields: what each is called, and where to find it."], tags),
    `export const credentialWords: CredentialWords = ${literal(words)}\n`
  ].join("\n")
}
