/**
 * Reads and checks the options of accounts and maps. A bundle holds it in a file of its own: accounts whose options are
 * an address and good credentials do without (see `plainAccount`).
 */
import * as Result from "effect/Result"
import type { ServerOptions } from "../../ServerOptions.ts"
import type { SessionManagerOptions } from "../../SessionManager.ts"
import type { SessionMapOptions } from "../../SessionMap.ts"
import {
  checkAddress,
  checkCount,
  checkFunction,
  checkHeaderText,
  checkLimit,
  checkOptions,
  checkRate,
  type OptionCheck,
  type Fault,
  type OptionChecks
} from "./checks.ts"
import { checkAbsent, type Errors, readSource } from "./credentials.ts"
import type { Account, MethodRules } from "./plainAccount.ts"

/** A check for each option of an interface: a new option without one is a type error. */
type ChecksOf<O> = { readonly [K in keyof O]-?: OptionCheck }

const managerChecks: ChecksOf<SessionManagerOptions> = {
  loginTimeout: "time",
  renewal: { oneOf: ["onUse", "ahead"] },
  keepWarmFor: "time",
  parallelSessions: checkCount,
  propagateTraces: "flag",
  closeTimeout: "time",
  logoutConcurrency: checkCount,
  drain: "flag"
}

const mapChecks: ChecksOf<Omit<SessionMapOptions, keyof SessionManagerOptions>> = {
  capacity: checkLimit,
  idleTimeToLive: "time",
  renewalRate: checkRate
}

const serverChecks: ChecksOf<Omit<ServerOptions, keyof SessionManagerOptions>> = {
  url: checkAddress,
  allowInsecureHttp: "flag",
  allowSpacesAroundSecrets: "flag",
  userAgent: checkHeaderText,
  refine: checkFunction
}

const noCheck: OptionCheck = () => undefined

const hasSource = (options: object): boolean => "credentials" in options && options.credentials !== undefined

const pick = (given: object, checks: OptionChecks): object =>
  Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && Object.hasOwn(checks, name))
  )

/** The checks of a login method's options: what its server takes, and all that an account may be given. */
interface MethodChecks {
  readonly server: OptionChecks
  readonly withFields: OptionChecks
  readonly withSource: OptionChecks
}

/** Made once for each method: a map makes accounts by the thousand. */
const checksOf = /*#__PURE__*/ new WeakMap<object, MethodChecks>()

const checksFor = <O, C>(method: MethodRules<O, C>): MethodChecks => {
  const found = checksOf.get(method)
  if (found !== undefined) return found
  const server: OptionChecks = { ...serverChecks, ...method.serverOptions }
  const withSource = { ...server, credentials: noCheck }
  // Credentials are checked where they are read, and are given in one way only.
  const fields = Object.fromEntries(method.credentials.fields.map(({ name }) => [name, noCheck]))
  const made = { server, withSource, withFields: { ...withSource, ...fields } }
  checksOf.set(method, made)
  return made
}

/** Reads an account's options; `common` are those that hold for the whole map that it is in. */
const readWith = <O, C>(
  method: MethodRules<O, C>,
  errors: Errors,
  given: object & { readonly url?: unknown; readonly allowSpacesAroundSecrets?: unknown },
  common: SessionManagerOptions,
  others: OptionChecks
): Result.Result<Account<O, C>, Fault> => {
  const { checkVariants, fields, variants } = method.credentials
  const { server: own, withFields, withSource } = checksFor(method)
  const wrong = checkOptions(given, hasSource(given) ? withSource : withFields, others)
  if (wrong !== undefined) return Result.fail(wrong)
  const missing = checkAbsent(hasSource(given) ? method.serverFields : [...method.serverFields, ...fields], given)
  if (missing !== undefined) return Result.fail(missing)
  const { url } = given
  const picked = {
    ...pick(given, own),
    ...(url === undefined ? undefined : { url: String(url) }),
    ...(common.propagateTraces === undefined ? undefined : { propagateTraces: common.propagateTraces })
  }
  // Each option was checked by its name.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const server = picked as O
  const source = readSource<C>(
    {
      fields,
      variants,
      checkVariants,
      allowSpacesAroundSecrets: given.allowSpacesAroundSecrets === true,
      check: (credentials) => method.check?.(credentials, server)
    },
    errors,
    given
  )
  return Result.map(source, (source) => ({ server, source, manager: pick(given, others) }))
}

/** Reads the options of an account of its own, those of its manager among them. */
export const readAccount = <O, C>(method: MethodRules<O, C>, errors: Errors, given: object & SessionManagerOptions) =>
  readWith(method, errors, given, given, managerChecks)

/** Reads the options of an account of a map, which `common` are the options of. */
export const readMapAccount = <O, C>(
  method: MethodRules<O, C>,
  errors: Errors,
  given: object,
  common: SessionManagerOptions
) => readWith(method, errors, given, common, {})

/** Reads the options of a map. */
export const readMap = (options: SessionMapOptions): Result.Result<SessionMapOptions, Fault> => {
  const checks = { ...managerChecks, ...mapChecks }
  const wrong = checkOptions(options, checks)
  return wrong === undefined ? Result.succeed(pick(options, checks)) : Result.fail(wrong)
}
