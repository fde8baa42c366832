import { refusals } from "./refusals.ts"

const credentials = "/x-crm-auth/credentials"

refusals("credentials that do not fit the logins", [
  {
    name: "a login without credentials",
    from: "      login: loginWithKey\n",
    to: "      session: true\n",
    mark: "loginWithKey:\n      session",
    pointer: "/x-crm-auth/logins/loginWithKey",
    says: "has no credentials: add a method with login: loginWithKey to x-crm-auth/credentials"
  },
  {
    name: "a token without credentials",
    from: "      token: static\n",
    to: "      session: true\n",
    mark: "{ id: static, place",
    pointer: "/x-crm-auth/tokens/0",
    says: "has no credentials: add a method with token: static"
  },
  {
    name: "credentials of a login that is not there",
    from: "      login: loginWithKey\n",
    to: "      login: ^loginWithKet\n",
    pointer: `${credentials}/key/login`,
    says: "names loginWithKet, which is not in logins: one of login, loginWithKey"
  },
  {
    name: "credentials of a token that is not there",
    from: "      token: static\n",
    to: "      token: ^statik\n",
    pointer: `${credentials}/static/token`,
    says: "names statik, which is not in tokens: one of static"
  },
  {
    name: "credentials for nothing",
    from: "    static:\n      token: static\n",
    to: "    ^static:\n",
    pointer: `${credentials}/static`,
    says: "must say what it is for, once"
  },
  {
    name: "credentials for two things",
    from: "    key:\n      login: loginWithKey\n",
    to: "    ^key:\n      login: loginWithKey\n      session: true\n",
    pointer: `${credentials}/key`,
    says: "must say what it is for, once"
  },
  {
    name: "a secret that the login sends as plain text",
    from: "                password: { type: string, format: password }\n                otp",
    to: "                password: { type: string }\n                otp",
    mark: "name: password\n          label",
    pointer: `${credentials}/password/fields/1`,
    says: "is secret, and the input password that carries it is not (/paths/~1login#login/post/requestBody"
  },
  {
    name: "a plain field that the login sends as a secret",
    from: "{ name: key, label: Key, description: The key, secret: true,",
    to: "^{ name: key, label: Key, description: The key,",
    pointer: `${credentials}/key/fields/0`,
    says: "is carried by the input key, which is secret"
  },
  {
    name: "an input that the login does not have",
    from: "{ name: card, label: Card,",
    to: "{ name: card, input: ^cart, label: Card,",
    pointer: `${credentials}/key/fields/1/input`,
    says: "names cart, which is no input of this login"
  },
  {
    name: "two fields of one name",
    from: "{ name: card, label: Card,",
    to: "{ name: ^key, label: Card,",
    pointer: `${credentials}/key/fields/1/name`,
    says: "is the second field called key"
  },
  {
    name: "one variable for two fields",
    from: "variable: ACME_CARD",
    to: "variable: ^ACME_KEY",
    pointer: `${credentials}/key/fields/1/variable`,
    says: "is the variable of another field: give each its own"
  },
  {
    name: "one variable for the fields of two methods",
    from: "variable: ACME_TOKEN",
    to: "variable: ^ACME_PASSWORD",
    pointer: `${credentials}/static/fields/0/variable`,
    says: "is the variable of the field password of password: fields that share one"
  },
  {
    name: "a variable that could be another vendor's",
    from: "variable: ACME_TOKEN",
    to: "variable: ^TOKEN",
    pointer: `${credentials}/static/fields/0/variable`,
    says: "must start with ACME_"
  },
  {
    name: "a server whose first field is no address",
    from: "fields: [{ name: url, label: Address",
    to: "fields: [^{ name: host, label: Address",
    pointer: "/x-crm-auth/server/fields/0",
    says: "must be the address of the server: say name: url"
  },
  {
    name: "a variant with a field that is not there",
    from: "required: [card, digits]",
    to: "required: [card, ^digit]",
    pointer: `${credentials}/key/variants/1/required/1`,
    says: "names digit, which is no field: one of key, card, digits"
  },
  {
    name: "a field that is required and optional at once",
    from: "optional: [key] }",
    to: "optional: [^card] }",
    pointer: `${credentials}/key/variants/1/optional/0`,
    says: "names card, which is required already"
  },
  {
    name: "a field in no variant",
    from: "required: [card, digits]",
    to: "required: [card]",
    mark: "{ name: digits",
    pointer: `${credentials}/key/fields/2`,
    says: "is in no variant"
  },
  {
    name: "a field that says required beside variants",
    from: "{ name: card, label: Card,",
    to: "{ name: card, required: ^true, label: Card,",
    pointer: `${credentials}/key/fields/1/required`,
    says: "is said by the variants"
  },
  {
    name: "two types of one name",
    from: "type: AcmeToken",
    to: "type: AcmeKey",
    mark: "static:\n      token",
    pointer: `${credentials}/static`,
    says: "makes a second type called AcmeKey"
  },
  {
    name: "a field that does not say where it is found",
    from: "variable: ACME_TOKEN, where: unknown",
    to: "variable: ACME_TOKEN",
    mark: "{ name: token, label: Token, description: The token",
    pointer: `${credentials}/static/fields/0`,
    says: 'must have "where"'
  }
])
