/** Writes `Acme.ts`: the service and its layers. */
import type { Spec } from "../../read/spec.ts"
import { doc, header, literal, sorted } from "../text.ts"
import { dangerTag, type MethodNames, type PackageNames } from "./names.ts"

const layerOf = ({ name }: PackageNames): string => `Layer.Layer<${name}, AuthError, HttpClient.HttpClient>`

const variables = ({ crm }: Spec, { method }: MethodNames): string => {
  const all = [...crm.server.fields, ...method.fields].map(({ variable }) => `\`${variable}\``)
  return all.length === 1 ? all.join("") : `${all.slice(0, -1).join(", ")} and ${all.at(-1) ?? ""}`
}

const layerTag = (names: PackageNames, one: MethodNames): ReadonlyArray<string> =>
  dangerTag(names, one, (other) => `${names.name}.layer${other.suffix}`)

const firstLayers = (spec: Spec, names: PackageNames): string => {
  const { configOptions, first, name, serverOptions } = names
  return [
    doc([`A layer of one account, logged in with ${first.label}.`], layerTag(names, first)),
    `static readonly layer = (options: ${first.options}): ${layerOf(names)} => Layer.effect(${name}, ${first.make}(options))\n`,
    doc(
      [
        `A layer of one account whose address and credentials are read from \`Config\`s; by default from ${variables(spec, first)}. Fails with \`InvalidConfiguration\`, which names every missing variable.`
      ],
      layerTag(names, first)
    ),
    `static readonly layerConfig = (options: ${configOptions} = {}): ${layerOf(names)} =>\n` +
      `Layer.effect(${name}, Effect.flatMap(readAccountConfig(${first.value}, options), ${first.make}))\n`,
    doc([
      `The account of \`layerConfig\` as one \`Config\`, such as \`Config.nested(${name}.config, "EU")\` for a second one.`
    ]),
    `static get config(): Config.Config<${serverOptions} & ${first.method.type}> {\nreturn accountConfig(${first.value})\n}\n`
  ].join("\n")
}

const layer = (names: PackageNames, one: MethodNames): string =>
  `${doc([`A layer of one account, logged in with ${one.label}.`], layerTag(names, one))}\n` +
  `static readonly layer${one.suffix} = (options: ${one.options}): ${layerOf(names)} => Layer.effect(${names.name}, ${one.make}(options))\n`

export const serviceModule = (spec: Spec, names: PackageNames): string => {
  const { configOptions, first, label, methods, name, npm, serverOptions, session } = names
  const { externalDocs } = spec.api
  return [
    header(spec.file),
    doc([`${label}: log in once, stay logged in.`], ["@since 0.1.0"]),
    `import type { AuthError, SessionManager } from "@crm-auth/core"`,
    `import { accountConfig, readAccountConfig } from "@crm-auth/core/Driver"`,
    `import type * as Config from "effect/Config"`,
    `import * as Context from "effect/Context"`,
    `import * as Effect from "effect/Effect"`,
    `import type * as HttpClient from "effect/http/HttpClient"`,
    `import * as Layer from "effect/Layer"`,
    `import type { ${sorted([configOptions, serverOptions, first.method.type, ...methods.map(({ options }) => options)]).join(", ")} } from "./${name}Options.ts"`,
    `import type { ${session} } from "./${session}.ts"`,
    `import { ${sorted([first.value, ...methods.map(({ make }) => make)]).join(", ")} } from "./managers.ts"\n`,
    doc(
      [`A session of ${label}, kept: see \`SessionManager\`.`],
      [...(externalDocs === undefined ? [] : [`@see ${externalDocs.url}`]), "@category services", "@since 0.1.0"]
    ),
    `export class ${name} extends /*#__PURE__*/ Context.Service<${name}, SessionManager<${session}>>()(${literal(`${npm}/${name}`)}) {\n` +
      `${[firstLayers(spec, names), ...methods.slice(1).map((one) => layer(names, one))].join("\n")}}\n`
  ].join("\n")
}
