/** @smithy/core: its memoised identity provider, the cache inside the AWS SDK. */
import { memoizeIdentityProvider } from "@smithy/core"
import { type Contestant, inARow, together } from "../scoreboard/situations.ts"
import { versionOf } from "./version.ts"

interface Identity {
  readonly token: string
  readonly expiration: Date
}

/** A provider that counts its logins. `soft` says whether the identity should be renewed while it is still good. */
const provider = (fails: boolean, soft: (token: string) => boolean) => {
  let logins = 0
  const memoised = memoizeIdentityProvider<Identity>(
    async () => {
      logins++
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (fails) throw new Error("refused")
      return { token: `T${logins}`, expiration: new Date(Date.now() + 3_600_000) }
    },
    (identity) => "token" in identity && soft(String(identity.token)),
    () => true
  )
  if (memoised === undefined) throw new Error("no provider was made")
  return { memoised, logins: () => logins }
}

export const smithy: Contestant = {
  name: "@smithy/core memoize",
  version: versionOf("@smithy/core"),
  cells: {
    callers: async () => {
      const { logins, memoised } = provider(false, () => false)
      await together(200, () => memoised())
      return String(logins())
    },
    badCredentials: async () => {
      const { logins, memoised } = provider(true, () => false)
      await inARow(20, () => memoised())
      return String(logins())
    },
    softAndForced: async () => {
      let soft = false
      const { logins, memoised } = provider(false, (token) => soft && token === "T1")
      await memoised()
      soft = true
      const before = logins()
      await Promise.all([memoised(), memoised({ forceRefresh: true })])
      return String(logins() - before)
    }
  },
  why: {
    interrupted: "takes no signal",
    twoHosts: "knows no hosts",
    lateRejections: "sends no requests",
    rejectsAll: "sends no requests",
    downBehind: "has no renewal behind the scenes",
    printed: "the error is the provider's own",
    downPastEnd: "remembers no failure; the same as bad credentials",
    redirected: "sends no requests",
    processes: "keeps its identity in the process only"
  }
}
