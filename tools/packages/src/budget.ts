/**
 * What a vendor's smallest useful program may weigh, minified and gzipped, in bytes. The one place to change it.
 *
 * - `alone`: the vendor package's own code, with effect, core and its XML parser external. The published goal.
 * - `engine`: the same with core (and, of coreBOS, Kafinea and vtiger, webservice) in the bundle: what a program pays for all of
 *   @crm-auth. Core is one engine for every vendor, paid once however many vendors a program uses. A ceiling against
 *   growth: lower it when the engine gets smaller.
 * - `engineGoal`: what `engine` is to come down to. Typed calls, `check`, checked options and better errors took it from
 *   25 KB to where it is; docs/decisions/0005 says what is in it.
 */
export const budget = { alone: 6 * 1024, engine: 35 * 1024, engineGoal: 26 * 1024 }
