/** Runs the relay in a thread of its own, so that a busy desk does not keep Redis waiting. */
import { once } from "node:events"
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads"
import { Relay } from "./relay.ts"

/** What the relay is told; each is a method of it. */
type Command =
  | { readonly do: "halfOpen" | "mend" | "close" }
  | { readonly do: "delay" | "reorder"; readonly millis: number }
  | { readonly do: "cut"; readonly refuse: boolean }

/** Owns the thread. */
export class RelayThread {
  private readonly thread: Worker
  readonly port: number

  private constructor(thread: Worker, port: number) {
    this.thread = thread
    this.port = port
  }

  /** Starts a relay to a port. */
  static async start(target: number): Promise<RelayThread> {
    const thread = new Worker(new URL(import.meta.url), { workerData: target })
    const [port] = await once(thread, "message")
    return new RelayThread(thread, Number(port))
  }

  /** Resolves when the relay has done it. */
  async tell(command: Command): Promise<void> {
    const done = once(this.thread, "message")
    this.thread.postMessage(command, [])
    await done
  }

  async close(): Promise<void> {
    await this.tell({ do: "close" })
    await this.thread.terminate()
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  const relay = await Relay.start(Number(workerData))
  port.on("message", (command: Command) => {
    if (command.do === "delay") relay.delay(command.millis)
    else if (command.do === "reorder") relay.reorder(command.millis)
    else if (command.do === "cut") relay.cut(command.refuse)
    else relay[command.do]()
    port.postMessage("done")
  })
  port.postMessage(relay.port)
}
