/**
 * What a vendor's smallest useful program may weigh, minified and gzipped, in bytes. The one place to change it.
 *
 * - `alone`: the vendor package's own code, with effect, core and its XML parser external. The published goal.
 * - `engine`: the same with core (and, of coreBOS, Kafinea and vtiger, webservice) in the bundle: what a program pays for all of
 *   @crm-auth. Core is one engine for every vendor, paid once however many vendors a program uses. A ceiling against
 *   growth, not a goal: lower it when the engine gets smaller.
 */
export const budget = { alone: 6 * 1024, engine: 26 * 1024 }
