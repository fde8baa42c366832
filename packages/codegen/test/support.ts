/** A small repository of fixture specs to run the generator in. */
import * as NodeServices from "@effect/platform-node/NodeServices"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { fileURLToPath } from "node:url"
import { crossCheck } from "../dev/crossCheck.ts"
import { repository } from "../dev/repository.ts"
import { generate } from "../src/generate.ts"
import { readText, remove, writeText } from "../src/workspace.ts"

const here = fileURLToPath(new URL(".", import.meta.url))

/** Where processes are started, wherever the tests are. */
export const tool = fileURLToPath(new URL("..", import.meta.url))

export const services = NodeServices.layer

/** The text of a fixture spec. */
export const fixture = (vendor: string) => readText({ root: here }, `fixtures/${vendor}.yaml`)

/** A fresh repository that holds these specs. It lies in an ignored folder of the package, so that its code resolves. */
export const repositoryOf = Effect.fnUntraced(function* (name: string, specs: { readonly [vendor: string]: string }) {
  const path = yield* Path.Path
  const root = path.join(here, "..", ".cache", "test", name)
  yield* remove({ root }, ".").pipe(Effect.ignore)
  for (const [vendor, text] of Object.entries(specs)) yield* writeText({ root }, `specs/${vendor}.yaml`, text)
  return yield* repository(root)
})

/** What is generated from one spec, by path. */
export const generated = Effect.fnUntraced(function* (name: string, vendor: string, text: string) {
  const workspace = yield* repositoryOf(name, { [vendor]: text })
  const outputs = yield* generate(workspace, [vendor], crossCheck)
  return new Map(outputs.flatMap((output) => output.files.map((file) => [file.path, file.code] as const)))
})

/** The messages that refuse a spec. */
export const refusal = (name: string, vendor: string, text: string) =>
  generated(name, vendor, text).pipe(
    Effect.flip,
    Effect.map((error) => error.message.split("\n"))
  )

/** Replaces what must be there exactly once, so that a fixture's change can't make a test pass for nothing. */
export const edit = (text: string, from: string, to: string): string => {
  const parts = text.split(from)
  if (parts.length !== 2) throw new Error(`${parts.length - 1} times in the fixture: ${from}`)
  return parts.join(to)
}
