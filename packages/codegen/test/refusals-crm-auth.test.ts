import { refusals } from "./refusals.ts"

const login = "/paths/~1login#login/post"
const session = "/x-crm-auth/logins/login/session/0"
const firstSession = "[/data/token]\n      secondFactor"

refusals("what x-crm-auth says of no operation, field or answer", [
  {
    name: "a vendor that is not the file's",
    from: "vendor: acme\n",
    to: "vendor: ^acne\n",
    pointer: "/x-crm-auth/vendor",
    says: 'must be "acme"'
  },
  {
    name: "a base that is not there",
    from: "vendor: acme\n",
    to: "vendor: acme\n  extends: ^nobody\n",
    pointer: "/x-crm-auth/extends",
    says: "must name another spec"
  },
  {
    name: "an operation that is not there",
    from: "keepAlive: { operation: search",
    to: "keepAlive: { operation: ^ping",
    pointer: "/x-crm-auth/keepAlive/operation",
    says: "names the operation ping, which is not in paths: one of getChallenge, login"
  },
  {
    name: "a release that is not there",
    from: "uselessFrom: R2",
    to: "uselessFrom: ^R3",
    pointer: "/x-crm-auth/logout/uselessFrom",
    says: "names the release R3"
  },
  {
    name: "a session pointer to nothing",
    from: firstSession,
    to: "[^/data/tokem]\n      secondFactor",
    pointer: session,
    says: "points at /data/tokem, which no reply of login has"
  },
  {
    name: "a session that is no secret",
    from: "        token: { type: string, format: password }\n",
    to: "        token: { type: string }\n",
    mark: "/data/token]\n      secondFactor",
    pointer: session,
    says: "which is not secret (/components/schemas/LoginData/properties/token): say format: password"
  },
  {
    name: "a test on a field that the operation never answers",
    from: "at: /data/items, present: false",
    to: "at: ^/data/itens, present: false",
    pointer: "/x-crm-auth/errors/5/where/0/at",
    says: "points at /data/itens, which no reply of search has"
  },
  {
    name: "a sent field that is no input",
    from: "sent: { otp: false }",
    to: "sent: { opt: ^false }",
    pointer: "/x-crm-auth/errors/0/sent/opt",
    says: "names opt, which is no input of login"
  },
  {
    name: "a row whose codes an earlier one takes",
    from: "reason: InvalidCredentials, retry: never, guard: PT30M }\n",
    to: "reason: InvalidCredentials, retry: never }\n    - ^{ operation: [login], code: [WRONG, BAD], reason: AccountLocked, retry: never }\n",
    pointer: "/x-crm-auth/errors/3",
    says: "can't be reached"
  },
  {
    name: "a row for a status whose class an earlier one takes",
    from: '    - { operation: ["*"], body: empty,',
    to: '    - ^{ operation: [search], status: [503], reason: Unavailable, retry: backoff }\n    - { operation: ["*"], body: empty,',
    pointer: "/x-crm-auth/errors/8",
    says: "can't be reached"
  },
  {
    name: "a row of a role whose operations earlier ones take",
    from: '    - { operation: ["@logout"], code: [DEAD], reason: none, retry: never }\n',
    to: '    - { operation: [logout], code: [DEAD], reason: none, retry: never }\n    - ^{ operation: ["@logout"], code: [DEAD], reason: VendorFailure, retry: never }\n',
    pointer: "/x-crm-auth/errors/4",
    says: "can't be reached"
  },
  {
    name: "a row that asks an empty body for a code",
    from: '{ operation: ["*"], body: empty,',
    to: '{ operation: ["*"], body: ^empty, code: [X],',
    pointer: "/x-crm-auth/errors/8/body",
    says: "is empty, which has no code"
  },
  {
    name: "an example's reason that no row gives",
    from: "x-sent: [otp], x-reason: SecondFactorRejected",
    to: "x-sent: [otp], x-reason: ^AccountLocked",
    pointer: `${login}/responses/200/content/application~1json/examples/otpWrong/x-reason`,
    says: "is AccountLocked, which no row"
  },
  {
    name: "an example that sends what is no input",
    from: "x-sent: [otp]",
    to: "x-sent: [^opt]",
    pointer: `${login}/responses/200/content/application~1json/examples/otpWrong/x-sent/0`,
    says: "is no input of login"
  }
])
