/**
 * Asks the desks of 200 tenants. Each has an account of its own, made when it is first used; one tenant's wrong password
 * stops no other tenant.
 *
 * Variables: KAYAKO_URL. Tenants' credentials would come from a database.
 */
import { makeKayakoMap } from "@crm-auth/kayako"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Redacted from "effect/Redacted"

class UnknownTenant extends Data.TaggedError("UnknownTenant")<{ readonly tenant: number }> {}

const url = process.env["KAYAKO_URL"] ?? "https://desk.example"

/** What the database knows of a tenant. The password of tenant 13 is out of date, and tenant 200 has left. */
const accountOf = (tenant: number) =>
  tenant === 200
    ? Effect.fail(new UnknownTenant({ tenant }))
    : Effect.succeed({
        url,
        username: `staff-${tenant}`,
        password: Redacted.make(tenant === 13 ? "old-password" : `password-${tenant}`)
      })

const program = Effect.gen(function* () {
  const desks = yield* makeKayakoMap(accountOf, { capacity: 1000 })
  const ask = Effect.fnUntraced(function* (tenant: number) {
    const desk = yield* desks.get(tenant)
    const response = yield* desk.client.post("/staffapi/index.php?/Core/Default/GetInfo")
    return `${response.status}`
  })
  const outcomes = yield* Effect.forEach(
    Array.from({ length: 200 }, (_, index) => index + 1),
    (tenant) =>
      ask(tenant).pipe(
        Effect.catchTags({
          AuthError: ({ reason }) => Effect.succeed(reason._tag),
          UnknownTenant: () => Effect.succeed("unknown tenant"),
          HttpClientError: () => Effect.succeed("no answer")
        })
      ),
    { concurrency: 20 }
  )
  const counts = Map.groupBy(outcomes, (outcome) => outcome)
  for (const [outcome, tenants] of counts) yield* Console.log(`${outcome}: ${tenants.length}`)
})

await Effect.runPromise(program.pipe(Effect.scoped, Effect.provide(FetchHttpClient.layer)))
