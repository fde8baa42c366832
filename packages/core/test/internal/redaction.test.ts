/** What is left of a server's text when secrets are taken out, at the edges. */
import { assert, it } from "@effect/vitest"
import * as Redacted from "effect/Redacted"
import { excerpt, scrub, vendorText } from "../../src/internal/redaction.ts"
import { hiddenIn } from "../../src/internal/secrets.ts"

it("a text of exactly the length that is shown is not cut", () => {
  assert.strictEqual(vendorText("x".repeat(200), []), "x".repeat(200))
  assert.strictEqual(vendorText("x".repeat(201), []), `${"x".repeat(200)}…`)
})

it("the longest secret is scrubbed first, so that nothing of it is left", () => {
  assert.strictEqual(scrub("key abc123456x end", ["abc12", "abc123456x"]), "key … end")
  assert.strictEqual(scrub("key abc123456x end", ["abc123456x", "abc12"]), "key … end")
})

it("a secret inside a longer JSON string is found, with slashes escaped or not", () => {
  assert.strictEqual(scrub('{"m":"x a\\"b y"}', ['a"b']), '{"m":"x … y"}')
  assert.strictEqual(scrub("key é\\/b", ["é/b"]), "key …")
})

it("a secret in a page is found, however its apostrophes are written", () => {
  for (const written of ["it's&amp;", "it&#039;s&amp;", "it&#39;s&amp;"]) {
    assert.strictEqual(scrub(`<p>${written}</p>`, ["it's&"]), "<p>…</p>", written)
  }
})

it("an excerpt ends before the first of the names that a secret stands behind, in any case", () => {
  const names = ["x-session", "token"]
  assert.strictEqual(excerpt("some text x-session: abc", [], names), "some text")
  assert.strictEqual(excerpt('some text TOKEN"=abc', [], names), "some text")
  assert.strictEqual(excerpt("some text xsession: abc", [], names), "some text xsession: abc")
})

it("an excerpt without such names keeps its equals signs", () =>
  assert.strictEqual(excerpt("some=text : more", [], []), "some=text : more"))

it("an excerpt leaves out every word with a digit, whole", () =>
  assert.strictEqual(excerpt("see ab1cdefg now", [], []), "see … now"))

it("what is hidden in a value is found, however deep it is and of whatever kind, and nothing where no value is secret", () => {
  const [first, second] = [Redacted.make("first"), Redacted.make(["second"])]
  assert.deepStrictEqual(hiddenIn(first), ["first"])
  assert.deepStrictEqual(hiddenIn({ plain: "x", deep: [1, { secret: first }], other: second }), ["first", ["second"]])
  assert.deepStrictEqual(hiddenIn([undefined, null, second, first]), [["second"], "first"])
  for (const none of [undefined, null, "text", 1, {}, [], { a: [{ b: "c" }] }])
    assert.deepStrictEqual(hiddenIn(none), [])
})
