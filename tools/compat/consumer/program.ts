/**
 * What a user's program does, for every vendor: a login, a request, a request whose session was ended, a refused login,
 * a logout. Runs anywhere that has `fetch`. The packages come out of tarballs; these files are only copied.
 */
import type { AnyOptions } from "@crm-auth/core/Driver"
import type { VendorFixture } from "@crm-auth/core/testing"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { AnySubject, Subject } from "./subject.ts"
import { vendors } from "./vendors.ts"

class Unexpected extends Data.TaggedError("Unexpected")<{ readonly message: string }> {}

const expect = (holds: boolean, message: string): Effect.Effect<void, Unexpected> =>
  holds ? Effect.void : new Unexpected({ message })

const control = (base: string, vendor: string, order: string) =>
  Effect.promise((): Promise<{ readonly logins: number; readonly sessions: number }> =>
    fetch(`${base}/control/${vendor}/${order}`, { method: "POST" }).then((response) => response.json())
  )

/** The options of a vendor's layer: the fields of the fixture, secrets hidden. */
const optionsOf = ({ methods: [method], vendor }: VendorFixture, url: string, given: AnyOptions): AnyOptions => {
  const fields = vendor.methods.find(({ credentials }) => credentials.id === method.id)?.credentials.fields ?? []
  const texts = Object.entries({ ...method.fields, ...given })
  const options = texts.map(([name, value]): [string, unknown] => {
    const isSecret = fields.some((field) => field.name === name && field.secret)
    return [name, isSecret ? Redacted.make(value) : value]
  })
  return { url, ...Object.fromEntries(options), ...method.options }
}

const scenario =
  (base: string) =>
  <I, A>({ fixture, layer, service }: Subject<I, A>) => {
    const vendor = fixture.vendor.name
    const [{ wrong }] = fixture.methods
    return Effect.gen(function* () {
      const live = (given: AnyOptions) =>
        Layer.provide(layer(optionsOf(fixture, `${base}/${vendor}`, given)), FetchHttpClient.layer)
      const use = Effect.gen(function* () {
        const { client, session } = yield* service
        yield* session
        const first = yield* fixture.read.run(client)
        yield* expect(first.status === 200, `HTTP ${first.status}`)
        yield* control(base, vendor, "expire")
        const second = yield* fixture.read.run(client)
        yield* expect(second.status === 200 && (yield* second.text).length > 0, `then HTTP ${second.status}`)
      })
      yield* Effect.provide(use, live({}))
      const { logins, sessions } = yield* control(base, vendor, "state")
      yield* expect(logins === 2, `${logins} logins`)
      yield* expect(sessions === 0, `${sessions} sessions left`)
      const refused = Effect.flatMap(service, (manager) => manager.session)
      const error = yield* Effect.provide(Effect.flip(refused), live(wrong))
      yield* expect(/^(InvalidCredentials|VendorFailure)$/.test(error.reason._tag), error.message)
    }).pipe(Effect.mapError((error) => `${vendor}: ${error instanceof Error ? error.message : String(error)}`))
  }

/** Resolves to one line. `base` is where the emulators of this run are. */
export const run = (base: string): Promise<string> => {
  const check = scenario(base)
  const all = Effect.forEach(vendors, (subject: AnySubject) => subject<Effect.Effect<void, string>>(check), {
    discard: true
  })
  return Effect.runPromise(Effect.as(all, `${vendors.length} vendors passed`)).then(
    (line) => line,
    (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`
  )
}
