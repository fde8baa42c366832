/** Records all that a program says of itself: logs, spans, metrics, and what an exporter sends of them. */
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Metric from "effect/Metric"
import * as Otlp from "effect/observability/Otlp"
import * as Option from "effect/Option"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import { Console as NodeConsole } from "node:console"
import { Writable } from "node:stream"

/** A short secret may happen to be among the digits of a random id or of a time. */
const withoutIds = (text: string): string =>
  text.replaceAll(/("(?:traceId|spanId|parentSpanId|\w*UnixNano)":)"?[0-9a-f]+"?/g, '$1""')

/** What was said, as values and as texts. */
export interface Said {
  readonly values: Array<{ readonly what: string; readonly value: unknown }>
  readonly add: (what: string, value: unknown) => void
  readonly text: (what: string, text: string) => void
  readonly texts: Array<{ readonly what: string; readonly text: string }>
  readonly spans: Array<Tracer.Span>
}

export const makeSaid = (): Said => {
  const values: Said["values"] = []
  const texts: Said["texts"] = []
  // A failure that is remembered is given to every caller: it is looked at once.
  const seen = new Set<unknown>()
  return {
    values,
    texts,
    spans: [],
    add: (what, value) => {
      const same = Exit.isExit(value) && Exit.isFailure(value) ? Exit.findErrorOption(value) : Option.none()
      const key = Option.getOrElse(same, () => value)
      if (seen.has(key)) return
      seen.add(key)
      values.push({ what, value })
    },
    text: (what, text) => void texts.push({ what, text })
  }
}

/** A console as Node has it, whose lines are kept. */
const consoleOf = (said: Said): Console.Console => {
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said.text("console", chunk.toString())
      done()
    }
  })
  return new NodeConsole({ stdout: stream, stderr: stream, inspectOptions: { depth: Infinity, showHidden: true } })
}

/** Where the exporter sends to. It must not be what it reports on. */
const collector = (said: Said): Layer.Layer<HttpClient.HttpClient> =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) =>
      Effect.sync(() => {
        const { body } = request
        if (body._tag === "Uint8Array") said.text("OTLP", withoutIds(new TextDecoder().decode(body.body)))
        return HttpClientResponse.fromWeb(request, new Response("{}"))
      })
    )
  )

/** The tracer that is there, every span of it kept. */
const keepingSpans = (said: Said) =>
  Layer.effect(
    Tracer.Tracer,
    Effect.map(Effect.tracer, (tracer) => ({
      ...tracer,
      span: (options) => {
        const span = tracer.span(options)
        said.spans.push(span)
        return span
      }
    }))
  )

const loggers = Logger.layer([
  Logger.consolePretty(),
  Logger.consoleLogFmt,
  Logger.consoleJson,
  Logger.consoleStructured,
  Logger.defaultLogger,
  Logger.tracerLogger
])

/** Runs an effect with everything recorded. When it ends, the exporter has sent what it had. */
export const recorded =
  (said: Said) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> => {
    const exporter = Otlp.layerJson({
      baseUrl: "https://collector.example",
      resource: { serviceName: "trust" },
      loggerMergeWithExisting: true
    }).pipe(Layer.provide(collector(said)))
    const all = keepingSpans(said).pipe(Layer.provideMerge(exporter), Layer.provideMerge(loggers))
    return self.pipe(
      Effect.tap(Effect.flatMap(Metric.snapshot, (metrics) => Effect.sync(() => said.add("metrics", metrics)))),
      Effect.provide(all),
      Effect.provideService(Console.Console, consoleOf(said)),
      Effect.provideService(References.MinimumLogLevel, "All")
    )
  }
