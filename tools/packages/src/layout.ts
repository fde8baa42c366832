/** Whether the packages of all vendors have the same files, and the same names for the same things. */
import { readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { parse } from "yaml"

interface Spec {
  readonly "x-crm-auth": {
    readonly package: { readonly name: string }
    readonly credentials: { readonly [id: string]: { readonly name?: string; readonly type: string } }
  }
}

/** The sources that every vendor has, for one called `Acme`. */
const expectedFiles = (name: string): ReadonlyArray<string> => [
  `${name}.ts`,
  `${name}Options.ts`,
  `${name}Session.ts`,
  "index.ts",
  "managers.ts",
  "operations.ts",
  "promise.ts",
  "reply.ts"
]

/** How a vendor's own folders look: what else is in them is the vendor's business. */
const expectedInside = (name: string): ReadonlyArray<string> => [
  "generated/credentials.ts",
  "generated/emulator.ts",
  "generated/operations.ts",
  "generated/protocol.ts",
  "generated/schemas.ts",
  "generated/session.ts",
  "internal/driver.ts",
  `testing/${name}Emulator.ts`,
  "testing/fixture.ts",
  "testing/index.ts"
]

const isInside = (file: string): boolean => /^(?:generated|internal|testing)\//.test(file)

const filesUnder = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))

const pascal = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1)

/** The driver maker and the type of the credentials of each login method. The first method's type has no suffix. */
const nameProblems = (spec: Spec, sources: string): ReadonlyArray<string> => {
  const { credentials, package: naming } = spec["x-crm-auth"]
  const drivers = readFileSync(join(sources, "internal/driver.ts"), "utf8")
  return Object.entries(credentials).flatMap(([id, { name = id, type }], index) => {
    const maker = `make${pascal(name)}Driver`
    const expected = `${naming.name}${index === 0 ? "" : pascal(name)}Credentials`
    return [
      ...(drivers.includes(`export const ${maker} `) || drivers.includes(`export const ${maker}:`)
        ? []
        : [`internal/driver.ts exports no ${maker}`]),
      ...(type === expected ? [] : [`the credentials of ${id} are called ${type}, not ${expected}`])
    ]
  })
}

/** What is wrong with the sources of a vendor's package in a workspace. */
export const layoutProblems = (workspace: string, vendor: string): ReadonlyArray<string> => {
  const spec: Spec = parse(readFileSync(join(workspace, "specs", `${vendor}.yaml`), "utf8"))
  const { name } = spec["x-crm-auth"].package
  const sources = join(workspace, "packages", vendor, "src")
  const found = filesUnder(sources)
  const expected = expectedFiles(name)
  const missing = [...expected, ...expectedInside(name)].filter((file) => !found.includes(file))
  return [
    ...missing.map((file) => `there is no ${file}`),
    ...found
      .filter((file) => !isInside(file) && !expected.includes(file))
      .map((file) => `no other vendor has ${file}: move it to internal/, or add it to every vendor`),
    ...(missing.includes("internal/driver.ts") ? [] : nameProblems(spec, sources))
  ].map((problem) => `packages/${vendor}/src: ${problem}`)
}
