/**
 * What a vendor's smallest useful program may weigh, minified and gzipped, in bytes. The one place to change it.
 *
 * - `alone`: the vendor package's own code, with effect and core external. The published goal.
 * - `engine`: the same with core (and, of coreBOS, Kafinea and vtiger, webservice) in the bundle: what a program pays for
 *   all of @crm-auth. Core is one engine for every vendor, paid once however many vendors a program uses. The published
 *   goal. What is loaded on demand is no part: docs/decisions/0005 says what that may be.
 */
export const budget = { alone: 6 * 1024, engine: 26 * 1024 }
