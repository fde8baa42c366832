/**
 * What an effect shows of itself to an observer: its spans and its logs.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Formatter from "effect/Formatter"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"

/**
 * How an effect ended, and the text of everything that it traced and logged, at any level.
 *
 * @category models
 * @since 0.1.0
 */
export interface Traced<A, E> {
  /** How the effect ended. */
  readonly exit: Exit.Exit<A, E>
  /** All that it traced and logged, at any level. */
  readonly text: string
}

const spanText = ({ attributes, events, name, status }: Tracer.NativeSpan): string =>
  [name, ...attributes, ...events, status._tag === "Ended" ? status.exit : ""]
    .map((part) => Formatter.format(part))
    .join(" ")

/** A tracer, and the spans that it has made. */
export const keepSpans = (): { readonly tracer: Tracer.Tracer; readonly spans: ReadonlyArray<Tracer.NativeSpan> } => {
  const spans: Array<Tracer.NativeSpan> = []
  const span = (options: ConstructorParameters<typeof Tracer.NativeSpan>[0]) => {
    const made = new Tracer.NativeSpan(options)
    spans.push(made)
    return made
  }
  return { tracer: Tracer.make({ span }), spans }
}

/**
 * Runs an effect with a tracer and a logger that keep all they are told. Whatever it starts has to be started by it.
 *
 * @category combinators
 * @since 0.1.0
 */
export const traced = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<Traced<A, E>, never, R> =>
  Effect.suspend(() => {
    const { spans, tracer } = keepSpans()
    const lines: Array<string> = []
    const logger = Logger.map(Logger.formatJson, (line) => void lines.push(line))
    return Effect.exit(effect).pipe(
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(References.MinimumLogLevel, "Trace"),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.map((exit) => ({ exit, text: [...spans.map(spanText), ...lines].join("\n") }))
    )
  })
