/**
 * Writes every customer to `customers.ndjson`, one JSON object a line. The list may take longer than a session lasts:
 * each page is asked for with the session that is good then.
 *
 * Variables: KFTOKEN_URL, KFTOKEN_USERNAME, KFTOKEN_PASSWORD, KFTOKEN_MEMORABLE_WORD.
 */
import { Kftoken } from "@crm-auth/kftoken"
import { listCustomers } from "@crm-auth/kftoken/operations"
import { NodeRuntime, NodeFileSystem } from "@effect/platform-node"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"

/** A page, and whether there is another. A page is a read: after a lost connection it may be asked for again. */
const pageOf = Effect.fnUntraced(function* (page: number) {
  const kashflow = yield* Kftoken
  const { Data = [], MetaData } = yield* kashflow.call(listCustomers, { page, perpage: 2 }).pipe(
    Effect.retry({
      while: ({ reason }) => reason._tag === "Transport" || reason._tag === "Unavailable",
      schedule: Schedule.exponential("1 second"),
      times: 5
    })
  )
  return [Data, typeof MetaData?.NextPageUrl === "string" ? Option.some(page + 1) : Option.none()] as const
})

const program = Effect.gen(function* () {
  const files = yield* FileSystem.FileSystem
  let count = 0
  yield* Stream.paginate(1, pageOf).pipe(
    Stream.map((customer) => {
      count++
      return `${JSON.stringify(customer)}\n`
    }),
    Stream.encodeText,
    Stream.run(files.sink("customers.ndjson"))
  )
  yield* Console.log(`exported ${count} customers`)
})

const live = Layer.merge(Kftoken.layerConfig().pipe(Layer.provide(FetchHttpClient.layer)), NodeFileSystem.layer)

NodeRuntime.runMain(Effect.provide(program, live))
