import { assert, it } from "vitest"
import { withoutDefault } from "../src/defaults.ts"

it("an optional member of options without a @default is found, and nothing else is", () => {
  const member = (name: string, docComment: string, isOptional = true) => ({
    kind: "PropertySignature",
    name,
    docComment,
    isOptional
  })
  const members = [
    member("bare", "/**\n * How long.\n */"),
    member("empty", "/**\n * How long.\n *\n * @default\n */"),
    member("short", "/** How long. @default 5 */"),
    member("long", '/**\n * How long.\n *\n * @default "5 seconds"\n */'),
    member("required", "/**\n * Where.\n */", false)
  ]
  const model = {
    kind: "Package",
    members: [
      {
        kind: "EntryPoint",
        members: [
          { kind: "Interface", name: "AcmeOptions", members },
          { kind: "Interface", name: "AcmeSession", members }
        ]
      }
    ]
  }
  assert.deepStrictEqual(withoutDefault(model), ["AcmeOptions.bare", "AcmeOptions.empty"])
})
