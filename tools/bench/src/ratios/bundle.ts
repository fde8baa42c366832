/** What a vendor package weighs in a program that has effect and the engine already. */
import { budget } from "@crm-auth/packages/budget"
import { program } from "@crm-auth/packages/bundle"
import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

export interface Weight {
  readonly vendor: string
  /** Bytes, minified and gzipped. */
  readonly bytes: number
  readonly goal: number
}

const vendors = ["corebos", "crmcom", "kafinea", "kayako", "kftoken", "vtiger"]

/** The program of a README, its vendor's package the only one inside. */
const weigh = async (vendor: string): Promise<Weight> => {
  const others = ["core", ...vendors].filter((name) => name !== vendor).map((name) => `@crm-auth/${name}`)
  const { outputFiles } = await build({
    stdin: { contents: program(vendor), resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    external: ["effect", "fast-xml-parser", ...others],
    write: false
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error("esbuild wrote nothing")
  return { vendor, bytes: gzipSync(output.contents, { level: 9 }).length, goal: budget.alone }
}

export const weights = (): Promise<ReadonlyArray<Weight>> => Promise.all(vendors.map(weigh))
