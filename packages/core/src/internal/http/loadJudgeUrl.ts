/** Loads what judges URLs that are not plain. */
import { lazy } from "../lazy.ts"
import type * as JudgeUrl from "./judgeUrl.ts"

export const loadJudgeUrl = /*#__PURE__*/ lazy((): Promise<typeof JudgeUrl> => import("./judgeUrl.ts"))
