/**
 * SuiteCRM's v4.1 web service in memory: one script that takes every call as form fields, with PHP sessions. It binds
 * arguments, answers and refuses in the order in which the real one was seen to.
 *
 * @since 0.1.0
 */
import { md5 } from "@crm-auth/core/Driver"
import {
  type Emulator,
  type EmulatorReply,
  type EmulatorRequest,
  EmulatorSessions,
  htmlReply,
  makeEmulator,
  makeIds
} from "@crm-auth/core/testing"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"

/**
 * A user of the emulated server.
 *
 * @category models
 * @since 0.1.0
 */
export interface SuiteCrmAccount {
  /** The name that the user logs in with. */
  readonly username: string
  /** The text whose hash is stored; of a user of the directory, the password there. */
  readonly password: string
  /** Whether the directory knows the user. */
  readonly directory?: boolean | undefined
  /** What stands in the way of a login with good credentials. */
  readonly trouble?: "expired" | "locked" | "adminWizard" | "userWizard" | undefined
}

/**
 * How the emulated server is set up.
 *
 * @category options
 * @since 0.1.0
 */
export interface SuiteCrmEmulatorOptions {
  /** @default "https://crm.example/crm" */
  readonly url?: string | undefined
  /** @default bob with the password bobpw, and dora of the directory with the password dirpw */
  readonly accounts?: ReadonlyArray<SuiteCrmAccount> | undefined
  /** Which PHP binds the arguments: 7 by position always, 8 by name if they are named. @default 8 */
  readonly php?: 7 | 8 | undefined
  /** How long PHP keeps a session that is not used. @default "1440 seconds" */
  readonly idle?: Duration.Input | undefined
  /** Whether the collection of expired sessions runs at all. Without it, old sessions work. @default true */
  readonly collects?: boolean | undefined
  /** Whether a session is bound to the address of its login. @default true */
  readonly verifiesAddress?: boolean | undefined
  /** Whether PHP shows its errors, under status 200. @default false */
  readonly displaysErrors?: boolean | undefined
  /** SuiteCRM 8: HTML entities of `rest_data` are decoded before it is read as JSON. @default false */
  readonly decodesEntities?: boolean | undefined
}

/**
 * The emulated server, with what only SuiteCRM has.
 *
 * @category models
 * @since 0.1.0
 */
export interface SuiteCrmEmulator extends Emulator {
  /** How many records were saved. */
  readonly saved: Effect.Effect<number>
  /** The address that the next requests come from. */
  readonly moveTo: (address: string) => Effect.Effect<void>
  /** Removes a user; the sessions stay. */
  readonly remove: (username: string) => Effect.Effect<void>
}

type Argument = unknown

/** The operations by the name that the form has, with their arguments and the fault of an expired session. */
const methods: {
  readonly [name: string]: { readonly id: string; readonly takes: ReadonlyArray<string>; readonly dead?: number }
} = {
  login: { id: "login", takes: ["user_auth", "application", "name_value_list"] },
  logout: { id: "logout", takes: ["session"] },
  get_user_id: { id: "getUserId", takes: ["session"] },
  seamless_login: { id: "seamlessLogin", takes: ["session"] },
  get_server_info: { id: "getServerInfo", takes: [] },
  get_entry_list: { id: "getEntryList", takes: ["session", "module_name", "query"] },
  set_entry: { id: "setEntry", takes: ["session", "module_name", "name_value_list"] },
  search_by_module: { id: "searchByModule", takes: ["session", "search_string", "modules"], dead: 10 }
}

const names: { readonly [number: string]: string } = {
  10: "Invalid Login",
  11: "Invalid Session ID",
  20: "Module Does Not Exist",
  40: "Access Denied",
  1008: "Password Expired",
  1009: "Password Expired",
  1012: "LDAP Authentication Failed"
}

/** As PHP writes JSON: slashes and what is not ASCII are escaped. */
const json = (value: unknown, headers?: EmulatorReply["headers"]): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "application/json; charset=UTF-8", "cache-control": "no-store", ...headers },
  body: JSON.stringify(value)
    .replaceAll("/", String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, "0"))
})

const fault = (number: number): EmulatorReply =>
  json({ name: names[number] ?? "Fault", number, description: `${names[number] ?? "Fault"}, at length` })

const page = (body: string): EmulatorReply => ({
  status: 200,
  headers: { "content-type": "text/html; charset=UTF-8" },
  body
})

const redirect = (location: string): EmulatorReply => ({
  status: 302,
  headers: { "content-type": "text/html; charset=UTF-8", location },
  body: ""
})

const text = (value: Argument): string | undefined => (Predicate.isString(value) ? value : undefined)

const decodeEntities = (value: string): string =>
  value
    .replaceAll("&quot;", '"')
    .replaceAll("&#039;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

const parse = (value: string): Argument => {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

const network = (address: string): string => address.split(".").slice(0, 3).join(".")

/**
 * Makes emulated servers.
 *
 * @category constructors
 * @since 0.1.0
 */
export const SuiteCrmEmulator = {
  /** Makes one. */
  make: (options: SuiteCrmEmulatorOptions = {}): Effect.Effect<SuiteCrmEmulator> =>
    Effect.gen(function* () {
      const url = options.url ?? "https://crm.example/crm"
      const given = options.accounts ?? [
        { username: "bob", password: "bobpw" },
        { username: "dora", password: "dirpw", directory: true }
      ]
      const accounts = new Map(
        yield* Effect.forEach(given, (account) =>
          Effect.map(
            md5(account.password),
            (hash) => [account.username, { ...account, hash: Redacted.value(hash) }] as const
          )
        )
      )
      const script = new URL(`${url}/service/v4_1/rest.php`)
      const idle = Duration.toMillis(options.idle ?? "1440 seconds")
      const sessions = new EmulatorSessions<{ readonly address: string }>(options.collects === false ? {} : { idle })
      const ids = makeIds(41)
      let address = "203.0.113.7"
      let logins = 0
      let saved = 0

      const form = (request: EmulatorRequest): URLSearchParams => new URLSearchParams(request.body)

      const methodOf = (request: EmulatorRequest) => methods[form(request).get("method")?.toLowerCase() ?? ""]

      /** PHP reads the arguments, whatever they are, into a list. */
      const argumentsOf = (request: EmulatorRequest): Argument => {
        const data = form(request).get("rest_data") ?? ""
        return parse(options.decodesEntities === true ? decodeEntities(data) : data)
      }

      const fatal = (): EmulatorReply =>
        options.displaysErrors === true
          ? page("<br />\n<b>Fatal error</b>:  Uncaught Error in /var/www/service/core/REST/SugarRestJSON.php")
          : { status: 500, headers: { "content-type": "text/html; charset=UTF-8" }, body: "" }

      /** By position, or on PHP 8 by name; `undefined` is a fatal error. */
      const bind = (given: Argument, takes: ReadonlyArray<string>): ReadonlyArray<Argument> | undefined => {
        if (Array.isArray(given)) return given
        if (!Predicate.isObject(given)) return [given ?? null]
        if (options.php === 7) return Object.values(given)
        const entries = Object.entries(given)
        return entries.every(([name]) => takes.includes(name)) && entries.length === takes.length
          ? takes.map((name) => given[name])
          : undefined
      }

      const opened = (username: string, now: number): EmulatorReply => {
        const id = ids("0123456789abcdef", 32)
        sessions.open(id, username, { address }, now)
        logins++
        const list = {
          user_id: { name: "user_id", value: `id-of-${username}` },
          user_is_admin: { name: "user_is_admin", value: false },
          user_currency_id: { name: "user_currency_id", value: null },
          user_default_dateformat: { name: "user_default_dateformat", value: "m/d/Y" }
        }
        return json({ id, module_name: "Users", name_value_list: list }, { "set-cookie": `PHPSESSID=${id}; path=/` })
      }

      const login = ([auth]: ReadonlyArray<Argument>, now: number): EmulatorReply => {
        if (!Predicate.isObject(auth)) return fault(10)
        const [username, password] = [text(auth["user_name"]), text(auth["password"])]
        if (username === undefined) return fault(10)
        if (password === undefined) return fatal()
        const account = accounts.get(username.trimEnd().toLowerCase())
        const plain = auth["encryption"] === "PLAIN"
        if (account === undefined) return fault(10)
        if (account.trouble === "userWizard" && !plain) return redirect("index.php?module=Users&action=Wizard")
        const good =
          account.directory === true
            ? plain && password === account.password
            : plain
              ? password === account.password
              : password.toLowerCase() === account.hash
        if (!good) return fault(account.directory === true && plain ? 1012 : 10)
        if (account.trouble === "expired") return fault(1008)
        if (account.trouble === "locked") return fault(1009)
        if (account.trouble === "adminWizard") return redirect("index.php?module=Configurator&action=AdminWizard")
        return opened(account.username, now)
      }

      /** The valid session of an id. A call from another address ends it, for everybody. */
      const find = (id: string, now: number) => {
        const session = sessions.use(id, now)
        if (session === undefined || options.verifiesAddress === false) return session
        if (network(session.data.address) === network(address)) return session
        sessions.close(id)
        return undefined
      }

      const call = (id: string, user: string, [, ...given]: ReadonlyArray<Argument>): EmulatorReply => {
        const [module] = given
        if (id === "getUserId") return json(accounts.has(user) ? `id-of-${user}` : null)
        if (id === "searchByModule") return json({ entry_list: [] })
        if (module !== "Accounts" && module !== "Employees") return fault(20)
        if (module === "Employees") return fault(40)
        if (id === "setEntry") {
          saved++
          return json({ id: `record-${saved}`, entry_list: {} })
        }
        return json({ result_count: 1, total_count: "1", entry_list: [{ id: "1", name_value_list: [] }] })
      }

      const respond = (request: EmulatorRequest): EmulatorReply => {
        if (request.url.pathname !== script.pathname) return htmlReply(404, "Not Found")
        const method = methodOf(request)
        const sent = form(request)
        const isForm = /^application\/x-www-form-urlencoded/i.test(request.headers["content-type"] ?? "")
        if (request.method !== "POST" || !isForm || !sent.has("method")) return page("<pre>/**\n * class listing")
        if ([...sent.keys()].some((name) => /['"<>]/.test(name))) return page("Bad data passed in")
        const answer = answerTo(request, method, sent)
        const isFault = answer.body?.toString().includes('"number":') === true
        if (sent.get("response_type")?.toUpperCase() === "JSON") return answer
        return page(isFault ? "" : `a:1:{s:2:"id";${answer.body?.toString() ?? ""}}`)
      }

      const answerTo = (
        request: EmulatorRequest,
        method: (typeof methods)[string] | undefined,
        sent: URLSearchParams
      ): EmulatorReply => {
        if (method === undefined) {
          return json({
            name: "An Undefined Error - invalid_call occurred",
            number: "-1",
            description: "There is no error definition for invalid_call"
          })
        }
        const bound = bind(sent.get("input_type")?.toUpperCase() === "JSON" ? argumentsOf(request) : null, method.takes)
        if (bound === undefined) return fatal()
        if (method.id === "login") return login(bound, request.at)
        if (method.id === "getServerInfo") {
          return json({ flavor: "CE", version: "6.5.25", suitecrm_version: "7.14.6", gmt_time: "2026-01-31 12:00:00" })
        }
        const [id] = bound
        if (Predicate.isObjectOrArray(id)) return fatal()
        const isEmpty = id === undefined || id === null || id === "" || id === 0 || id === "0" || id === false
        if (method.id === "seamlessLogin") return json(!isEmpty && find(String(id), request.at) !== undefined ? 1 : 0)
        if (isEmpty) return json(null)
        const session = find(String(id), request.at)
        if (session === undefined) return fault(method.dead ?? 11)
        if (method.id === "logout") {
          sessions.close(session.id)
          return json(null)
        }
        return call(method.id, session.user, bound)
      }

      const isPlain = (request: EmulatorRequest): boolean => {
        const [auth] = [argumentsOf(request)].flat()
        return Predicate.isObject(auth) && auth["encryption"] === "PLAIN"
      }

      const firstArgument = (request: EmulatorRequest): string | undefined => text([argumentsOf(request)].flat()[0])

      const emulator = yield* makeEmulator({
        vendor: "suitecrm",
        url,
        accounts: given.map(({ directory, password, username }) => ({
          login: directory === true ? "directory" : "password",
          username,
          password
        })),
        operationOf: (request) => {
          const id = methodOf(request)?.id ?? "unknown"
          return id === "login" && isPlain(request) ? "loginToDirectory" : id
        },
        isLogin: (operation) => operation === "login" || operation === "loginToDirectory",
        // PHP locks a session while a request has it.
        queueOf: firstArgument,
        respond,
        logins: () => logins,
        sessions: (now) => sessions.count(now),
        expireSessions: () => sessions.closeAll()
      })
      return {
        ...emulator,
        saved: Effect.sync(() => saved),
        moveTo: (next) => Effect.sync(() => void (address = next)),
        remove: (username) => Effect.sync(() => void accounts.delete(username))
      }
    })
}
