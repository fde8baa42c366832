import * as SessionStore from "@crm-auth/core/SessionStore"
import { Kayako } from "@crm-auth/kayako"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import { createClient } from "redis"

const Store = Layer.unwrap(
  Effect.map(Config.String("REDIS_URL"), (url) =>
    SessionStore.layerRedisClient({
      key: Config.Redacted("SESSION_STORE_KEY"),
      client: () => createClient({ url })
    })
  )
)

const Desk = Kayako.layerConfig().pipe(Layer.provide([Store, FetchHttpClient.layer]))

const program = Effect.gen(function* () {
  const kayako = yield* Kayako
  const response = yield* kayako.client.post("/staffapi/index.php?/Core/Default/GetInfo")
  yield* Console.log(response.status)
})

program.pipe(Effect.provide(Desk), NodeRuntime.runMain)
