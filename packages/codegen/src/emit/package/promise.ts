/** Writes `promise.ts`: the entry for programs that do not use Effect. */
import type { Spec } from "../../read/spec.ts"
import { doc, header, ofCore, sentence, sorted } from "../text.ts"
import { dangerTag, type MethodNames, type PackageNames } from "./names.ts"

/** A description of two words says no more than the label. */
const told = (description: string): string => (description.includes(" ", 7) ? `${sentence(description)} ` : "")

const methodCode = (names: PackageNames, one: MethodNames): string => {
  const { name, session } = names
  const { label, method, serverOptions, suffix, value } = one
  const connect = `connect${suffix}`
  const options = `${name}${suffix}ConnectOptions`
  const accountOptions = `${name}${suffix}ConnectAccountOptions`
  const way = `{ method: ${value}, secret: secretOf }`
  return [
    doc(
      [`The options of \`${connect}\` (${label}): server, credentials, and what a connection needs beside them.`],
      ["@category models", "@since 0.1.0"]
    ),
    `export type ${options} = ConnectOptions<${serverOptions}, ${method.type}>\n`,
    doc([`The options of one account of \`${connect}Map\`.`], ["@category models", "@since 0.1.0"]),
    `export type ${accountOptions} = ConnectAccountOptions<${serverOptions}, ${method.type}>\n`,
    doc(
      [
        `Connects one account by ${label}. ${told(method.description)}Nothing is sent before the first use. Rejects with \`InvalidConfiguration\` for an option that is unknown, wrong or missing.`
      ],
      [...dangerTag(names, one, (other) => `connect${other.suffix}`), "@category constructors", "@since 0.1.0"]
    ),
    `export const ${connect} = (options: ${options}): Promise<Connection<${session}>> =>\nconnectAccount(${way}, options)\n`,
    doc(
      ["Connects many such accounts on demand. `account` gives the options of the account with a key."],
      [...dangerTag(names, one, (other) => `connect${other.suffix}Map`), "@category constructors", "@since 0.1.0"]
    ),
    `export const ${connect}Map = <K>(account: (key: K) => ${accountOptions} | PromiseLike<${accountOptions}>, options?: ConnectMapOptions): ` +
      `Promise<ConnectionMap<K, ${session}>> =>\nconnectAccounts(${way}, account, options)\n`
  ].join("\n")
}

export const promiseModule = (spec: Spec, names: PackageNames): string => {
  const { label, methods, name, session } = names
  const exported = sorted([...methods.map(({ serverOptions }) => serverOptions), ...names.credentials]).join(", ")
  const optionTypes = sorted(methods.flatMap(({ method, serverOptions }) => [serverOptions, method.type])).join(", ")
  return [
    header(spec.file),
    doc(
      [
        `${label} for programs that await promises and do not use Effect: plain texts for secrets, plain data for answers.`
      ],
      ["@since 0.1.0"]
    ),
    `import { type ConnectAccountOptions, connectAccount, connectAccounts, type Connection, type ConnectionMap, type ConnectMapOptions, type ConnectOptions } from "@crm-auth/core/Promise"`,
    `import { ${[...methods.map(({ value }) => value), "secretOf"].join(", ")} } from "./managers.ts"`,
    `import type { ${optionTypes} } from "./${name}Options.ts"`,
    `import type { ${session} } from "./${session}.ts"\n`,
    `export type { ${exported} } from "./${name}Options.ts"`,
    `export type { ${session} } from "./${session}.ts"`,
    ofCore,
    `export { AuthError } from "@crm-auth/core"`,
    `export type * from "@crm-auth/core"`,
    `export type { SessionOperation } from "@crm-auth/core/Driver"`,
    `export type * from "@crm-auth/core/Promise"`,
    `export type { RenewalCause, SessionTrouble } from "@crm-auth/core/SessionManager"`,
    `export type { SessionMapEvent, SessionMapStatus } from "@crm-auth/core/SessionMap"\n`,
    ...methods.map((one) => methodCode(names, one))
  ].join("\n")
}
