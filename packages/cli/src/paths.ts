/** Where the program keeps its files: the folders that the platform sets aside for it. */
import { homedir } from "node:os"
import { join, posix, win32 } from "node:path"
import process from "node:process"

/** The program's folders. */
export interface Folders {
  /** Profiles and, if the person agreed to one, the key file. */
  readonly config: string
  /** Sessions (encrypted), what is known of them, and the log of events. */
  readonly state: string
  /** What can be made again: the program as Node has compiled it. */
  readonly cache: string
}

type Environment = { readonly [name: string]: string | undefined }

/** An empty or relative value counts as unset, as the XDG specification says. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && /^(\/|[a-z]:[\\/])/i.test(path) ? path : undefined

/** The folders of one platform. Variables of XDG are honoured everywhere. */
export const foldersOf = (
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = environment["HOME"] ?? homedir()
): Folders => {
  const paths = platform === "win32" ? win32 : posix
  const join = (...parts: ReadonlyArray<string>): string => paths.join(...parts)
  const base =
    platform === "darwin"
      ? {
          config: join(home, "Library/Application Support"),
          state: join(home, "Library/Application Support"),
          cache: join(home, "Library/Caches")
        }
      : platform === "win32"
        ? {
            config: absolute(environment["APPDATA"]) ?? join(home, "AppData/Roaming"),
            state: absolute(environment["LOCALAPPDATA"]) ?? join(home, "AppData/Local"),
            cache: join(absolute(environment["LOCALAPPDATA"]) ?? join(home, "AppData/Local"), "cache")
          }
        : { config: join(home, ".config"), state: join(home, ".local/state"), cache: join(home, ".cache") }
  return {
    config: join(absolute(environment["XDG_CONFIG_HOME"]) ?? base.config, "crm-auth"),
    state: join(absolute(environment["XDG_STATE_HOME"]) ?? base.state, "crm-auth"),
    cache: join(absolute(environment["XDG_CACHE_HOME"]) ?? base.cache, "crm-auth")
  }
}

/** The file of the profiles. */
export const profilesFile = ({ config }: Folders): string => join(config, "profiles.json")

/** The key file that a person may agree to. */
export const keyFile = ({ config }: Folders): string => join(config, "store.key")

/** The folder of the file store. */
export const sessionsFolder = ({ state }: Folders): string => join(state, "sessions")

/** What is known, without secrets, of the session of one profile. */
export const knownFile = ({ state }: Folders, profile: string): string =>
  join(state, "known", `${encodeURIComponent(profile)}.json`)

/** The log of events. */
export const eventsFile = ({ state }: Folders): string => join(state, "events.ndjson")
