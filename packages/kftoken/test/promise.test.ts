/** The entry point `./promise`: each login method connects, calls, and names what is wrong. */
import { AuthError } from "@crm-auth/core"
import * as Effect from "effect/Effect"
import { assert, it } from "vitest"
import { listCustomers } from "../src/operations.ts"
import { connect, connectExternalToken, type KftokenConnectOptions } from "../src/promise.ts"
import { fixture } from "../src/testing/index.ts"

const connectors: { readonly [method: string]: (...options: never) => ReturnType<typeof connect> } = {
  password: connect,
  externalToken: connectExternalToken
}

/** Options as a program without types gives them: all texts but numbers. */
const open = async (method: (typeof fixture.methods)[number], wrong = {}) => {
  const server = await Effect.runPromise(fixture.emulator())
  const connector = connectors[method.id]
  if (connector === undefined) return assert.fail(`no function connects with ${method.id}`)
  const fields = Object.entries({ ...method.fields, ...wrong }).map(([name, text]) => [
    name,
    name === "uid" ? Number(text) : text
  ])
  const options = {
    url: server.url,
    ...Object.fromEntries(fields),
    fetch: (input: string | URL | Request, init?: RequestInit) => server.handler(new Request(input, init)),
    logger: () => {}
  }
  const auth: Awaited<ReturnType<typeof connect>> = await Reflect.apply(connector, undefined, [options])
  return { auth, server }
}

for (const method of fixture.methods) {
  it(`connects with ${method.id}`, async () => {
    const { auth, server } = await open(method)
    const found = await auth.check()
    assert.deepInclude(found, { ok: true, loggedIn: true, vendor: "kftoken" })
    assert.isString(found.server)
    assert.isNumber(found.tookMillis)
    assert.isObject(await auth.call(listCustomers, { page: 1, perpage: 1 }))
    const session = await auth.session()
    assert.notInclude(JSON.stringify(session), session.secret())
    assert.strictEqual(await Effect.runPromise(server.logins), 1)
    await auth.close()
  })

  it(`names what is wrong with ${method.id}`, async () => {
    const { auth, server } = await open(method, method.wrong)
    const error: unknown = await auth.session().catch((rejected: unknown) => rejected)
    assert.instanceOf(error, AuthError)
    assert.deepInclude(await auth.check(), { ok: false, trouble: "credentials", loggedIn: false })
    assert.isAtMost(await Effect.runPromise(server.attempts), method.attempts)
    await auth.close()
  })
}

it("every option of the login method is one of `connect`", async () => {
  const server = await Effect.runPromise(fixture.emulator())
  const bodies: Array<string> = []
  const options: KftokenConnectOptions = {
    url: server.url,
    username: "demo.user",
    password: "example-password",
    memorableWord: "tangerine",
    keepUserLoggedIn: true,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      bodies.push(await request.clone().text())
      return server.handler(request)
    },
    logger: () => {}
  }
  const auth = await connect(options)
  await auth.check()
  assert.include(bodies.join("\n"), `"KeepUserLoggedIn":true`)
  await auth.close()
})
