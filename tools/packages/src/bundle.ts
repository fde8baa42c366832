/** Bundles a vendor's smallest useful program out of unpacked tarballs. */
import { build as esbuild, type Metafile } from "esbuild"
import { basename } from "node:path"
import { gzipSync } from "node:zlib"

export interface Bundle {
  readonly minified: number
  readonly gzipped: number
  /** What is loaded for an option, or when something is wrong, gzipped; no part of the figures above. */
  readonly onDemand: number
  /** Minified bytes by file, paths relative to the folder of the bundle. */
  readonly files: ReadonlyArray<readonly [file: string, bytes: number]>
}

/** The program of a README: the account in the environment, one request. */
export const program = (vendor: string): string => {
  const service = vendor.charAt(0).toUpperCase() + vendor.slice(1)
  return `
import { ${service} } from "@crm-auth/${vendor}"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"

const program = Effect.gen(function* () {
  const { client } = yield* ${service}
  const response = yield* client.get("/")
  return yield* response.text
})

export const result = Effect.runPromise(
  program.pipe(Effect.provide(Layer.provide(${service}.layerConfig(), FetchHttpClient.layer)))
)
`
}

type Outputs = Metafile["outputs"]

/** What core loads in every program that needs it at all: for each login of a vendor, and for replies without a length. */
const isOrdinary = (file: string): boolean => /\/(loginAlgorithms|inspectStart)[-.][^/]*$/.test(file)

/** Core, and what the vendors of a family share: both load late only what an option asks for, or a failure. */
const isOfEngine = (file: string): boolean => /@crm-auth\/(core|webservice)\//.test(file)

/**
 * A file of the engine alone is loaded for an option, or when something is wrong. What a vendor's package loads, and
 * what is ordinary, counts with the rest.
 */
const isOnDemand = ({ inputs }: Outputs[string]): boolean =>
  Object.keys(inputs).some(isOfEngine) &&
  Object.keys(inputs).every((file) => file.includes("node_modules/effect/") || (isOfEngine(file) && !isOrdinary(file)))

/** The files that a program loads whatever its options are. */
const loadedFrom = (outputs: Outputs, path: string, loaded = new Set<string>()): ReadonlySet<string> => {
  if (loaded.has(path)) return loaded
  loaded.add(path)
  for (const { external, kind, path: imported } of outputs[path]?.imports ?? []) {
    const file = external === true ? undefined : outputs[imported]
    if (file !== undefined && (kind !== "dynamic-import" || !isOnDemand(file))) loadedFrom(outputs, imported, loaded)
  }
  return loaded
}

/** As bundlers do by default. `splitting`: as those for browsers do. */
const optionsOf = (folder: string, source: string, external: ReadonlyArray<string>, splitting: boolean) => ({
  stdin: { contents: source, resolveDir: folder, sourcefile: "program.ts" },
  absWorkingDir: folder,
  bundle: true,
  splitting,
  minify: true,
  format: "esm" as const,
  platform: "neutral" as const,
  mainFields: ["module", "main"],
  target: "es2022",
  external: [...external],
  write: false as const,
  outdir: "bundle",
  logLevel: "error" as const
})

const gzip = (contents: Uint8Array): number => gzipSync(contents, { level: 9 }).length

/** The gzipped bytes of the whole, what is loaded on demand included, with a bundler that writes one file. */
export const inOneFile = async (folder: string, source: string, external: ReadonlyArray<string>): Promise<number> => {
  const { outputFiles } = await esbuild(optionsOf(folder, source, external, false))
  return outputFiles.reduce((sum, { contents }) => sum + gzip(contents), 0)
}

/**
 * `folder` has a `node_modules`, and @crm-auth comes from nowhere else. `alias` takes another file for a package: a
 * package has one file for each entry point, so that only its sources say what of it is in a bundle.
 */
export const bundle = async (
  folder: string,
  source: string,
  external: ReadonlyArray<string>,
  alias: { readonly [name: string]: string } = {}
): Promise<Bundle> => {
  const { metafile, outputFiles } = await esbuild({
    ...optionsOf(folder, source, external, true),
    alias: { ...alias },
    metafile: true as const
  })
  const { outputs } = metafile
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint === "program.ts")
  if (entry === undefined) throw new Error("esbuild wrote no program")
  const loaded = loadedFrom(outputs, entry)
  const sum = { minified: 0, gzipped: 0, onDemand: 0 }
  for (const path of Object.keys(outputs)) {
    const contents = outputFiles.find((file) => basename(file.path) === basename(path))?.contents ?? new Uint8Array()
    const gzipped = gzip(contents)
    if (loaded.has(path)) {
      sum.minified += contents.length
      sum.gzipped += gzipped
    } else sum.onDemand += gzipped
  }
  const files = [...loaded].flatMap((path) =>
    Object.entries(outputs[path]?.inputs ?? {}).map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const)
  )
  const ours = files.map(([file]) => file).filter((file) => file.includes("@crm-auth/"))
  if (ours.some((file) => !file.startsWith("node_modules/"))) throw new Error(`not out of a tarball: ${ours.join(" ")}`)
  return { ...sum, files }
}
