/** The exports of entry points and their types, as text. */
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"
import { mkdir, readFile } from "node:fs/promises"
import { join } from "node:path"

/** An entry of an unpacked package; `scratch` is a place of its own. */
export interface Entry {
  readonly folder: string
  readonly declarations: string
  readonly scratch: string
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
      docModel: { enabled: false },
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
export const reports = async (entries: ReadonlyArray<Entry>): Promise<ReadonlyArray<string>> => {
  const configs = entries.map(configure)
  const [first] = configs
  if (first === undefined) return []
  const compilerState = CompilerState.create(first, {
    additionalEntryPoints: configs.map((config) => config.mainEntryPointFilePath)
  })
  const made: Array<string> = []
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
    made.push(await readFile(join(config.reportFolder, "report.api.md"), "utf8"))
  }
  return made
}
