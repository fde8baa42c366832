/** Writes `AcmeOptions.ts`: the options of a server and of its accounts. */
import type { ServerOption } from "../../read/crm-auth.ts"
import type { Spec } from "../../read/spec.ts"
import { doc, header, literal, sentence, sorted } from "../text.ts"
import type { MethodNames, PackageNames } from "./names.ts"

const tags = ["@category models", "@since 0.1.0"]

const types: { readonly [type in ServerOption["type"]]: string } = {
  duration: "Duration.Input",
  flag: "boolean",
  text: "string"
}

const member = (text: string, defaults: string | undefined, code: string): string =>
  `${doc([sentence(text)], defaults === undefined ? [] : [`@default ${defaults}`])}\nreadonly ${code}`

const serverMembers = ({ crm }: Spec): ReadonlyArray<string> =>
  crm.server.fields.map((field) => {
    const isUrl = field.name === "url"
    const required = isUrl ? crm.server.default === undefined : (field.required ?? true)
    const type = isUrl ? "string | URL" : field.kind === "number" ? "number" : "string"
    const defaults =
      isUrl && crm.server.default !== undefined ? literal(crm.server.default) : required ? undefined : "none"
    return member(
      field.description,
      defaults,
      `${field.name}${required ? "" : "?"}: ${type}${required ? "" : " | undefined"}`
    )
  })

const methodTypes = ({ serverOptions }: PackageNames, one: MethodNames): string => {
  const { accountOptions, label, method, options } = one
  return [
    doc([`The server, and ${label}, or \`credentials\`: an effect that runs before each login.`], tags),
    `export type ${options} = ${serverOptions} & CredentialOptions<${method.type}>\n`,
    doc([`The options of one account of a map: \`${options}\` without those that hold for the whole map.`], tags),
    `export type ${accountOptions} = AccountOptions<${serverOptions}, ${method.type}>\n`
  ].join("\n")
}

export const optionsModule = (spec: Spec, names: PackageNames): string => {
  const { configOptions, first, label, methods, name, options, serverOptions } = names
  const members = [
    ...serverMembers(spec),
    ...options.map((option) =>
      member(option.description, option.default, `${option.name}?: ${types[option.type]} | undefined`)
    )
  ]
  return [
    header(spec.file),
    doc([`The options of a server of ${label} and of its accounts.`], ["@since 0.1.0"]),
    `import type { AccountOptions, ConfigOptions, CredentialOptions, ServerOptions } from "@crm-auth/core/Driver"`,
    ...(options.some(({ type }) => type === "duration") ? [`import type * as Duration from "effect/Duration"`] : []),
    `import type { ${sorted(methods.map(({ method }) => method.type)).join(", ")} } from "./generated/credentials.ts"\n`,
    `export type { ${sorted(names.credentials).join(", ")} } from "./generated/credentials.ts"\n`,
    doc(["The server, and how to speak to it."], tags),
    `export interface ${serverOptions} extends ServerOptions {\n${members.join("\n")}\n}\n`,
    ...methods.map((one) => methodTypes(names, one)),
    doc([`The options of \`${name}.layerConfig\`: \`Config\`s for the account, plain values for the rest.`], tags),
    `export type ${configOptions} = ConfigOptions<${serverOptions}, ${first.method.type}>\n`
  ].join("\n")
}
