/** Speed, allocations and size, each beside something else in the same run. */
import type { Allocation } from "./allocated.ts"
import { type Weight, weights } from "./bundle.ts"
import { coldRatios } from "./cold.ts"
import { commandLineRatios } from "./commandLine.ts"
import { decodeAllocations, decodeRatios } from "./decode.ts"
import { firstLoginRatios } from "./firstLogin.ts"
import { loginAllocations, loginRatios } from "./logins.ts"
import type { Ratio } from "./measure.ts"
import { proxyRatios } from "./proxy.ts"
import { reads } from "./reads.ts"
import { requestAllocations, requestRatios } from "./requests.ts"
import { stepRatios } from "./steps.ts"
import { untimed } from "./untimed.ts"

export interface Ratios {
  readonly ratios: ReadonlyArray<Ratio>
  readonly allocations: ReadonlyArray<Allocation>
  readonly weights: ReadonlyArray<Weight>
}

export const ratios = async (progress: (what: string) => void): Promise<Ratios> => {
  const all: Array<Ratio> = []
  for (const [what, run, rounds] of [
    ["reading the session", reads, 21],
    ["authorised requests", requestRatios, 31],
    ["logins", loginRatios, 31],
    ["the steps of a login", stepRatios, 31],
    ["decoding login documents", decodeRatios, 21],
    ["cold imports", coldRatios, 11],
    ["first logins", firstLoginRatios, 7],
    ["the command line", commandLineRatios, 7],
    ["the proxy", proxyRatios, 21]
  ] as const) {
    progress(`${what}, ${rounds} rounds`)
    all.push(...(await run(rounds)))
  }
  for (const { vendor, why } of untimed) progress(`logins of ${vendor} are not timed: ${why}`)
  progress("allocations")
  const allocations = [
    ...(await requestAllocations(2000)),
    ...(await loginAllocations(1000)),
    ...(await decodeAllocations(2000))
  ]
  progress("bundles")
  return { ratios: all, allocations, weights: await weights() }
}
