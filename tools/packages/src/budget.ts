/**
 * What a vendor's smallest useful program may weigh, minified and gzipped, in bytes. The one place to change it.
 *
 * - `alone`: the vendor package's own code, with effect and core external. The published goal.
 * - `engine`: the same with core (and, of coreBOS, Kafinea and vtiger, webservice) in the bundle: what a program pays for all of
 *   @crm-auth. Core is one engine for every vendor, paid once however many vendors a program uses. A ceiling against
 *   growth, just above what is measured: lower it when the engine gets smaller. What is loaded on demand is no part.
 * - `engineGoal`: what `engine` is to come down to; docs/decisions/0005 says what is in the way.
 */
export const budget = { alone: 6 * 1024, engine: 28.25 * 1024, engineGoal: 26 * 1024 }
