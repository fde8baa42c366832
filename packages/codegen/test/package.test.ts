/** The files that a spec with a `package` gives beside those of `generated`, and the logins that are made of inputs. */
import { assert, describe, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { apply, changes } from "../src/compare.ts"
import { generate } from "../src/generate.ts"
import { readText, writeText } from "../src/workspace.ts"
import { edit, fixture, repositoryOf, services } from "./support.ts"

const named = (text: string): string =>
  edit(text, "  vendor: acme\n", '  vendor: acme\n  package: { npm: "@crm-auth/acme", name: Acme, label: Acme CRM }\n')

/** What is generated of a spec, by path. The types that openapi-typescript reads do not matter here. */
const generated = Effect.fnUntraced(function* (name: string, text: string) {
  const workspace = yield* repositoryOf(name, { acme: text })
  const outputs = yield* generate(workspace, ["acme"])
  return new Map(outputs.flatMap((output) => output.files.map((file) => [file.path, file.code] as const)))
})

const faces = ["Acme.ts", "AcmeOptions.ts", "index.ts", "managers.ts", "operations.ts", "promise.ts", "reply.ts"]

/** The parts of the fixture's spec that a login is made of. */
const answering = (text: string, how: string): string =>
  edit(
    named(text),
    "      steps: [getChallenge]\n",
    `      steps: [getChallenge]\n      inputs: { password: ${how} }\n`
  )

describe("a package around the generated code", () => {
  layer(services)((it) => {
    it.effect("is written with `package`, and not without", () =>
      Effect.gen(function* () {
        const text = yield* fixture("acme")
        const src = (files: ReadonlyMap<string, string>) =>
          [...files.keys()].filter((path) => /src\/[^/]+$/.test(path)).map((path) => path.replace(/^.*\//, ""))
        assert.deepStrictEqual(src(yield* generated("package-none", text)), [])
        const files = yield* generated("package-some", named(text))
        assert.deepStrictEqual(src(files).toSorted(), faces)
        for (const face of faces) {
          assert.match(files.get(`packages/acme/src/${face}`) ?? "", /^\/\/ Generated from acme\.yaml by /)
        }
      })
    )

    it.effect("is only the files that `only` names, by the names and options that the spec gives a method", () =>
      Effect.gen(function* () {
        const named = edit(
          edit(
            yield* fixture("acme"),
            "  vendor: acme\n",
            '  vendor: acme\n  package: { npm: "@crm-auth/acme", name: Acme, label: Acme CRM, only: [promise] }\n'
          ),
          "    key:\n",
          "    key:\n      name: insecureKey\n      serverOptions: AcmeKeyServerOptions\n"
        )
        const files = yield* generated("package-only", named)
        const around = [...files.keys()].filter((path) => !/test|generated\/(?!login)/.test(path))
        assert.deepStrictEqual(around, ["packages/acme/src/promise.ts"])
        const code = files.get("packages/acme/src/promise.ts") ?? ""
        assert.match(code, /import \{.* byInsecureKey, .*\} from "\.\/managers\.ts"/)
        assert.include(
          code,
          "export type AcmeInsecureKeyConnectOptions = ConnectOptions<AcmeKeyServerOptions, AcmeKey>"
        )
        assert.include(code, "export const connectInsecureKey =")
        assert.include(code, "ConnectOptions<AcmeServerOptions, AcmeToken>")
      })
    )

    it.effect("has a manager, a map, a layer and a connection for every login method, the first without a suffix", () =>
      Effect.gen(function* () {
        const files = yield* generated("package-names", named(yield* fixture("acme")))
        const has = (face: string, ...texts: ReadonlyArray<string>) => {
          const code = files.get(`packages/acme/src/${face}`) ?? ""
          for (const text of texts) assert.include(code, text)
        }
        has("managers.ts", "export const makeAcme =", "export const makeAcmeMap =", "export const makeAcmeKeyMap =")
        has("managers.ts", "export const byStatic: LoginMethod<AcmeServerOptions, AcmeToken, AcmeSession> =")
        has(
          "managers.ts",
          'import { makeKeyDriver, makePasswordDriver, makeStaticDriver, secretOf } from "./internal/driver.ts"'
        )
        has("Acme.ts", 'SessionManager<AcmeSession>>()("@crm-auth/acme/Acme")', "static readonly layerKey =")
        has("promise.ts", "export const connect =", "export const connectStaticMap =")
        has("AcmeOptions.ts", "export type AcmeKeyAccountOptions = AccountOptions<AcmeServerOptions, AcmeKey>")
        has("index.ts", "AcmePlainKey", "makeAcmeStaticMap", "vendor")
      })
    )

    it.effect("strikes out whatever logs in with an insecure method, says why, and names what to use instead", () =>
      Effect.gen(function* () {
        const text = edit(
          named(yield* fixture("acme")),
          "    loginWithKey:\n",
          "    loginWithKey:\n      insecure: The key goes out in clear text\n"
        )
        const files = yield* generated("package-insecure", text)
        /** The exported names and members that are marked, each with what is named in its place. */
        const marked = (face: string) =>
          [
            ...(files.get(`packages/acme/src/${face}`) ?? "").matchAll(
              /@deprecated Dangerous: the key goes out in clear text\. Use `([^`]+)`\.\n(?:\s+\*.*\n)*?\s+\*\/\s+(?:export const|static readonly) (\w+)/g
            )
          ].map(([, other, name]) => `${name}: ${other}`)
        assert.deepStrictEqual(marked("promise.ts"), ["connectKey: connect", "connectKeyMap: connectMap"])
        assert.deepStrictEqual(marked("managers.ts"), ["makeAcmeKey: makeAcme", "makeAcmeKeyMap: makeAcmeMap"])
        assert.deepStrictEqual(marked("Acme.ts"), ["layerKey: Acme.layer"])
        const safe = yield* generated("package-secure", named(yield* fixture("acme")))
        for (const face of faces) assert.notInclude(safe.get(`packages/acme/src/${face}`) ?? "", "@deprecated")
      })
    )

    it.effect("an insecure method without a safe one beside it is struck out, too", () =>
      Effect.gen(function* () {
        const text = edit(
          edit(
            yield* fixture("desk"),
            "  vendor: desk\n",
            '  vendor: desk\n  package: { npm: "@crm-auth/desk", name: Desk, label: Desk }\n'
          ),
          "login: { session: [/sid],",
          "login: { insecure: Nothing hides the password., session: [/sid],"
        )
        const workspace = yield* repositoryOf("package-only-insecure", { desk: text })
        const [output] = yield* generate(workspace, ["desk"])
        const codeOf = (face: string) =>
          output?.files.find(({ path }) => path === `packages/desk/src/${face}`)?.code ?? ""
        const mark = /@deprecated Dangerous: nothing hides the password\.\n/g
        assert.deepStrictEqual(
          ["promise.ts", "managers.ts", "Desk.ts"].map((face) => [...codeOf(face).matchAll(mark)].length),
          [2, 2, 2]
        )
        assert.include(codeOf("reply.ts"), "replyFilter(protocol, (text) => parseReply(text, true))")
      })
    )

    it.effect("an option of the server has its type, its docstring and its check", () =>
      Effect.gen(function* () {
        const text = edit(
          named(yield* fixture("acme")),
          "    strip: [/api/v2, /api]\n",
          `    strip: [/api/v2, /api]\n    options: [{ name: idleTimeout, type: duration, description: How long a session lasts, default: '"1 hour"' }]\n`
        )
        const files = yield* generated("package-options", text)
        const options = files.get("packages/acme/src/AcmeOptions.ts") ?? ""
        assert.match(options, /How long a session lasts\.\n\s+\*\n\s+\* @default "1 hour"\n/)
        assert.include(options, "readonly idleTimeout?: Duration.Input | undefined")
        const managers = files.get("packages/acme/src/managers.ts") ?? ""
        assert.match(managers, /const serverOptions = \{\s+idleTimeout: "time"\s+\} as const/)
      })
    )

    it.effect("a file without its first line is the author's: it is left as it is, and the others are not", () =>
      Effect.gen(function* () {
        const text = named(yield* fixture("acme"))
        const workspace = yield* repositoryOf("package-taken", { acme: text })
        const [output] = yield* generate(workspace, ["acme"])
        assert.isDefined(output)
        for (const change of yield* changes(workspace, output)) yield* apply(workspace, change)
        assert.deepStrictEqual(yield* changes(workspace, output), [])
        const [managers, service] = ["packages/acme/src/managers.ts", "packages/acme/src/Acme.ts"]
        const before = yield* readText(workspace, managers)
        yield* writeText(workspace, managers, before.replace(/^.*\n/, "/** Mine. */\n"))
        assert.deepStrictEqual(yield* changes(workspace, output), [])
        yield* writeText(workspace, service, `${yield* readText(workspace, service)}\n`)
        yield* writeText(workspace, "packages/acme/src/generated/operations.ts", "/** Mine. */\n")
        const found = yield* changes(workspace, output)
        assert.deepStrictEqual(found.map(({ file, kind }) => `${kind} ${file}`).toSorted(), [
          "different packages/acme/src/Acme.ts",
          "different packages/acme/src/generated/operations.ts"
        ])
      })
    )
  })
})

describe("a login that is made of inputs", () => {
  const login = "packages/acme/src/generated/login.ts"

  layer(services)((it) => {
    it.effect("sends its steps, functions of credentials and replies, and a one-time key when it is wanted", () =>
      Effect.gen(function* () {
        const how = "{ md5: [{ reply: getChallenge, at: /data/challenge }, { text: '-' }, { field: password }] }"
        const code = (yield* generated("login-md5", answering(yield* fixture("acme"), how))).get(login) ?? ""
        assert.include(
          code,
          "const getChallengeReply = yield* Operations.getChallenge({ username: credentials.username }, server)"
        )
        assert.include(code, 'password: yield* md5(getChallengeReply.data.challenge, "-", credentials.password)')
        assert.include(code, "withOneTimeKey(secondFactor, credentials.username, error, (key) =>")
        assert.include(code, "Operations.login({ ...input, otp: key }, server)")
      })
    )

    it.effect("is left to the driver where no function makes what is asked for", () =>
      Effect.gen(function* () {
        const how = "{ md5: [{ field: password }], as: base64 }"
        const code = (yield* generated("login-hand", answering(yield* fixture("acme"), how))).get(login) ?? ""
        assert.notInclude(code, "logInByPassword")
        assert.include(code, "logInByKey")
      })
    )

    it.effect("is refused where the reply may be without the value", () =>
      Effect.gen(function* () {
        const how = "{ md5: [{ reply: getChallenge, at: /data/nothing }, { field: password }] }"
        const error = yield* Effect.flip(generated("login-missing", answering(yield* fixture("acme"), how)))
        assert.match(
          error.message,
          /\/x-crm-auth\/logins\/login\/inputs points at \/data\/nothing in the reply of getChallenge, which has no nothing/
        )
      })
    )
  })
})
