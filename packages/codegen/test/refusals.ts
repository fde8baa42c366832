/** Tests that a broken spec is refused, with the place and in the words that help. */
import { assert, describe, layer } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { edit, fixture, refusal, services } from "./support.ts"

export interface Case {
  readonly name: string
  readonly spec?: string
  readonly from: string
  /** What stands there instead. `^` is not part of it: it marks where the message must point. */
  readonly to: string
  /** Where it must point, if that is elsewhere: what stands there. */
  readonly mark?: string
  readonly pointer: string
  readonly says: string
}

/** Line and column of what stands at an offset. */
const position = (text: string, offset: number): string => {
  const lines = text.slice(0, offset).split("\n")
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`
}

/** Each case must give exactly one message about its pointer, at the right file, line and column. */
export const refusals = (title: string, cases: ReadonlyArray<Case>): void => {
  describe(`refused: ${title}`, () => {
    layer(services)((it) => {
      it.effect.each(cases)("$name", ({ from, mark, name, pointer, says, spec = "acme", to }) =>
        Effect.gen(function* () {
          const edited = edit(yield* fixture(spec), from, to)
          const caret = mark === undefined ? edited.indexOf(to) + to.indexOf("^") : -1
          const text = caret < 0 ? edited : edited.slice(0, caret) + edited.slice(caret + 1)
          const place = position(text, mark === undefined ? caret : text.indexOf(mark))
          const messages = yield* refusal(name.replaceAll(/\W+/g, "-"), spec, text)
          const expected = `specs/${spec}.yaml:${place} ${pointer} `
          const about = messages.filter((message) => message.includes(` ${pointer} `))
          assert.deepStrictEqual(about.length, 1, `wanted one message about ${pointer}, got:\n${messages.join("\n")}`)
          assert.include(about[0], expected)
          assert.include(about[0], says)
        })
      )
    })
  })
}
