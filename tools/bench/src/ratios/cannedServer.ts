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

/**
 * A server that sleeps between requests has to be woken by the client that sends one. On a virtual machine that takes up
 * to 0.1 ms of the client's CPU, and only of clients that pause for more than the fraction of a millisecond for which
 * the machine keeps an idle core ready. `awake`: it does not sleep, so that what is timed is the client's own work. This
 * takes a core.
 */
export const cannedServer = async (options: { readonly awake?: boolean } = {}): Promise<CannedServer> => {
  const child = runChild(new URL("cannedChild.ts", import.meta.url), options.awake === true ? ["awake"] : [])
  return { url: urlOf(await child.next()), stop: child.stop }
}
