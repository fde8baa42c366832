/**
 * From a vendor's spec to the generated files of its package.
 *
 * @since 0.1.0
 */
export { generateFiles, type GeneratedPackage, type GenerateOptions } from "./generateFiles.ts"
export { CommandFailure, SpecError, type Problem } from "./problem.ts"
