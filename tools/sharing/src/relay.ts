/** A relay between the fleet and Redis, on a port of its own. Owns the connections, and how badly they are treated. */
import { once } from "node:events"
import { connect, createServer, type Server, type Socket } from "node:net"

interface Pair {
  readonly near: Socket
  readonly far: Socket
  /** Nothing passes any more, and neither side is told. */
  isDeaf: boolean
}

export class Relay {
  private readonly server: Server
  private readonly target: number
  private readonly pairs = new Set<Pair>()
  private delayOf: () => number = () => 0
  private isRefusing = false
  port = 0

  private constructor(target: number) {
    this.target = target
    this.server = createServer((near) => this.join(near))
  }

  static async start(target: number): Promise<Relay> {
    const relay = new Relay(target)
    relay.server.listen(0, "127.0.0.1", 1024)
    await once(relay.server, "listening")
    const address = relay.server.address()
    if (typeof address === "object" && address !== null) relay.port = address.port
    return relay
  }

  private join(near: Socket): void {
    if (this.isRefusing) return void near.destroy()
    const far = connect(this.target, "127.0.0.1")
    const pair: Pair = { near, far, isDeaf: false }
    this.pairs.add(pair)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on("error", () => this.end(pair))
      socket.on("close", () => this.end(pair))
    }
    this.pass(pair, near, far)
    this.pass(pair, far, near)
  }

  /** What comes from one side leaves for the other later, and in order: TCP never changes the order of one connection. */
  private pass(pair: Pair, from: Socket, to: Socket): void {
    const waiting: Array<{ readonly chunk: Buffer; readonly leavesAt: number }> = []
    /** Timers of different lengths may fire in another order than they should: the list keeps it. */
    const leave = () => {
      for (let [first] = waiting; first !== undefined && first.leavesAt <= performance.now(); [first] = waiting) {
        waiting.shift()
        if (!pair.isDeaf && !to.destroyed) to.write(first.chunk)
      }
      const [next] = waiting
      if (next !== undefined) setTimeout(leave, Math.ceil(next.leavesAt - performance.now()))
    }
    from.on("data", (chunk) => {
      if (pair.isDeaf) return
      const leavesAt = performance.now() + this.delayOf()
      waiting.push({ chunk, leavesAt: Math.max(leavesAt, waiting.at(-1)?.leavesAt ?? 0) })
      if (waiting.length === 1) leave()
    })
  }

  private end(pair: Pair): void {
    this.pairs.delete(pair)
    pair.near.destroy()
    pair.far.destroy()
  }

  /** Every message takes this long, in each direction. */
  delay(millis: number): void {
    this.delayOf = () => millis
  }

  /** Messages take different times, so that those of one process overtake those of another. */
  reorder(mostMillis: number): void {
    let state = 1
    this.delayOf = () => {
      state = (state * 48_271) % 2_147_483_647
      return state % mostMillis
    }
  }

  /** Ends every connection. With `refuse`, no new one is accepted until `mend`. */
  cut(refuse = false): void {
    this.isRefusing = refuse
    for (const pair of this.pairs) this.end(pair)
  }

  /** From now on the open connections carry nothing, and neither side is told. New ones work. */
  halfOpen(): void {
    for (const pair of this.pairs) pair.isDeaf = true
  }

  /** Everything passes at once again, on new connections. */
  mend(): void {
    this.delayOf = () => 0
    this.isRefusing = false
    for (const pair of this.pairs) if (pair.isDeaf) this.end(pair)
  }

  close(): void {
    this.server.close()
    this.cut()
  }
}
