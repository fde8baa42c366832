/** A Redis of our own: on a free port of this machine, with its data in a folder that is thrown away. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdir, rm } from "node:fs/promises"
import { connect, createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

/** Whether there is a `redis-server` to start. */
export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"]).status === 0

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  await once(server, "close")
  return typeof address === "object" && address !== null ? address.port : 0
}

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, "127.0.0.1")
  try {
    await once(socket, "connect")
    socket.write("PING\r\n")
    const [data] = await once(socket, "data")
    return String(data).startsWith("+PONG")
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

export class RedisServer {
  readonly port: number
  private readonly folder: string
  private child: ChildProcess | undefined

  private constructor(port: number, folder: string) {
    this.port = port
    this.folder = folder
  }

  static async start(folder: string): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), folder)
    await server.begin()
    return server
  }

  private async begin(): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const settings = ["--bind", "127.0.0.1", "--port", String(this.port), "--dir", this.folder, "--save", ""]
    const child = spawn("redis-server", [...settings, "--appendonly", "yes", "--appendfsync", "always"], {
      stdio: "ignore"
    })
    this.child = child
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(this.port)) return
      await sleep(50)
    }
    throw new Error("redis-server did not start")
  }

  async stop(): Promise<void> {
    const { child } = this
    if (child === undefined || child.exitCode !== null) return
    const gone = once(child, "exit")
    child.kill("SIGCONT")
    child.kill("SIGTERM")
    await gone
    this.child = undefined
  }

  /** Ends it and starts it again, with its data or without. */
  async restart(keepsData: boolean): Promise<void> {
    await this.stop()
    if (!keepsData) await rm(this.folder, { recursive: true, force: true })
    await this.begin()
  }

  pause(): void {
    this.child?.kill("SIGSTOP")
  }

  resume(): void {
    this.child?.kill("SIGCONT")
  }
}
