/** Speed and size, each beside something else in the same run. */
import { type Weight, weights } from "./bundle.ts"
import { coldRatios } from "./cold.ts"
import { decodeRatios } from "./decode.ts"
import { loginRatios, requestRatios } from "./http.ts"
import type { Ratio } from "./measure.ts"
import { reads } from "./reads.ts"

export interface Ratios {
  readonly ratios: ReadonlyArray<Ratio>
  readonly weights: ReadonlyArray<Weight>
}

export const ratios = async (progress: (what: string) => void): Promise<Ratios> => {
  const all: Array<Ratio> = []
  for (const [what, run, rounds] of [
    ["reading the session", reads, 15],
    ["authorised requests", requestRatios, 15],
    ["logins", loginRatios, 15],
    ["decoding login documents", decodeRatios, 15],
    ["cold imports", coldRatios, 9]
  ] as const) {
    progress(`${what}, ${rounds} rounds`)
    all.push(...(await run(rounds)))
  }
  progress("bundles")
  return { ratios: all, weights: await weights() }
}
