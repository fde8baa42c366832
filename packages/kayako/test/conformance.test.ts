/** The promises run under any test runner, and make a report. */
import { conformance, conformanceReport } from "@crm-auth/core/testing"
import * as Effect from "effect/Effect"
import { assert, it } from "vitest"
import { fixture } from "../src/testing/index.ts"

it("a promise has a name, an id, and a test that needs no Effect", () => {
  const promise = conformance(fixture).find(({ id }) => id === "1-000-callers-make-one-login")
  assert.strictEqual(promise?.method, "password")
  return promise?.test()
})

it("a report of a vendor that keeps its promises says so, with the versions", () =>
  Effect.runPromise(conformanceReport(fixture, { versions: { "@crm-auth/kayako": "0.1.0" } })).then((report) => {
    assert.deepStrictEqual(
      report.promises.filter(({ held }) => !held),
      []
    )
    assert.isTrue(report.held)
    assert.deepStrictEqual(report.versions, { "@crm-auth/kayako": "0.1.0" })
    assert.deepStrictEqual(JSON.parse(JSON.stringify(report)), report)
  }))

it("a report names the promises that are not kept, and what happened instead", () => {
  const [method] = fixture.methods
  const broken = { ...fixture, methods: [{ ...method, attempts: 3 }] as const }
  return Effect.runPromise(conformanceReport(broken)).then((report) => {
    assert.isFalse(report.held)
    assert.deepStrictEqual(
      report.promises.filter(({ held }) => !held),
      [
        {
          id: "bad-credentials-are-tried-in-one-login-and-then-not-before-their-guard-ends",
          method: "password",
          held: false,
          detail: "login attempts: 1 instead of 3"
        }
      ]
    )
  })
})
