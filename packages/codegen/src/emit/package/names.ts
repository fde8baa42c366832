/** The names that a package's files have in common, out of the spec's `package`. */
import type { Credentials, PackageFile, ServerOption } from "../../read/crm-auth.ts"
import type { Spec } from "../../read/spec.ts"
import { pascal, sentence } from "../text.ts"

/** A login method and the names that come of it. Those of the first method have no suffix. */
export interface MethodNames {
  readonly id: string
  readonly method: Credentials
  readonly suffix: string
  /** The `LoginMethod` value: `byPassword`. */
  readonly value: string
  /** The function of `internal/driver.ts` that makes its driver: `makePasswordDriver`. */
  readonly driver: string
  readonly make: string
  readonly makeMap: string
  readonly options: string
  readonly accountOptions: string
  readonly serverOptions: string
  /** A few words for docstrings: `User name and password`. */
  readonly label: string
  /** Why the method should rather not be used, where the spec says so. */
  readonly insecure: string | undefined
}

export interface PackageNames {
  readonly npm: string
  readonly name: string
  readonly label: string
  readonly session: string
  readonly serverOptions: string
  readonly configOptions: string
  readonly first: MethodNames
  readonly methods: ReadonlyArray<MethodNames>
  /** The types of all credentials, variants included. */
  readonly credentials: ReadonlyArray<string>
  readonly options: ReadonlyArray<ServerOption>
  /** The files to write, all without it. */
  readonly only: ReadonlyArray<PackageFile> | undefined
}

/** Goes on with a sentence. Abbreviations such as `HTTP` stay as they are. */
const lowerFirst = (text: string): string => text.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())

/**
 * The tag that strikes out what logs in with an insecure method, and names what to use in its place; no tag for the
 * other methods. `nameOf` is the name of the same thing of another method.
 */
export const dangerTag = (
  { methods }: PackageNames,
  { insecure }: MethodNames,
  nameOf: (method: MethodNames) => string
): ReadonlyArray<string> => {
  if (insecure === undefined) return []
  const safe = methods.find((method) => method.insecure === undefined)
  return [
    `@deprecated Dangerous: ${lowerFirst(sentence(insecure))}${safe === undefined ? "" : ` Use \`${nameOf(safe)}\`.`}`
  ]
}

/** `undefined` without a `package`. */
export const packageNames = ({ crm }: Spec): PackageNames | undefined => {
  if (crm.package === undefined) return undefined
  const { label, name, npm, only } = crm.package
  const methods = Object.entries(crm.credentials).map(([id, method], index): MethodNames => {
    const called = method.name ?? id
    const suffix = index === 0 ? "" : pascal(called)
    return {
      id,
      method,
      suffix,
      value: `by${pascal(called)}`,
      driver: `make${pascal(called)}Driver`,
      make: `make${name}${suffix}`,
      makeMap: `make${name}${suffix}Map`,
      options: `${name}${suffix}Options`,
      accountOptions: `${name}${suffix}AccountOptions`,
      serverOptions: method.serverOptions ?? `${name}ServerOptions`,
      label: lowerFirst(method.label),
      insecure: method.login === undefined ? undefined : crm.logins[method.login]?.insecure
    }
  })
  const [first] = methods
  if (first === undefined) return undefined
  return {
    npm,
    name,
    label,
    session: `${name}Session`,
    serverOptions: `${name}ServerOptions`,
    configOptions: `${name}ConfigOptions`,
    first,
    methods,
    credentials: [
      ...new Set(methods.flatMap(({ method }) => [method.type, ...(method.variants ?? []).map(({ type }) => type)]))
    ],
    options: crm.server.options ?? [],
    only
  }
}
