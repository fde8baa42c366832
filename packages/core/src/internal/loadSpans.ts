/**
 * Loads what makes spans: when a manager is made where the application has a tracer, else with the first request that has
 * one.
 */
import { lazy } from "./lazy.ts"
import type * as Spans from "./spans.ts"

export type SpansModule = typeof Spans

export const loadSpans = /*#__PURE__*/ lazy((): Promise<SpansModule> => import("./spans.ts"))
