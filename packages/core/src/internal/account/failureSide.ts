/** What is needed once a login has failed. Loaded then, and before the failure is told: see `failures.ts`. */
export { FailureLog } from "./FailureLog.ts"
export { FailureMemory } from "./FailureMemory.ts"
