/** How each program of `examples/programs` is tried: the vendor's emulator, what is done, and what must come of it. */
import { join } from "node:path"
import { root } from "../pack.ts"

/** What a program is tried with. */
export interface Case {
  /** The vendor whose emulator is started. */
  readonly vendor: string
  /** Options of the emulator. */
  readonly options?: { readonly [name: string]: unknown }
  /** Variables of the account, which the emulator knows. */
  readonly variables: { readonly [name: string]: string }
  /** The variable that gets the emulator's address. */
  readonly url: string
  /** What is typed in when the program asks a question. */
  readonly typed?: string
  /** What is done at the server before. Its logins count. */
  readonly prepare?: (url: string) => Promise<void>
  /** What must be printed. */
  readonly prints: RegExp
  /** How many logins the vendor must have seen. */
  readonly logins: number
  /** A path that is asked for this many times at once when the program says that it listens; then it is ended. */
  readonly asks?: { readonly path: string; readonly times: number }
}

interface KashFlow extends AsyncDisposable {
  readonly call: (operation: unknown, input: object) => Promise<unknown>
}

/** Five customers, which are three pages. */
const createCustomers = async (url: string): Promise<void> => {
  const dist = join(root, "packages/kftoken/dist")
  const { createCustomer }: { readonly createCustomer: unknown } = await import(join(dist, "operations.js"))
  const { connect }: { readonly connect: (options: object) => Promise<KashFlow> } = await import(
    join(dist, "promise.js")
  )
  await using auth = await connect({
    url,
    username: "demo.user",
    password: "example-password",
    memorableWord: "tangerine"
  })
  for (const Name of ["Ada", "Ben", "Cleo", "Dan", "Eve"]) await auth.call(createCustomer, { Name })
}

const jane = { KAYAKO_USERNAME: "jane@desk.example", KAYAKO_PASSWORD: "p%ss+w" }
const desk = { vendor: "kayako", url: "KAYAKO_URL" }

const tenants = Array.from({ length: 198 }, (_, index) => ({
  username: `staff-${index + 1}`,
  password: `password-${index + 1}`,
  staffid: String(index + 1)
}))

/** The tries, by the program's folder. */
export const cases: { readonly [name: string]: Case } = {
  "nightly-export": {
    vendor: "kftoken",
    url: "KFTOKEN_URL",
    variables: {
      KFTOKEN_USERNAME: "demo.user",
      KFTOKEN_PASSWORD: "example-password",
      KFTOKEN_MEMORABLE_WORD: "tangerine"
    },
    prepare: createCustomers,
    prints: /exported 5 customers/,
    logins: 2
  },
  "http-service": {
    ...desk,
    variables: { ...jane, PORT: "0" },
    asks: { path: "/desk", times: 50 },
    prints: /logged out/,
    logins: 1
  },
  // 197 tenants work: 13 has an old password, 199 was deleted, 200 has left.
  "many-tenants": {
    ...desk,
    options: { accounts: tenants },
    variables: {},
    prints: /200: 197\n[^]*InvalidCredentials: 2\n[^]*unknown tenant: 1/,
    logins: 197
  },
  "second-factor": {
    ...desk,
    variables: { KAYAKO_USERNAME: "sam@desk.example", KAYAKO_PASSWORD: "letmein" },
    typed: "123456\n",
    prints: /logged in: session \w+/,
    logins: 1
  },
  promises: {
    vendor: "vtiger",
    url: "VTIGER_URL",
    variables: { VTIGER_USERNAME: "jane+crm@acme.example", VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY" },
    prints: /event: LoginSucceeded[^]*types: [^]*can work: true/,
    logins: 1
  },
  opentelemetry: { ...desk, variables: jane, prints: /were sent/, logins: 1 },
  "cloudflare-worker": { ...desk, variables: jane, prints: /request 3: {"status":200}/, logins: 1 },
  "python-proxy": { ...desk, variables: jane, prints: /200 [^]*200 [^]*200 /, logins: 1 }
}
