import { assert, it } from "@effect/vitest"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { isComparable, isSame } from "../../src/internal/comparable.ts"

class Sealed {
  readonly #id: string
  constructor(id: string) {
    this.#id = id
  }
  get length(): number {
    return this.#id.length
  }
}

class SealedSet extends Set<string> {
  readonly #id = "hidden"
  get length(): number {
    return this.#id.length
  }
}

class Tenant extends Data.Class<{ readonly name: string; readonly extra?: unknown }> {}

class Region extends Schema.Class<Region>("Region")({ name: Schema.String }) {}

class Named implements Equal.Equal {
  readonly #name: string
  constructor(name: string) {
    this.#name = name
  }
  [Equal.symbol](that: unknown): boolean {
    return that instanceof Named && that.#name === this.#name
  }
  [Hash.symbol](): number {
    return Hash.string(this.#name)
  }
}

const visible: ReadonlyArray<readonly [string, () => unknown]> = [
  ["a text", () => "a"],
  ["NaN", () => NaN],
  ["null", () => null],
  ["a record", () => ({ tenant: "a", list: [1, { deep: true }], at: new Date(0) })],
  ["a record without a prototype", () => Object.assign(Object.create(null), { tenant: "a" })],
  ["a map", () => new Map([["a", { b: 1 }]])],
  ["bytes", () => Uint8Array.of(1, 2)],
  ["an expression", () => /a/gi],
  ["a Data class", () => new Tenant({ name: "a" })],
  ["a Schema class", () => new Region({ name: "a" })],
  ["a class that implements Equal", () => new Named("a")],
  ["a secret", () => Redacted.make("a")],
  ["an Option", () => Option.some({ a: 1 })],
  ["a Result", () => Result.succeed({ a: 1 })],
  ["a Duration", () => Duration.minutes(1)]
]

for (const [name, make] of visible) {
  it(`U03 ${name} is compared by value`, () => {
    assert.isTrue(isComparable(make()))
    assert.isTrue(isSame(make(), make()))
    assert.isFalse(isSame(make(), "other"))
  })
}

const hidden: ReadonlyArray<readonly [string, (id: string) => unknown]> = [
  ["a list with a property of its own", (id) => Object.assign(["x"], { id })],
  ["a date with a property of its own", (id) => Object.assign(new Date(0), { id })],
  ["bytes with a property of their own", (id) => Object.assign(Uint8Array.of(1), { id })],
  ["a collection with a property of its own", (id) => Object.assign(new Map(), { [Symbol.for("id")]: id })],
  ["an instance of a class with private fields", (id) => new Sealed(id)],
  ["a URL", (id) => new URL(`https://${id}.example`)],
  ["a subclass of a collection", () => new SealedSet()],
  ["a record that holds one", (id) => ({ tenant: "x", deep: [new Sealed(id)] })],
  ["a record that holds one under a symbol", (id) => ({ [Symbol.for("tenant")]: new Sealed(id) })],
  ["a map that holds one", (id) => new Map([["a", new Sealed(id)]])],
  ["a set that holds one", (id) => new Set([new Sealed(id)])],
  ["a Data class that holds one", (id) => new Tenant({ name: "x", extra: new Sealed(id) })],
  ["an Option that holds one", (id) => Option.some(new Sealed(id))],
  ["a Result that holds one", (id) => Result.fail(new Sealed(id))],
  ["a secret that holds one", (id) => Redacted.make(new Sealed(id))]
]

for (const [name, make] of hidden) {
  it(`U03 ${name} is equal only to itself`, () => {
    const one = make("a")
    assert.isFalse(isComparable(one))
    assert.isFalse(isSame(one, make("b")))
    assert.isTrue(isSame(one, one))
  })
}

it("U03 functions are compared by identity, and a record that holds itself is seen in full", () => {
  const one = { f: () => 1 }
  assert.isTrue(isSame(one, { f: one.f }))
  assert.isFalse(isSame(one, { f: () => 1 }))
  const circle: { name: string; self?: unknown } = { name: "a" }
  circle.self = circle
  assert.isTrue(isComparable(circle))
})
