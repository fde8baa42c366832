/**
 * Sends the spans, metrics and log lines of a login and its requests to an OpenTelemetry collector.
 *
 * Variables: OTEL_EXPORTER_OTLP_ENDPOINT, KAYAKO_URL, KAYAKO_USERNAME, KAYAKO_PASSWORD.
 */
import { Kayako } from "@crm-auth/kayako"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Otlp from "effect/observability/Otlp"

// Below the vendor's layer: logins run in fibres of the manager, with the tracer that it was made with.
const Telemetry = Otlp.layerJson({
  baseUrl: process.env["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "http://127.0.0.1:4318",
  resource: { serviceName: "desk-report" }
})

const Live = Kayako.layerConfig().pipe(Layer.provideMerge(Telemetry), Layer.provide(FetchHttpClient.layer))

const program = Effect.gen(function* () {
  const desk = yield* Kayako
  const response = yield* desk.client.post("/staffapi/index.php?/Core/Default/GetInfo")
  yield* Effect.logInfo(`the desk answered ${response.status}`)
}).pipe(Effect.withSpan("report"))

await Effect.runPromise(Effect.provide(program, Live))
console.log("spans, metrics and log lines were sent")
