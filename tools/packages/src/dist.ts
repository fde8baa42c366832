/**
 * Entry point of a package's `build`, run in its folder after `tsc` has written the declarations: the JavaScript of each
 * entry point, in one file and what they share (docs/decisions/0008), and docstrings for what tsc names itself.
 */
import { existsSync } from "node:fs"
import { readdir, readFile, rm, writeFile } from "node:fs/promises"
import { isAbsolute, join } from "node:path"
import { rolldown } from "rolldown"

interface Manifest {
  readonly exports: { readonly [path: string]: string | { readonly [condition: string]: string } }
}

/** The sources that the workspace resolves the package's exports to, by the name of what is made of each. */
const entryPoints = async (): Promise<{ readonly [name: string]: string }> => {
  const manifest: Manifest = JSON.parse(await readFile("package.json", "utf8"))
  const sources = Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string" ? [] : (target["@crm-auth/source"] ?? [])
  )
  return Object.fromEntries(sources.map((source) => [source.replace(/^\.\/src\/|\.ts$/g, ""), source]))
}

/** Neither tsc nor rolldown takes away what it made of a source that is gone, and it would be published. */
const prune = async (made: ReadonlySet<string>): Promise<void> => {
  for (const file of await readdir("dist", { recursive: true })) {
    const [, script, declaration] = /^(?:(.*\.js)(?:\.map)?|(.*)\.d\.ts(?:\.map)?)$/.exec(file) ?? []
    const stale =
      (script !== undefined && !made.has(script)) ||
      (declaration !== undefined && !existsSync(join("src", `${declaration}.ts`)))
    if (stale) await rm(join("dist", file))
  }
}

/** Sources that few programs load, and commands, which run when they are loaded; all others are one file, which the entry points re-export. */
const seldomLoaded: ReadonlyArray<RegExp> = [
  /[\\/]internal[\\/]furtherTries\.ts$/,
  /[\\/]src[\\/]testing[\\/]/,
  /[\\/]src[\\/](main|promise|BaseUrl|Promise|Connection|connect|SecretFiles|SessionStore|StoredSession|Xml)\.ts$/,
  /[\\/]internal[\\/]promise[\\/]/,
  /[\\/]internal[\\/](loginAlgorithms|redaction|spans)\.ts$/,
  /[\\/]internal[\\/]account[\\/](check|EarlyRejections|failureSide|FailureLog|FailureMemory|loginSpan|parallel)\.ts$/,
  /[\\/]internal[\\/]client[\\/](inspectStart|replay|withoutSession)\.ts$/,
  /[\\/]internal[\\/]http[\\/](fetch\w+|Aborts|backoff|judgeUrl|redirectDetail|retryAfter|sendTraced|transport)\.ts$/,
  /[\\/]internal[\\/]options[\\/](?!(plainAccount|loadOptions|checkVariants|unreadable)\.ts$)/,
  /[\\/]internal[\\/]protocol[\\/]judge\.ts$/,
  /[\\/]internal[\\/]renewAhead[\\/](?!scheduled\.ts$)/,
  /[\\/]internal[\\/]store[\\/](?!(SharedSessions|format)\.ts$)/
]

/**
 * A class that extends a call has a base constant in its declaration, which tsc names and leaves without a docstring.
 * The docstring goes on the constant's own line: the declaration maps count lines.
 */
const documentBases = async (): Promise<void> => {
  for (const file of await readdir("dist", { recursive: true })) {
    if (!file.endsWith(".d.ts")) continue
    const path = join("dist", file)
    const declarations = await readFile(path, "utf8")
    const documented = declarations.replace(
      /^declare const (\w+)_base(?=:)/gm,
      "/** What {@link $1} extends: its fields and how it is made. */ $&"
    )
    if (documented !== declarations) await writeFile(path, documented)
  }
}

const bundle = await rolldown({
  input: { ...(await entryPoints()) },
  external: (name) => !name.startsWith(".") && !isAbsolute(name),
  platform: "neutral",
  preserveEntrySignatures: "allow-extension",
  transform: { target: "es2023" }
})
const { output } = await bundle.write({
  dir: "dist",
  format: "es",
  chunkFileNames: "[name]-[hash].js",
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [
      { name: "shared", test: (source) => !seldomLoaded.some((pattern) => pattern.test(source)) },
      { name: "options", test: /[\\/]src[\\/]internal[\\/]options[\\/]/ }
    ]
  },
  comments: { annotation: true, jsdoc: false, legal: true },
  sourcemap: true,
  sourcemapExcludeSources: true
})
await bundle.close()
await prune(new Set(output.map(({ fileName }) => fileName)))
await documentBases()
