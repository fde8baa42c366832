/** What a vendor package weighs in a program that has effect already, without the engine and with it. */
import { budget } from "@crm-auth/packages/budget"
import { program } from "@crm-auth/packages/bundle"
import { packageNames, vendorNames } from "@crm-auth/packages/vendors"
import { build, type Plugin } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

export interface Weight {
  readonly vendor: string
  /** Bytes, minified and gzipped. */
  readonly bytes: number
  readonly goal: number
  /** The same with the engine. */
  readonly withEngine: number
}

/** What the engine loads when an option of a program, or a failure, asks for it is no part of the program before that. */
const onDemand: Plugin = {
  name: "on-demand",
  setup: (build) =>
    build.onResolve({ filter: /^\./ }, ({ importer, kind, path }) =>
      kind === "dynamic-import" && /\/packages\/(core|webservice)\//.test(importer)
        ? { path, external: true }
        : undefined
    )
}

/** The program of a README. */
const bundled = async (vendor: string, external: ReadonlyArray<string>): Promise<number> => {
  const { outputFiles } = await build({
    stdin: {
      contents: program(vendor),
      resolveDir: fileURLToPath(new URL(`../../../../packages/${vendor}`, import.meta.url))
    },
    plugins: [onDemand],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: ["effect", "fast-xml-parser", ...external],
    write: false
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error("esbuild wrote nothing")
  return gzipSync(output.contents, { level: 9 }).length
}

const weigh = async (vendor: string): Promise<Weight> => {
  const others = packageNames.filter((name) => name !== vendor).map((name) => `@crm-auth/${name}`)
  return {
    vendor,
    bytes: await bundled(vendor, others),
    goal: budget.alone,
    withEngine: await bundled(vendor, [])
  }
}

export const weights = (): Promise<ReadonlyArray<Weight>> => Promise.all(vendorNames.map(weigh))
