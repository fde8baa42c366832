/** What a person has accepted although it is refused by default: with a flag now, or with one that the profile remembers. */
import type { Profile } from "./profiles.ts"
import type { Settings } from "./settings.ts"

/** What the engine lets pass. */
export interface Allowances {
  /** A secret may start or end with spaces. */
  readonly allowSpacesAroundSecrets: boolean
  /** Requests may go to another machine by `http:`. */
  readonly allowInsecureHttp: boolean
}

/** What the flags and the profile allow. */
export const allowances = (settings: typeof Settings.Service, profile: Profile | undefined): Allowances => ({
  allowSpacesAroundSecrets: settings.allowSpacesAroundSecrets || profile?.allowSpacesAroundSecrets === true,
  allowInsecureHttp: settings.allowInsecureHttp || profile?.allowInsecureHttp === true
})
