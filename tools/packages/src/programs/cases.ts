/** How each program of `examples/programs` is tried: the vendor's emulator, what is done, and what must come of it. */

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
  /** What is typed in. */
  readonly typed?: string
  /** What must be printed. */
  readonly prints: RegExp
  /** How many logins the vendor must have seen. */
  readonly logins: number
  /** A path that is asked for this many times at once when the program says that it listens; then it is ended. */
  readonly asks?: { readonly path: string; readonly times: number }
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
    prints: /exported [1-9]\d* customers/,
    logins: 1
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
    variables: { VTIGER_USERNAME: "admin", VTIGER_ACCESS_KEY: "Kq3vT9xLm2Zp8RwY" },
    prints: /event: LoginSucceeded[^]*types: [^]*can work: true/,
    logins: 1
  },
  opentelemetry: { ...desk, variables: jane, prints: /were sent/, logins: 1 },
  "cloudflare-worker": { ...desk, variables: jane, prints: /request 3: {"status":200}/, logins: 1 },
  "python-proxy": { ...desk, variables: jane, prints: /200 [^]*200 [^]*200 /, logins: 1 }
}
