/** The processes under test. They are started once and used by one scenario after the other. */
import { build } from "esbuild"
import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { type History, timeNow } from "./history.ts"
import type { Answer, Opening, Order, Outcome, Report } from "./messages.ts"

/** Longer than any answer may take: what is not there by then never comes. */
const patience = 90_000

/** Owns a process, and the record that its steps go to. */
export class Worker {
  readonly child: ChildProcess
  readonly name: string
  private orders = 0
  private history: History | undefined

  constructor(child: ChildProcess, name: string) {
    this.child = child
    this.name = name
    child.on("message", (message: Partial<Report>) => {
      const { at, reported } = message
      if (at !== undefined && reported !== undefined) this.history?.add({ at, process: name, ...reported })
    })
  }

  /** Records the steps of this process from now on. */
  record(history: History): void {
    this.history = history
  }

  async tell(order: Order): Promise<Outcome> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => resolve({ answered: 0, refused: { silence: 1 }, sessions: [], foreign: 0 }), patience)
    })
    const id = ++this.orders
    this.history?.add({ at: timeNow(), process: this.name, step: "ordered", order: id, what: order.do })
    const answer = new Promise<Outcome>((resolve) => {
      const listen = ({ answers, outcome }: Answer) => {
        if (answers !== id) return
        this.history?.add({ at: timeNow(), process: this.name, step: "answered", order: id })
        this.child.off("message", listen)
        resolve(outcome)
      }
      this.child.on("message", listen)
    })
    this.child.send({ id, order })
    const outcome = await Promise.race([answer, late])
    clearTimeout(timer)
    return outcome
  }

  open(opening: Opening): Promise<Outcome> {
    return this.tell({ do: "open", ...opening })
  }

  signal(signal: "SIGKILL" | "SIGSTOP" | "SIGCONT"): void {
    const what = signal === "SIGCONT" ? "SIGSTOP" : signal
    this.history?.add({ at: timeNow(), process: this.name, step: "trouble", what, on: signal !== "SIGCONT" })
    this.child.kill(signal)
  }
}

/** One file is read far faster than the thousand that it is made of. */
export const bundleWorker = async (folder: string): Promise<string> => {
  const outfile = join(folder, "worker.mjs")
  await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@crm-auth/source"],
    // CommonJS packages ask for Node's modules by `require`.
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error"
  })
  return outfile
}

export class Fleet {
  private readonly file: string
  private readonly program: string
  private readonly idle: Array<Worker> = []
  private readonly all = new Set<Worker>()
  private started = 0

  /** `program` runs the file: Node or Bun. */
  constructor(file: string, program: string) {
    this.file = file
    this.program = program
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(
      fork(this.file, { execPath: this.program, execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] }),
      `P${++this.started}`
    )
    this.all.add(worker)
    worker.child.once("exit", () => this.all.delete(worker))
    await once(worker.child, "message")
    return worker
  }

  /** So many processes, started four at a time. */
  async take(count: number): Promise<ReadonlyArray<Worker>> {
    while (this.idle.length < count) {
      const missing = Math.min(4, count - this.idle.length)
      this.idle.push(...(await Promise.all(Array.from({ length: missing }, () => this.start()))))
    }
    return this.idle.splice(0, count)
  }

  /** Takes processes back; those that were killed are gone. */
  async giveBack(workers: ReadonlyArray<Worker>): Promise<void> {
    const living = workers.filter((worker) => this.all.has(worker) && worker.child.exitCode === null)
    await Promise.all(living.map((worker) => worker.tell({ do: "close" })))
    this.idle.push(...living)
  }

  async end(): Promise<void> {
    await Promise.all(
      [...this.all].map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const gone = once(child, "exit")
        child.kill("SIGCONT")
        child.kill("SIGTERM")
        await gone
      })
    )
  }
}
