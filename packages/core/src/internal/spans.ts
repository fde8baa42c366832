/** What makes spans. */
export { inLoginSpan } from "./account/loginSpan.ts"
export { sendTraced } from "./http/sendTraced.ts"
