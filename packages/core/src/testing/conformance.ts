/**
 * The promises of a vendor package, for any test runner, and a report on them.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as References from "effect/References"
import type * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { contract } from "./contract.ts"
import { fixtureManager, fixtureSecrets, type VendorFixture } from "./VendorFixture.ts"

/**
 * How the promises are tried.
 *
 * @category options
 * @since 0.1.0
 */
export interface ConformanceOptions {
  /**
   * The login methods to try, by id.
   *
   * @default all of the fixture
   */
  readonly methods?: ReadonlyArray<string> | undefined
  /**
   * Shows a value as deeply as the platform can, such as `inspect` of `node:util` with `depth: Infinity` and
   * `showHidden: true`. Nothing secret may be in it.
   *
   * @default `String`
   */
  readonly print?: ((value: unknown) => string) | undefined
}

/**
 * One promise of a vendor package.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConformancePromise {
  /** A name for machines: the promise in lower case, joined by dashes. */
  readonly id: string
  /** The login method that it is tried with. */
  readonly method: string
  /** The promise, and the login method where there are several. */
  readonly name: string
  /** Tries the promise; needs a `TestClock`, as in `it.effect` of `@effect/vitest`. */
  readonly run: Effect.Effect<void, unknown, Scope.Scope>
  /** Tries the promise on a test clock of its own, for runners without Effect such as `node:test`. */
  readonly test: () => Promise<void>
}

/**
 * What came of the promises, as JSON.
 *
 * @category models
 * @since 0.1.0
 */
export interface ConformanceReport {
  /** The vendor's name. */
  readonly vendor: string
  /** The versions that were given. */
  readonly versions: { readonly [name: string]: string }
  /** Whether every promise was held. */
  readonly held: boolean
  /** Each promise, with what went wrong where it was not held. */
  readonly promises: ReadonlyArray<{
    readonly id: string
    readonly method: string
    readonly held: boolean
    readonly detail?: string
  }>
}

const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")

/** Failures are what the promises are about: none of them is logged. */
const onTestClock = <E>(run: Effect.Effect<void, E, Scope.Scope>): Effect.Effect<void, E> =>
  Effect.scoped(run).pipe(Effect.provide(TestClock.layer()), Effect.provideService(References.MinimumLogLevel, "None"))

/**
 * The promises that a vendor package keeps, each as a test of its own.
 *
 * **Example** (With vitest)
 *
 * ```ts
 * import { conformance } from "@crm-auth/core/testing"
 * import { fixture } from "@crm-auth/kayako/testing"
 * import { it } from "@effect/vitest"
 *
 * for (const { name, run } of conformance(fixture)) it.effect(name, () => run)
 * ```
 *
 * **Example** (With `node:test`)
 *
 * ```ts
 * import { conformance } from "@crm-auth/core/testing"
 * import { fixture } from "@crm-auth/kayako/testing"
 * import { test } from "node:test"
 *
 * for (const promise of conformance(fixture)) test(promise.name, promise.test)
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const conformance = (
  fixture: VendorFixture,
  options: ConformanceOptions = {}
): ReadonlyArray<ConformancePromise> => {
  const { call, expiresAfter, methods, plain, read, write, writeIsReplayed } = fixture
  const chosen = methods.filter(({ id }) => options.methods === undefined || options.methods.includes(id))
  return chosen.flatMap((method) =>
    contract({
      emulator: Effect.map(fixture.emulator(), (server) => ({ server, writes: server.writes })),
      manager: (server) => fixtureManager(fixture, method, server),
      refused: (server) => fixtureManager(fixture, method, server, "wrong"),
      secrets: fixtureSecrets(fixture, method),
      print: options.print ?? String,
      read: read.run,
      write: write.run,
      writeIsReplayed,
      attempts: method.attempts,
      expiresAfter,
      shares: method.shares !== false,
      logsOut: fixture.vendor.protocol.logout !== undefined,
      ...(plain === undefined ? undefined : { plain }),
      ...(call === undefined ? undefined : { call })
    }).map(({ name, run }): ConformancePromise => ({
      id: idOf(name),
      method: method.id,
      name: chosen.length === 1 ? name : `${method.id}: ${name}`,
      run,
      test: () => Effect.runPromise(onTestClock(run))
    }))
  )
}

/**
 * Tries promises one after the other and reports on each. `versions` names what was tried, such as the package and
 * `@crm-auth/core`, and is handed on as it is.
 *
 * @category runners
 * @since 0.1.0
 */
export const conformanceReport = (
  fixture: VendorFixture,
  options: ConformanceOptions & { readonly versions?: { readonly [name: string]: string } | undefined } = {}
): Effect.Effect<ConformanceReport> =>
  Effect.forEach(conformance(fixture, options), ({ id, method, run }) =>
    Effect.map(Effect.exit(onTestClock(run)), (exit) =>
      Exit.isSuccess(exit)
        ? { id, method, held: true }
        : {
            id,
            method,
            held: false,
            detail: Cause.prettyErrors(exit.cause)
              .map(({ message }) => message)
              .join("; ")
          }
    )
  ).pipe(
    Effect.map((promises) => ({
      vendor: fixture.vendor.name,
      versions: options.versions ?? {},
      held: promises.every(({ held }) => held),
      promises
    }))
  )
