/**
 * Writes a package that logs in to a vendor, as the command `npm create @crm-auth` does.
 *
 * @since 0.1.0
 */
export { type Answers, defaults, type Names, namesOf } from "./answers.ts"
export { CreateFailure, scaffold, type Scaffolded, type ScaffoldOptions } from "./scaffold.ts"
