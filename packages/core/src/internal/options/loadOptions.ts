/** Loads the checks of options when an account or map is made with some. */
import { lazy } from "../lazy.ts"
import type * as ReadAccount from "./readAccount.ts"

export type OptionsModule = typeof ReadAccount

export const loadOptions = /*#__PURE__*/ lazy((): Promise<OptionsModule> => import("./readAccount.ts"))
