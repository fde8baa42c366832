import { refusals } from "./refusals.ts"

const login = "/x-crm-auth/logins/login"

const inputs = (text: string): { readonly from: string; readonly to: string } => ({
  from: "      steps: [getChallenge]\n",
  to: `      steps: [getChallenge]\n      inputs: ${text}\n`
})

refusals("inputs of logins", [
  {
    name: "a required input that comes from nowhere",
    from: "required: [what, username, password]",
    to: "required: [what, username, password, level]",
    mark: "password:\n      login: login",
    pointer: "/x-crm-auth/credentials/password",
    says: "gives no level, which login requires: add a field with input: level, or say in x-crm-auth/logins/login/inputs how it is made"
  },
  {
    name: "a value made in two ways",
    ...inputs("{ ^password: { field: password, text: x } }"),
    pointer: `${login}/inputs/password`,
    says: "must be made in exactly one way: one of field, reply, sent, text"
  },
  {
    name: "a member that goes with another way",
    ...inputs("{ password: { field: password, digits: ^6 } }"),
    pointer: `${login}/inputs/password/digits`,
    says: "does not go with field: take it out"
  },
  {
    name: "an HMAC without a key",
    ...inputs("{ ^password: { hmac: sha1, of: [{ field: password }] } }"),
    pointer: `${login}/inputs/password`,
    says: "needs key beside hmac"
  },
  {
    name: "a field that is not among the credentials",
    ...inputs("{ password: { md5: [{ field: ^passwort }] } }"),
    pointer: `${login}/inputs/password/md5/0/field`,
    says: "names passwort, which is no field of this login's credentials: one of username, password"
  },
  {
    name: "a reply of what is no step",
    ...inputs("{ password: { md5: [{ reply: ^search, at: /data }] } }"),
    pointer: `${login}/inputs/password/md5/0/reply`,
    says: "names search, which is no step of this login: one of getChallenge"
  },
  {
    name: "a value that the reply does not have",
    ...inputs("{ password: { md5: [{ reply: getChallenge, at: ^/data/nonce }] } }"),
    pointer: `${login}/inputs/password/md5/0/at`,
    says: "points at /data/nonce, which no reply of getChallenge has: add the field to its schema"
  },
  {
    name: "an input that the login does not have",
    ...inputs("{ ^passwort: { field: password } }"),
    pointer: `${login}/inputs/passwort`,
    says: "is no input of this login: one of username, attempt, password"
  },
  {
    name: "a secret in an input that is not secret",
    ...inputs("{ ^device: { md5: [{ field: password }] } }"),
    pointer: `${login}/inputs/device`,
    says: "is made of a secret, and the input is not secret"
  },
  {
    name: "a one-time key without an input",
    from: "secondFactor: { kind: oneTimeKey, input: otp }",
    to: "^secondFactor: { kind: oneTimeKey }",
    pointer: `${login}/secondFactor`,
    says: "must say which input carries the key: add input, one of username, attempt, password, otp"
  },
  {
    name: "a one-time key in an input that is not there",
    from: "secondFactor: { kind: oneTimeKey, input: otp }",
    to: "secondFactor: { kind: oneTimeKey, input: ^totp }",
    pointer: `${login}/secondFactor/input`,
    says: "names totp, which is no input of this login"
  }
])

refusals("a mistake in each part of a spec", [
  {
    name: "an unknown field of the extension",
    from: "  keepAlive: { operation: search,",
    to: "  ^keepAlife: { operation: search,",
    pointer: "/x-crm-auth/keepAlife",
    says: 'is not known here: did you mean "keepAlive"?'
  },
  {
    name: "a row that is never reached",
    from: '    - { operation: ["*"], network: true,',
    to: '    - ^{ operation: [login], status: [503], reason: Unavailable, retry: never }\n    - { operation: ["*"], network: true,',
    pointer: "/x-crm-auth/errors/9",
    says: "can't be reached: earlier rows match all that it does; move it before them or take it out"
  },
  {
    name: "a login without credentials",
    from: "      login: loginWithKey\n",
    to: "      session: true\n",
    mark: "loginWithKey:\n      session",
    pointer: "/x-crm-auth/logins/loginWithKey",
    says: "has no credentials: add a method with login: loginWithKey to x-crm-auth/credentials"
  },
  {
    name: "a secret without format: password",
    from: "                password: { type: string, format: password }\n                otp",
    to: "                password: { type: string }\n                otp",
    mark: "name: password\n          label",
    pointer: "/x-crm-auth/credentials/password/fields/1",
    says: "say format: password there"
  },
  {
    name: "two operations of one method and target",
    from: "  /touch:\n    post:\n",
    to: "  /things#touch:\n    ^post:\n",
    pointer: "/paths/~1things#touch/post",
    says: "has the method and target of createThing: tell them apart by #operationId"
  }
])
