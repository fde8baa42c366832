/** Entry point: `emulate <vendor> --port N`. */
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { CommandFailed, findVendor, sayFailure } from "./cli.ts"
import { serve } from "./serve.ts"
import { vendors } from "./vendors.ts"

const Port = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 65_535 }, { message: "a port from 1 to 65535" }))

const emulate = Command.make(
  "emulate",
  {
    vendor: Argument.String("vendor").pipe(
      Argument.withDescription(`One of ${vendors.map(({ name }) => name).join(", ")}`)
    ),
    port: Flag.Int("port").pipe(
      Flag.withDescription("Port on 127.0.0.1, 1 to 65535"),
      Flag.withSchema(Port),
      Flag.withDefault(8080)
    )
  },
  ({ port, vendor }) =>
    sayFailure(
      Effect.gen(function* () {
        const { emulate } = yield* findVendor(vendor)
        const emulator = yield* emulate(`http://127.0.0.1:${port}`)
        return yield* Layer.launch(serve(emulator, port)).pipe(
          Effect.mapError(() => new CommandFailed({ message: `Port ${port} cannot be opened; is it in use?` }))
        )
      })
    )
).pipe(
  Command.withDescription("Serves a vendor's emulator on this machine, for clients in any language"),
  Command.withExamples([{ command: "emulate kayako --port 8080", description: "Kayako at http://127.0.0.1:8080" }])
)

Command.run(emulate, { version: "0.0.0" }).pipe(
  Effect.provide(NodeServices.layer),
  NodeRuntime.runMain({ disableErrorReporting: true })
)
