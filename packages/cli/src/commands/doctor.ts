/** `crm-auth doctor`: looks for what stands between this machine and the vendor. */
import { baseUrl } from "@crm-auth/core/BaseUrl"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import { lookup } from "node:dns/promises"
import { connect as connectTls, type PeerCertificate } from "node:tls"
import { findTarget, openAccount } from "../account.ts"
import { allowances } from "../allowances.ts"
import { forPeople } from "../authFailure.ts"
import { exitCodes } from "../exitCodes.ts"
import { CliFailure, misconfigured } from "../failure.ts"
import { answer, progress } from "../output.ts"
import { plainValue } from "../plainValue.ts"
import { Settings } from "../settings.ts"
import { span } from "../time.ts"
import { factsOf, type VendorFacts } from "../vendorFacts.ts"
import type { VendorEntry } from "../vendors.ts"

/** What one look found. */
interface Finding {
  readonly name: string
  readonly outcome: "ok" | "warning" | "failed"
  readonly detail: string
  /** The exit code that a failure stands for. */
  readonly exitCode?: number
}

const ok = (name: string, detail: string): Finding => ({ name, outcome: "ok", detail })
const warning = (name: string, detail: string): Finding => ({ name, outcome: "warning", detail })
const failed = (name: string, detail: string, exit: "configuration" | "later"): Finding => ({
  name,
  outcome: "failed",
  detail,
  exitCode: exitCodes[exit].code
})

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? ("code" in cause ? String(cause.code) : cause.message) : String(error)
}

const patience = 10_000

const lookUp = (host: string): Effect.Effect<Finding> =>
  Effect.promise(async () => {
    try {
      const found = await lookup(host.replace(/^\[|\]$/g, ""), { all: true })
      return ok("name lookup", `${host} is ${found.map(({ address }) => address).join(", ")}`)
    } catch (error) {
      return failed(
        "name lookup",
        `${host} has no address (${codeOf(error)}); check the spelling and the network`,
        "later"
      )
    }
  })

const daysLeft = ({ valid_to }: PeerCertificate): number => Math.floor((Date.parse(valid_to) - Date.now()) / 86_400_000)

const handshake = ({ hostname, port }: URL): Effect.Effect<Finding> =>
  Effect.callback<Finding>((resume) => {
    const socket = connectTls({ host: hostname, port: Number(port || 443), servername: hostname, timeout: patience })
    const end = (finding: Finding) => {
      socket.destroy()
      resume(Effect.succeed(finding))
    }
    socket.on("secureConnect", () => {
      const certificate = socket.getPeerCertificate()
      const days = daysLeft(certificate)
      const text = `${socket.getProtocol()}, certificate of ${[certificate.issuer.O ?? certificate.issuer.CN].flat().join()} for ${days} more days`
      end(days < 14 ? warning("TLS", text) : ok("TLS", text))
    })
    socket.on("timeout", () => end(failed("TLS", "no answer within 10 seconds", "later")))
    socket.on("error", (error) =>
      end(
        failed(
          "TLS",
          `${codeOf(error)}; a proxy may stand in between, or the certificate is not trusted`,
          "configuration"
        )
      )
    )
  })

interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly url: string
}

/** A request without any session or credentials. */
const ask = (
  base: string,
  { probe }: VendorEntry,
  { envelope }: VendorFacts,
  userAgent: string
): Effect.Effect<Result.Result<Reply, string>> =>
  Effect.promise(async () => {
    const url = base + probe.path
    const accept = envelope.body === "xml" ? "text/xml" : "application/json"
    try {
      const response = await fetch(url, {
        method: probe.method,
        redirect: "manual",
        headers: { "user-agent": userAgent, accept },
        signal: AbortSignal.timeout(patience)
      })
      return Result.succeed({ status: response.status, headers: response.headers, text: await response.text(), url })
    } catch (error) {
      return Result.fail(codeOf(error))
    }
  })

const hasMember = (document: unknown, pointer: string): boolean => {
  let value: unknown = document
  for (const name of pointer.split("/").slice(1)) {
    if (typeof value !== "object" || value === null) return false
    value = new Map<string, unknown>(Object.entries(value)).get(name)
  }
  return value !== undefined
}

/** Whether a body looks like one of this vendor: its XML root, or the members that its envelopes have. */
const isEnvelope = ({ envelope }: VendorFacts, text: string): boolean => {
  if (envelope.body === "xml") return (envelope.cutTo ?? ["<?xml"]).some((start) => text.includes(start))
  const document = Result.getOrUndefined(Result.try((): unknown => JSON.parse(text)))
  const pointers = [
    envelope.code,
    ...(envelope.ok ?? []).map(({ at }) => at),
    ...(envelope.present ?? []).map(({ at }) => at)
  ]
  return pointers.some((pointer) => hasMember(document, pointer))
}

const judgeReply = (facts: VendorFacts, label: string, reply: Reply): ReadonlyArray<Finding> => {
  const { headers, status, text, url } = reply
  const location = headers.get("location")
  if (status >= 300 && status < 400) {
    const target = location === null ? "somewhere" : new URL(location, url).origin + new URL(location, url).pathname
    return [failed("redirect", `${url} leads to ${target}; use that address if it is the vendor's`, "configuration")]
  }
  const findings = [ok("redirect", "none")]
  if (isEnvelope(facts, text))
    findings.push(ok("answers like this vendor", `HTTP ${status}, in the protocol of ${label}`))
  else if (status === 404) {
    findings.push(
      failed("base path", `${url} does not exist (HTTP 404); check the path of the address`, "configuration")
    )
  } else if (status === 429 || status >= 500) {
    findings.push(failed("answers like this vendor", `HTTP ${status}; try again later`, "later"))
  } else {
    const kind = headers.get("content-type") ?? "no type"
    findings.push(
      failed(
        "answers like this vendor",
        `HTTP ${status}, ${kind}, not the protocol of ${label}; check the address, and look for a login page or a proxy in front`,
        "configuration"
      )
    )
  }
  return findings
}

const judgeClock = (headers: Headers): Finding => {
  const date = Date.parse(headers.get("date") ?? "")
  if (Number.isNaN(date)) return ok("clock", "the server does not tell its time")
  const difference = date - Date.now()
  const text = `${span(difference)} ${difference < 0 ? "behind" : "ahead of"} this machine`
  return Math.abs(difference) > 60_000
    ? warning("clock", `the server is ${text}`)
    : ok("clock", `the server is ${text}`)
}

const judgeProxy = (headers: Headers, environment: { readonly [name: string]: string | undefined }): Finding => {
  const seen = ["via", "x-cache", "x-forwarded-server"].flatMap((name) => {
    const value = headers.get(name)
    return value === null ? [] : [`${name}: ${value}`]
  })
  const set = ["HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"].filter((name) => environment[name])
  if (seen.length > 0) return warning("proxy", `answers come through a proxy (${seen.join("; ")})`)
  if (set.length > 0) {
    return warning("proxy", `${set.join(", ")} is set; Node uses it only with NODE_USE_ENV_PROXY=1`)
  }
  return ok("proxy", "none is seen")
}

const marks = { ok: "✓", warning: "!", failed: "✗" } as const

/** Runs the command. Credentials are used with `--try-login` only, once. */
export const run = Effect.fnUntraced(function* (input: { readonly vendor: string; readonly tryLogin: boolean }) {
  const settings = yield* Settings
  const target = yield* findTarget(input.vendor)
  const { label, name } = target.vendor
  const field = target.method.fields.find(({ name }) => name === "url")
  const inProfile = new Map(Object.entries(target.profile?.account ?? {}))
  const url = field === undefined ? undefined : plainValue(field, settings, inProfile).value
  if (url === undefined && target.vendor.address === undefined) {
    return yield* misconfigured(`Give the address to look at: --url, or ${field?.variable ?? "its variable"}.`)
  }
  const facts = yield* Effect.promise(() => factsOf(name))
  const findings: Array<Finding> = []
  const base = baseUrl(facts, { ...allowances(settings, target.profile), ...(url === undefined ? undefined : { url }) })
  const look = Effect.gen(function* () {
    if (Result.isFailure(base)) {
      findings.push(failed("address", forPeople(base.failure.message, name), "configuration"))
      return
    }
    const root = base.success + facts.server.path
    findings.push(ok("address", root))
    const parsed = new URL(root)
    findings.push(yield* lookUp(parsed.hostname))
    if (findings.at(-1)?.outcome === "failed") return
    if (parsed.protocol === "https:") findings.push(yield* handshake(parsed))
    if (findings.at(-1)?.outcome === "failed") return
    const reply = yield* ask(root, target.vendor, facts, `crm-auth-${name}`)
    if (Result.isFailure(reply)) {
      findings.push(
        failed("connection", `no answer (${reply.failure}); check the port, the network and firewalls`, "later")
      )
      return
    }
    findings.push(...judgeReply(facts, label, reply.success))
    findings.push(judgeClock(reply.success.headers), judgeProxy(reply.success.headers, settings.environment))
    const browser = yield* ask(root, target.vendor, facts, "Mozilla/5.0")
    if (Result.isSuccess(browser)) {
      const same = browser.success.status === reply.success.status
      findings.push(
        same
          ? ok("User-Agent", "makes no difference")
          : warning(
              "User-Agent",
              `a browser gets HTTP ${browser.success.status}, this program HTTP ${reply.success.status}`
            )
      )
    }
  })
  yield* progress(`Looking at ${label}`, look)
  if (input.tryLogin && findings.every(({ outcome }) => outcome !== "failed")) {
    const login = Effect.scoped(Effect.flatMap(openAccount(target, { ask: true }), ({ session }) => session))
    const exit = yield* Effect.exit(Effect.provideService(login, Settings, { ...settings, store: "none" }))
    const error = Option.getOrUndefined(Exit.findErrorOption(exit))
    findings.push(
      Exit.isSuccess(exit)
        ? ok("login", "the credentials work")
        : {
            name: "login",
            outcome: "failed",
            detail: error instanceof CliFailure ? error.message : "failed",
            exitCode: error instanceof CliFailure ? error.exitCode : exitCodes.unexpected.code
          }
    )
  }
  yield* answer(
    findings.map(({ detail, name, outcome }) => `${marks[outcome]} ${name.padEnd(25)} ${detail}`).join("\n"),
    { version: 1, vendor: name, findings: findings.map(({ detail, name, outcome }) => ({ name, outcome, detail })) }
  )
  const first = findings.find(({ outcome }) => outcome === "failed")
  if (first !== undefined) {
    return yield* new CliFailure({ exitCode: first.exitCode ?? exitCodes.unexpected.code, message: "" })
  }
})
