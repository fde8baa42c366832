import * as SessionStore from "@crm-auth/core/SessionStore"
import { Kayako } from "@crm-auth/kayako"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Config from "effect/Config"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"

const Store = SessionStore.layerFile({
  directory: "./sessions",
  key: Config.Redacted("SESSION_STORE_KEY")
}).pipe(Layer.provide(NodeFileSystem.layer))

const Desk = Kayako.layerConfig().pipe(Layer.provide([Store, FetchHttpClient.layer]))

const program = Effect.gen(function* () {
  const kayako = yield* Kayako
  const response = yield* kayako.client.post("/staffapi/index.php?/Core/Default/GetInfo")
  yield* Console.log(response.status)
})

program.pipe(Effect.provide(Desk), NodeRuntime.runMain)
