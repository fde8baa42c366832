/** Starts the server of the timed requests. */
import { runChild } from "../child.ts"

export interface CannedServer {
  readonly url: string
  readonly stop: () => Promise<void>
}

export const cannedServer = async (): Promise<CannedServer> => {
  const child = runChild(new URL("cannedChild.ts", import.meta.url), [])
  const ready = await child.next()
  if (typeof ready !== "object" || ready === null || !("url" in ready) || typeof ready.url !== "string") {
    throw new Error("cannedChild gave no URL")
  }
  return { url: ready.url, stop: child.stop }
}
