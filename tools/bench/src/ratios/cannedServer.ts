/** Starts the server of the timed requests. */
import { runChild } from "../child.ts"

export interface CannedServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** The URL that a server in a process of its own prints when it is ready. */
export const urlOf = (ready: unknown): string => {
  if (typeof ready !== "object" || ready === null || !("url" in ready) || typeof ready.url !== "string") {
    throw new Error("the server gave no URL")
  }
  return ready.url
}

export const cannedServer = async (): Promise<CannedServer> => {
  const child = runChild(new URL("cannedChild.ts", import.meta.url), [])
  return { url: urlOf(await child.next()), stop: child.stop }
}
