/**
 * The `webservice.php` protocol of vtiger CRM and the products that come from it: challenge, answer, session.
 *
 * @since 0.1.0
 */
export { answerChallenge } from "./answerChallenge.ts"
export { LoginTurns } from "./LoginTurns.ts"
export { replacingBroken } from "./replacingBroken.ts"
export { makeWebserviceDriver, type WebserviceResult, type WebserviceVendor } from "./webservice.ts"
export { resultDecoder } from "./reply.ts"
export { webserviceOptionChecks, type WebserviceServerOptions } from "./WebserviceOptions.ts"
