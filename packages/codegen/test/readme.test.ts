/** The worked example of the README is a spec that generates, and whose examples are judged as it says. */
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { generated, services, tool } from "./support.ts"
import { readText } from "../src/workspace.ts"

layer(services)((it) => {
  it.effect("the whole file of the README generates a package", () =>
    Effect.gen(function* () {
      const readme = yield* readText({ root: tool }, "README.md")
      const [, text = ""] = /```yaml\n(openapi:[^]*?)```/.exec(readme) ?? []
      const files = yield* generated("readme", "acme", text)
      const operations = files.get("packages/acme/src/generated/operations.ts") ?? ""
      assert.include(operations, "export const login: Operation<Schemas.LoginInput, Schemas.LoginReply>")
      assert.include(operations, "export const listContacts: SessionOperation<")
      const session = files.get("packages/acme/src/generated/session.ts") ?? ""
      assert.include(session, "keepingAlive({ limit: 1 }, { ...server, session })")
      for (const name of ["sessionSecret", "sessionLifetime", "keepAlive", "logout"]) {
        assert.include(session, `export const ${name} =`)
        assert.include(readme, `\`${name}\``)
      }
    })
  )

  it.effect("a mistake of the README's example is refused in the words that the README shows", () =>
    Effect.gen(function* () {
      const readme = yield* readText({ root: tool }, "README.md")
      const [, text = ""] = /```yaml\n(openapi:[^]*?)```/.exec(readme) ?? []
      const error = yield* Effect.flip(
        generated("readme-mistake", "acme", text.replace("operation: listContacts", "operation: listContact"))
      )
      const shown =
        "/x-crm-auth/keepAlive/operation names the operation listContact, which is not in paths: one of login, logout, listContacts"
      assert.include(error.message, shown)
      assert.include(readme, shown)
    })
  )
})
