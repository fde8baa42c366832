/** Bundles a vendor's smallest useful program out of unpacked tarballs. */
import { build as esbuild } from "esbuild"
import { gzipSync } from "node:zlib"

export interface Bundle {
  readonly minified: number
  readonly gzipped: number
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
    stdin: { contents: source, resolveDir: folder, sourcefile: "program.ts" },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: [...external],
    alias: { ...alias },
    metafile: true,
    write: false,
    outfile: "bundle.js",
    logLevel: "error"
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error("esbuild wrote nothing")
  const inputs = Object.values(metafile.outputs)[0]?.inputs ?? {}
  const ours = Object.keys(inputs).filter((file) => file.includes("@crm-auth/"))
  if (ours.some((file) => !file.startsWith("node_modules/"))) throw new Error(`not out of a tarball: ${ours.join(" ")}`)
  const files = Object.entries(inputs).map(([file, { bytesInOutput }]) => [file, bytesInOutput] as const)
  return { minified: output.contents.length, gzipped: gzipSync(output.contents, { level: 9 }).length, files }
}
