/** Fifty processes with two hundred callers each share a store: on Redis, or on files where Redis is missing. */
import { join } from "node:path"
import { fifty as scenario } from "./scenarios.ts"
import { withSetting } from "./setting.ts"
import { Trial } from "./trial.ts"

export interface Fifty {
  readonly logins: number
  readonly problems: ReadonlyArray<string>
}

export const fifty = (): Promise<Fifty> =>
  withSetting(undefined, async ({ desks, fleets, folder, redis, relay }) => {
    const place =
      relay === undefined
        ? ({ kind: "files", directory: join(folder, "files") } as const)
        : ({ kind: "redis", port: relay.port } as const)
    const trial = new Trial({ desks, fleets, runtime: "node", place, redis, relay }, await desks.open(undefined))
    await scenario.run(trial)
    trial.checkRecord()
    return { logins: await trial.logins(), problems: trial.problems }
  })
