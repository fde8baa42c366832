/** The README of a package, whose blocks run as they stand, and AGENTS.md. */
import type { Field, Method, VendorSpec } from "./read.ts"
import { callCode, needsBody } from "./sources.ts"

/** What the emulator's account has in a field: see `accounts` of the emulated server. */
const example = (field: Field): string => (field.secret ? "example-" : "demo.") + field.name.toLowerCase()

const plain = (fields: ReadonlyArray<Field>): string =>
  fields
    .filter(({ required }) => required)
    .map((field) => `${field.name}: ${JSON.stringify(example(field))}`)
    .join(", ")

const redacted = (fields: ReadonlyArray<Field>): string =>
  fields
    .filter(({ required }) => required)
    .map((field) => {
      const text = JSON.stringify(example(field))
      return `${field.name}: ${field.secret ? `Redacted.make(${text})` : text}`
    })
    .join(", ")

const row = (cells: ReadonlyArray<string>): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`

const variables = (spec: VendorSpec): string => {
  const [first] = spec.methods
  const rows = [...spec.serverFields, ...first.fields].map((field) =>
    row([
      `\`${field.variable}\``,
      `\`${field.name}\``,
      `${field.label}${field.where === "unknown" ? "" : `; ${field.where.charAt(0).toLowerCase()}${field.where.slice(1)}`}${field.required ? "" : " (optional)"}`
    ])
  )
  return [row(["variable", "option", "meaning"]), row(["---", "---", "---"]), ...rows].join("\n")
}

const others = (spec: VendorSpec): string => {
  const { name } = spec.names
  const more = spec.methods.slice(1)
  if (more.length === 0) return ""
  const list = more.map(({ id, label }) => {
    const suffix = id.charAt(0).toUpperCase() + id.slice(1)
    return row([label, `\`${name}.layer${suffix}\``, `\`make${name}${suffix}\``, `\`connect${suffix}\``])
  })
  return `\nOther logins have layers of their own:\n\n${[row(["login", "layer", "manager", "promise"]), row(["---", "---", "---", "---"]), ...list].join("\n")}\n`
}

/** Reasons, what each means of a login and of a call, and what to do. In this workspace, `pnpm readme` writes the rows. */
const errors = (first: Method, workspace: boolean): string => {
  const only = "of `call` only: "
  const rows = [
    [
      "`InvalidConfiguration`",
      "an option or a variable is wrong; `field` names it",
      "the request cannot be sent; `field` names what is wrong",
      "correct it"
    ],
    [
      "`CredentialsUnavailable`",
      "`credentials` or the second factor could not be read",
      "–",
      "repair the vault or the prompt"
    ],
    [
      "`InvalidCredentials`",
      "the credentials were refused",
      "–",
      "correct them: they are not sent again before they change, or `reset` is called"
    ],
    ...(first.factor
      ? [
          ["`SecondFactorRequired`", "a one-time key is wanted", "–", "provide a `SecondFactor`, see below"],
          ["`SecondFactorRejected`", "the one-time key was refused", "–", "answer with the next one"]
        ]
      : []),
    ["`SessionRejected`", "–", "a fresh session was refused, too", "look for another client of this account"],
    [
      "`ReplayImpossible`",
      "–",
      "the session was renewed, but the request was not sent again: `because` says why",
      "send it again if doing it twice is harmless (`replaySafe`)"
    ],
    ["`RateLimited`", "too many requests", `${only}too many requests`, "wait; `retryAfter` says how long, where given"],
    [
      "`Unavailable`",
      "the server, or a proxy before it, is down or overloaded",
      `${only}the same`,
      "wait: callers get this at once for a time that doubles from 1 to 30 seconds"
    ],
    ["`Transport`", "no answer: DNS, TLS, connection, deadline", `${only}no answer`, "as `Unavailable`"],
    ["`UnexpectedResponse`", "an answer that is not this vendor's", `${only}the same`, "check the URL"],
    [
      "`VendorFailure`",
      "a code that no source explains",
      `${only}any other refusal`,
      "say what the `code` means with `refine`"
    ],
    ["`CapacityExceeded`", "of a map: all of `capacity` accounts are in use", "–", "raise `capacity`"],
    [
      "`Closed`",
      "used after `close`, or after the layer's scope ended",
      "used after `close`, or after the layer's scope ended",
      "keep the connection or layer as long as its users"
    ]
  ]
  const head = [row(["reason", "of a login", "of a call", "what to do"]), row(["---", "---", "---", "---"])]
  return [...head, ...(workspace ? [] : rows.map(row))].join("\n")
}

/** How to answer a second factor. */
const secondFactor = ({ names: { name, npm }, ...spec }: VendorSpec): string => {
  const [first] = spec.methods
  if (!first.factor) return ""
  return `
## Second factor

A one-time key is asked of a \`SecondFactor\`, inside the login, and only when the server wants one: give people time with \`loginTimeout\`. An answer is never kept.

\`\`\`ts
import { ${name}, SecondFactor } from "${npm}"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const secondFactor = Layer.succeed(SecondFactor, {
  answer: () => Effect.succeedSome(Redacted.make("123456"))
})

const live = ${name}.layer({ url: ${JSON.stringify(spec.url)}, ${redacted(first.fields)}, loginTimeout: "2 minutes" }).pipe(
  Layer.provide([secondFactor, FetchHttpClient.layer])
)

const session = Effect.flatMap(${name}, (vendor) => vendor.session)
console.log(await Effect.runPromise(Effect.provide(session, live)))
\`\`\`
`
}

/** In this workspace, `pnpm readme` writes the rows. */
const furtherOptions = (workspace: boolean): string =>
  workspace ? `\n${[row(["further option", "default", "meaning"]), row(["---", "---", "---"])].join("\n")}\n` : ""

export const readmeFile = (spec: VendorSpec, workspace: boolean): string => {
  const { names, read } = spec
  const { label, name, npm } = names
  const [first] = spec.methods
  const body = needsBody(read) ? `import * as HttpBody from "effect/http/HttpBody"\n` : ""
  const call = callCode("client", read)
  const url = JSON.stringify(spec.url)
  const required = [...spec.serverFields, ...first.fields]
    .filter((field) => field.required)
    .map((field) => `\`${field.variable}\``)
  const list =
    required.length < 2 ? required.join("") : `${required.slice(0, -1).join(", ")} and ${required.at(-1) ?? ""}`
  return `# ${npm}

Log in to ${label} and stay logged in: an authorised \`HttpClient\` for [Effect](https://effect.website), and a \`fetch\` for programs without it.

## Install

\`\`\`sh
npm install ${npm} effect
\`\`\`

ES modules for Node 22 and later, Bun, Deno, workers and browsers (where the server allows them). \`effect\` is a peer: version 4.1 or later.

## Use

\`\`\`ts
import { ${name} } from "${npm}"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
${body}import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const { client } = yield* ${name}
  const response = yield* ${call}
  return yield* response.text
})

const live = ${name}.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))

console.log(await Effect.runPromise(program.pipe(Effect.provide(live))))
\`\`\`

${list} name the account. The first request logs in; a thousand at once make one login. Use \`client\` like any \`HttpClient\`: relative URLs are the server's. What it answers about anything but the session is yours to read, its own errors included. \`filterReplyOk\` turns a refusal into an \`AuthError\`.

## Without Effect

\`\`\`ts
import { ${read.operation} } from "${npm}/operations"
import { connect } from "${npm}/promise"

// From wherever your secrets are.
const readCredentials = async () => ({ ${plain(first.fields)} })

await using auth = await connect({ url: ${url}, credentials: readCredentials })

console.log(await auth.call(${read.operation}, ${JSON.stringify(read.input)}))
\`\`\`

\`fetch\` is the one you know, with the session; \`call\` runs an operation and returns its whole reply as plain data. There are also \`session\`, \`check\`, \`status\`, \`reset\`, \`logout\`, \`events\` and \`close\`, and \`connectMap\` for many accounts. Every rejection is an \`AuthError\`: its \`reason\` says what to do, and \`retryAfterMillis\` how many milliseconds to wait, where that is known.

## Configuration

\`layerConfig()\` reads the environment, or any other \`ConfigProvider\`; one error names every variable that is missing. \`layer\` takes the same as options, and the types document all of them.

${variables(spec)}
${furtherOptions(workspace)}${others(spec)}
## Lifetimes

${spec.ends} An idle process sends nothing: the next call after the end logs in first.${spec.logout ? " Closing the layer ends the session." : ""}

Requests carry secrets and the session only to the configured address: redirects are not followed, cookies are not kept.

## Errors

What concerns the account or its session fails with an \`AuthError\`: \`vendor\`, \`operation\` and a \`reason\`. Its message says what to do; nothing in it is secret. If a request of yours gets no answer, \`client\` fails with Effect's own \`HttpClientError\`.

What is "of \`call\` only" is an ordinary response where \`client\` sent the request, for you to read.

${errors(first, workspace)}
${secondFactor(spec)}
## Testing

\`${npm}/testing\` is the server in memory, without a socket and on the test's clock.

\`\`\`ts
import { ${name} } from "${npm}"
import { ${name}Emulator } from "${npm}/testing"
import * as Effect from "effect/Effect"
${body}import * as Redacted from "effect/Redacted"

const outlivesItsSession = Effect.gen(function* () {
  const server = yield* ${name}Emulator.make({ accounts: [{ login: ${JSON.stringify(first.id)}, ${plain(first.fields)} }] })
  const live = ${name}.layer({ url: server.url, ${redacted(first.fields)} })
  yield* Effect.gen(function* () {
    const { client } = yield* ${name}
    yield* ${call}
    yield* server.expireSessions
    yield* ${call}
  }).pipe(Effect.provide(live), Effect.provide(server.layer))
  return yield* server.logins
})

console.log(await Effect.runPromise(outlivesItsSession)) // 2
\`\`\`

## Many accounts

\`make${name}Map\` holds the sessions of many accounts. You give it a function that returns the options of an account, when that account is first used.

\`\`\`ts
import { make${name}Map } from "${npm}"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
${body}import * as Redacted from "effect/Redacted"

const program = Effect.gen(function* () {
  const account = (_key: string) => Effect.succeed({ url: ${url}, ${redacted(first.fields)} })
  const accounts = yield* make${name}Map(account, { capacity: 1000, idleTimeToLive: "1 hour" })
  const response = yield* ${callCode(`accounts.client("first")`, read)}
  return yield* response.text
})

console.log(await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(FetchHttpClient.layer))))
\`\`\`

Sessions are made, kept and renewed by [@crm-auth/core](https://github.com/crm-auth/crm-auth#readme).
`
}

export const agentsFile = (spec: VendorSpec, workspace: boolean): string => {
  const { names, read } = spec
  const { label, name, npm, vendor } = names
  const [first] = spec.methods
  const variableNames = [...spec.serverFields, ...first.fields].map(({ variable }) => `\`${variable}\``).join(", ")
  const file = workspace ? `specs/${vendor}.yaml` : `${vendor}.yaml`
  return `# ${npm} for coding agents

Session client for ${label}, on Effect 4.1 (\`effect\` is a peer). One import gives an \`HttpClient\` that is logged in. Do not write login code, token caches or 401 retries around it.

\`\`\`ts
import { ${name} } from "${npm}"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
${needsBody(read) ? `import * as HttpBody from "effect/http/HttpBody"\n` : ""}import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const { client } = yield* ${name}
  const response = yield* ${callCode("client", read)}
  return yield* response.text
})

const live = ${name}.layerConfig().pipe(Layer.provide(FetchHttpClient.layer))

console.log(await Effect.runPromise(program.pipe(Effect.provide(live))))
\`\`\`

## Rules

- \`${name}.layerConfig()\` reads ${variableNames}. \`${name}.layer({ … })\` takes the same as options; secrets are \`Redacted\`.
- Provide one layer for the whole program. A layer made per request logs in per request.
- Many accounts: one \`make${name}Map((key) => …)\` in one scope, then \`client(key)\`; not a layer per account.
- \`client\` takes relative URLs of the vendor. It puts the session in, renews it when it ends, and sends a refused request once more where that is harmless. It does not judge other answers: check \`response.status\` and the body.
- \`yield* ${name}\` is a \`SessionManager\`: \`session\`, \`client\`, \`call\`, \`check\`, \`renew(seen)\`, \`invalidate(seen)\`, \`touch(seen)\`, \`logout\`, \`reset\`, \`status\`, \`events\`.
- Every failure is \`AuthError\` with \`reason\`; branch with \`Effect.catchReason("AuthError", "<reason>", handler)\`.
- Replies to requests of your own: \`filterReplyOk\` makes an \`AuthError\` of a refusal.
- Never retry \`InvalidCredentials\`: it is remembered and answered without a request until the credentials change, or \`reset\`.
- Tests: \`${name}Emulator.make()\` of \`${npm}/testing\` gives \`url\`, \`layer\` (an \`HttpClient\` without a socket), \`accounts\`, \`logins\`, \`sessions\`, \`requests\`, \`fault(operation, fault)\`, \`expireSessions\`. Use \`TestClock\` to move time. Do not mock \`fetch\`.

## Changing this package

- \`${file}\` is the source: operations, credentials, lifetimes, error rows. \`${workspace ? "pnpm generate" : "npm run generate"}\` writes \`src/generated\`, \`test/generated\`, and each file in \`src\` whose first line says that it is generated. Never edit those; to take one in \`src\` over, delete its first line.
- Written by hand: \`src/${name}Session.ts\` (what a login gives), \`src/internal/driver.ts\` (how a login goes), \`src/testing\`, \`test\`.
- Write no error row for a code that you do not know. A wrong guess can lock accounts; an unknown code is a \`VendorFailure\`.
- \`test/contract.test.ts\` tries the promises that every such package keeps; a driver tries credentials once, and the rest is the engine's.
`
}

/** Runs each block of the README against the emulated server. */
export const readmeTest = (spec: VendorSpec): string => {
  const [first] = spec.methods
  const account = `{ login: ${JSON.stringify(first.id)}, ${plain(first.fields)} }`
  const environment = [
    ...spec.serverFields
      .filter(({ name }) => name === "url")
      .map(({ variable }) => `${variable}: ${JSON.stringify(spec.url)}`),
    ...first.fields
      .filter(({ required }) => required)
      .map((field) => `${field.variable}: ${JSON.stringify(example(field))}`)
  ]
  return `// Each block of the README is a program of its own, and runs as it stands.
import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { afterEach, beforeEach, vi } from "vitest"
import { ${spec.names.name}Emulator } from "../src/testing/index.ts"

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8")
const blocks = [...readme.matchAll(/\`\`\`ts\\n(.*?)\`\`\`/gs)].map(([, code = ""]) => code)

const folder = new URL("../.cache/readme/", import.meta.url)

beforeEach(async () => {
  const server = await Effect.runPromise(
    ${spec.names.name}Emulator.make({ url: ${JSON.stringify(spec.url)}, accounts: [${account}] })
  )
  vi.stubGlobal("fetch", (input: string | URL | Request, init?: RequestInit) => server.handler(new Request(input, init)))
  for (const [name, value] of Object.entries({ ${environment.join(", ")} })) vi.stubEnv(name, value)
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

it("there are blocks", () => assert.isAtLeast(blocks.length, 4))

for (const [index, code] of blocks.entries()) {
  it(\`block \${index + 1} runs\`, async () => {
    const file = new URL(\`block-\${index + 1}.ts\`, folder)
    mkdirSync(folder, { recursive: true })
    writeFileSync(file, code)
    const printed = vi.spyOn(console, "log").mockImplementation(() => undefined)
    await import(/* @vite-ignore */ file.pathname)
    assert.strictEqual(printed.mock.calls.length, 1)
    printed.mockRestore()
  })
}
`
}
