/** Where descriptions of fields come from, and that this repository's specs must have them. */
import { assert, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { crossCheck } from "../dev/crossCheck.ts"
import { withDescriptions } from "../dev/descriptions.ts"
import { generate } from "../src/generate.ts"
import { edit, fixture, generated, repositoryOf, services } from "./support.ts"

layer(services)((it) => {
  it.effect("a parameter's description, and that of a scheme of HTTP Basic, become those of their fields", () =>
    Effect.gen(function* () {
      const parameter = edit(
        yield* fixture("acme"),
        "{ name: attempt, in: query, schema:",
        "{ name: attempt, in: query, description: Which attempt it is, schema:"
      )
      const text = edit(parameter, "scheme: basic, x-crm", "scheme: basic, description: The key of a program, x-crm")
      const schemas = (yield* generated("sources", "acme", text)).get("packages/acme/src/generated/schemas.ts") ?? ""
      assert.include(schemas, "  /** Which attempt it is. */\n  attempt: ")
      assert.include(schemas, "  /** The key of a program. */\n  key: ")
    })
  )

  it.effect("every field that is generated without a description is named, and no other", () =>
    Effect.gen(function* () {
      const plus = edit(
        yield* fixture("acmeplus"),
        "password: { type: string, format: password } }",
        "password: { type: string, format: password, description: The password } }"
      )
      const text = edit(plus, "error: { type: object,", "error: { type: object, description: What went wrong,")
      const workspace = yield* repositoryOf("undescribed", { acme: yield* fixture("acme"), acmeplus: text })
      const refused = yield* Effect.flip(generate(workspace, ["acmeplus"], withDescriptions(crossCheck)))
      const fields = refused.message
        .split("\n")
        .map((line) => /\/schema\/properties\/(\S+) has no description/.exec(line)?.[1])
      assert.deepStrictEqual(fields, ["ok", "token", "error/properties/code", "error/properties/message"])
    })
  )

  it.effect("a component without a description is named, and one with it describes the fields that refer to it", () =>
    Effect.gen(function* () {
      const workspace = yield* repositoryOf("components", { acme: yield* fixture("acme") })
      const refused = yield* Effect.flip(generate(workspace, ["acme"], withDescriptions(crossCheck)))
      const pointers = refused.message.split("\n").map((line) => line.split(" ")[1])
      assert.includeMembers(pointers, [
        "/components/schemas/LoginData",
        "/components/schemas/LoginReply/properties/data"
      ])
      for (const name of ["LoginReply", "Everything", "Unused", "Failure"]) {
        assert.notInclude(pointers, `/components/schemas/${name}`)
      }
      const described = edit(yield* fixture("acme"), "    LoginData:\n", "    LoginData:\n      description: A token\n")
      const other = yield* repositoryOf("components", { acme: described })
      const message = (yield* Effect.flip(generate(other, ["acme"], withDescriptions(crossCheck)))).message
      assert.notInclude(message, "/components/schemas/LoginData has")
      assert.notInclude(message, "/components/schemas/LoginReply/properties/data has")
    })
  )
})
