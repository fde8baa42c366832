/** Writes `managers.ts`: the login methods as values, and managers of one account and of many. */
import type { Spec } from "../../read/spec.ts"
import { credentialsName } from "../credentials.ts"
import { doc, header, literal, record, sorted } from "../text.ts"
import { dangerTag, type MethodNames, type PackageNames } from "./names.ts"

const checks = { duration: "time", flag: "flag", text: "textOrNumber" } as const

const serverChecks = ({ crm }: Spec, { options }: PackageNames): ReadonlyArray<readonly [string, string]> => [
  ...crm.server.fields.filter(({ name }) => name !== "url").map(({ name }) => [name, literal(checks.text)] as const),
  ...options.map(({ name, type }) => [name, literal(checks[type])] as const)
]

const methodCode = (names: PackageNames, one: MethodNames): string => {
  const { driver, id, label, method, value } = one
  const { serverOptions, session } = names
  return (
    doc([`The login with ${label}.`]) +
    `\nexport const ${value}: LoginMethod<${serverOptions}, ${method.type}, ${session}> = {\n` +
    `protocol, serverFields, credentials: ${credentialsName(id)}, serverOptions, driver: ${driver} }\n`
  )
}

const constructors = (names: PackageNames, one: MethodNames): string => {
  const { accountOptions, label, make, makeMap, options, value } = one
  const { session } = names
  const tags = ["@category constructors", "@since 0.1.0"]
  const fails = "Fails with `InvalidConfiguration` for an option that is unknown, wrong or missing."
  return [
    doc(
      [`Makes a manager of one session, logged in with ${label}. ${fails} Nothing is sent before the first use.`],
      [...dangerTag(names, one, (other) => other.make), ...tags]
    ),
    `export const ${make} = (options: ${options}): Effect.Effect<SessionManager<${session}>, AuthError, HttpClient.HttpClient | Scope.Scope> =>\n` +
      `makeAccount(${value}, options)\n`,
    doc(
      [
        `Makes a map of many accounts, on any servers: see \`SessionMap\`. \`account\` gives the options of the account with a key; it runs when the account is first used, and again after the account was dropped.`
      ],
      [...dangerTag(names, one, (other) => other.makeMap), ...tags]
    ),
    `export const ${makeMap} = <K, R = never, E = never>(account: (key: K) => Effect.Effect<${accountOptions}, AuthError | E, R>, options?: SessionMapOptions): ` +
      `Effect.Effect<SessionMap<K, ${session}, E>, AuthError, HttpClient.HttpClient | Scope.Scope | R> =>\nmakeAccountMap(${value}, account, options)\n`
  ].join("\n")
}

export const managersModule = (spec: Spec, names: PackageNames): string => {
  const { label, methods, name, serverOptions, session } = names
  const own = serverChecks(spec, names)
  const optionTypes = sorted([
    serverOptions,
    ...methods.flatMap((one) => [one.options, one.accountOptions, one.method.type])
  ])
  const driverImports = [
    "type LoginMethod",
    "makeAccount",
    "makeAccountMap",
    "makeVendor",
    "type Vendor",
    "vendorMethod"
  ]
  return [
    header(spec.file),
    doc([`Managers of sessions of ${label}: for each login method, of one account and of many.`], ["@since 0.1.0"]),
    `import type { AuthError, SessionManager, SessionMap, SessionMapOptions } from "@crm-auth/core"`,
    `import { ${driverImports.join(", ")} } from "@crm-auth/core/Driver"`,
    `import type * as Effect from "effect/Effect"`,
    `import type * as HttpClient from "effect/http/HttpClient"`,
    `import type * as Scope from "effect/Scope"`,
    `import { ${sorted([...methods.map(({ id }) => credentialsName(id)), "credentialWords", "serverFields"]).join(", ")} } from "./generated/credentials.ts"`,
    `import { protocol } from "./generated/session.ts"`,
    `import { ${sorted([...methods.map(({ driver }) => driver), "secretOf"]).join(", ")} } from "./internal/driver.ts"`,
    `import type { ${optionTypes.join(", ")} } from "./${name}Options.ts"`,
    `import type { ${session} } from "./${session}.ts"\n`,
    `export { secretOf } from "./internal/driver.ts"\n`,
    `const serverOptions = ${record(own)} as const\n`,
    ...methods.map((one) => methodCode(names, one)),
    ...methods.map((one) => constructors(names, one)),
    doc([`${label} as a value, for programs that work with any vendor.`], ["@category vendors", "@since 0.1.0"]),
    `export const vendor: Vendor = /*#__PURE__*/ makeVendor<${session}>({ label: ${literal(label)}, protocol, serverFields, words: credentialWords, ` +
      `methods: [${methods.map(({ value }) => `/*#__PURE__*/ vendorMethod(${value})`).join(", ")}], secret: secretOf })\n`
  ].join("\n")
}
