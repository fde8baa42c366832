/** The peers of the scoreboard, in the order of its columns. */
import type { Contestant } from "../scoreboard/situations.ts"
import { azure } from "./azure.ts"
import { google } from "./google.ts"
import { jsforcePeer } from "./jsforce.ts"
import { octokit } from "./octokit.ts"
import { openid } from "./openid.ts"
import { smithy } from "./smithy.ts"

export const peers: ReadonlyArray<Contestant> = [octokit, google, smithy, azure, jsforcePeer, openid]
