/** The exports of entry points and their types, as text and as API Extractor's model. */
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"
import { mkdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import type { ApiItem } from "./reference.ts"

/** An entry of an unpacked package; `scratch` is a place of its own. */
export interface Entry {
  readonly folder: string
  readonly declarations: string
  readonly scratch: string
}

/** What is known of an entry. */
export interface Report {
  /** The report that is committed and reviewed. */
  readonly text: string
  /** The model: its package, which has one entry point. */
  readonly model: ApiItem
}

const quiet = { default: { logLevel: ExtractorLogLevel.None, addToApiReportFile: false } }
const strict = { default: { logLevel: ExtractorLogLevel.Error, addToApiReportFile: false } }

const compilerOptions = {
  target: "ES2023",
  lib: ["ES2024", "ESNext.Disposable", "DOM", "DOM.Iterable"],
  module: "NodeNext",
  moduleResolution: "NodeNext",
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true
}

const configure = ({ declarations, folder, scratch }: Entry): ExtractorConfig =>
  ExtractorConfig.prepare({
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, declarations),
      compiler: { overrideTsconfig: { compilerOptions, files: [join(folder, declarations)] } },
      apiReport: {
        enabled: true,
        reportFileName: "report.api.md",
        reportFolder: scratch,
        reportTempFolder: scratch,
        // The fields of a class made by Schema are those of a base class that nothing exports.
        includeForgottenExports: true
      },
      docModel: { enabled: true, apiJsonFilePath: join(scratch, "model.api.json") },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: strict,
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet
      }
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json")
  })

/** All entries are read by one compiler: effect's own declarations take longest. */
export const reports = async (entries: ReadonlyArray<Entry>): Promise<ReadonlyArray<Report>> => {
  const configs = entries.map(configure)
  const [first] = configs
  if (first === undefined) return []
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath)
  })
  const made: Array<Report> = []
  for (const [index, config] of configs.entries()) {
    await mkdir(config.reportFolder, { recursive: true })
    const { errorCount } = Extractor.invoke(config, {
      compilerState,
      localBuild: true,
      messageCallback: (message) => {
        message.handled = message.logLevel !== ExtractorLogLevel.Error
      }
    })
    if (errorCount > 0) throw new Error(`${errorCount} errors in ${entries[index]?.folder ?? ""}`)
    const text = await readFile(join(config.reportFolder, "report.api.md"), "utf8")
    made.push({ text, model: JSON.parse(await readFile(join(config.reportFolder, "model.api.json"), "utf8")) })
  }
  return made
}
