/**
 * A simulated file system: folders and files with modes, owners and times, behind Effect's `FileSystem` service. Owns
 * the tree. An operation that it does not know is an error of the simulation, never an empty answer.
 */
import * as ByteSize from "effect/ByteSize"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { type PlatformError, systemError, type SystemErrorTag } from "effect/PlatformError"
import type { Process } from "../simulation/Process.ts"
import { Histories, type Place } from "./Place.ts"
import type { Answer, Traffic } from "./Traffic.ts"

interface Node {
  readonly type: "File" | "Directory"
  readonly ino: bigint
  readonly uid: number
  mode: number
  text: string
  mtime: number
}

const uid = 1000
/** Where the store's folder is made. */
export const folderRoot = "/sessions"

const failure = (tag: SystemErrorTag, method: string, path: string) =>
  systemError({ _tag: tag, module: "FileSystem", method, pathOrDescriptor: path })

/** Errors that a file system has in bad times. It never says that a file is missing that is there. */
export const folderErrors: ReadonlyArray<PlatformError> = (
  ["PermissionDenied", "Busy", "WriteZero", "TimedOut", "BadResource", "Unknown"] as const
).map((tag) => failure(tag, "any", folderRoot))

const parentOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf("/")))

const sessionFile = /\/session\.\d+$/

type Out<A> = Answer<A, PlatformError>

export class FolderPlace implements Place {
  private readonly nodes = new Map<string, Node>()
  private readonly records = new Histories()
  private readonly now: () => number
  private inodes = 0n

  constructor(now: () => number) {
    this.now = now
    this.put("/", this.make("Directory", 0o755))
  }

  private make(type: Node["type"], mode: number): Node {
    return { type, ino: ++this.inodes, uid, mode, text: "", mtime: Math.floor(this.now()) }
  }

  private put(path: string, node: Node): void {
    this.nodes.set(path, node)
    const parent = this.nodes.get(parentOf(path))
    if (parent !== undefined) parent.mtime = Math.floor(this.now())
  }

  private written(path: string, node: Node): void {
    node.mtime = Math.floor(this.now())
    if (!sessionFile.test(path)) return
    // Readers take the file with the highest number.
    const folder = parentOf(path)
    for (const other of this.nodes.keys()) {
      if (other > path && sessionFile.test(other) && parentOf(other) === folder) return
    }
    this.records.note(folder, node.text.slice(0, Math.max(0, node.text.indexOf("\n"))))
  }

  histories(): Iterable<ReadonlyArray<string>> {
    return this.records.all()
  }

  everHeld(id: string): boolean {
    return this.records.has(id)
  }

  loseAll(): void {
    for (const path of this.nodes.keys()) if (path.startsWith(folderRoot)) this.nodes.delete(path)
    this.records.clear()
  }

  private readonly info = (node: Node): FileSystem.File.Info => ({
    type: node.type,
    mtime: Option.some(new Date(node.mtime)),
    atime: Option.none(),
    birthtime: Option.none(),
    dev: 1n,
    ino: Option.some(node.ino),
    mode: (node.type === "File" ? 0o100000 : 0o040000) | node.mode,
    nlink: Option.some(1n),
    uid: Option.some(node.uid),
    gid: Option.some(node.uid),
    rdev: Option.none(),
    size: ByteSize.fromInputUnsafe(node.text.length),
    blksize: Option.none(),
    blocks: Option.none()
  })

  private stat(method: string, path: string): Out<FileSystem.File.Info> {
    const node = this.nodes.get(path)
    return node === undefined ? { error: failure("NotFound", method, path) } : { ok: this.info(node) }
  }

  private makeDirectory(path: string, recursive: boolean, mode: number): Out<void> {
    const found = this.nodes.get(path)
    if (found !== undefined) {
      return recursive && found.type === "Directory"
        ? { ok: undefined }
        : { error: failure("AlreadyExists", "makeDirectory", path) }
    }
    const parent = this.nodes.get(parentOf(path))
    if (parent === undefined) {
      if (!recursive) return { error: failure("NotFound", "makeDirectory", path) }
      const made = this.makeDirectory(parentOf(path), true, mode)
      if ("error" in made) return made
    }
    this.put(path, this.make("Directory", mode))
    return { ok: undefined }
  }

  private openNode(method: string, path: string, flag: string, mode: number): Out<Node> {
    const found = this.nodes.get(path)
    if (found?.type === "Directory") return { error: failure("BadResource", method, path) }
    if (found !== undefined) {
      if (flag.includes("x")) return { error: failure("AlreadyExists", method, path) }
      if (flag.startsWith("w")) found.text = ""
      return { ok: found }
    }
    if (flag.startsWith("r") || this.nodes.get(parentOf(path))?.type !== "Directory") {
      return { error: failure("NotFound", method, path) }
    }
    const node = this.make("File", mode)
    this.put(path, node)
    return { ok: node }
  }

  private writeFile(path: string, text: string, flag: string, mode: number): Out<void> {
    const opened = this.openNode("writeFile", path, flag, mode)
    if ("error" in opened) return opened
    const { ok: node } = opened
    node.text = flag.startsWith("a")
      ? node.text + text
      : flag.startsWith("r+")
        ? text + node.text.slice(text.length)
        : text
    this.written(path, node)
    return { ok: undefined }
  }

  private readDirectory(path: string): Out<Array<string>> {
    if (this.nodes.get(path)?.type !== "Directory") return { error: failure("NotFound", "readDirectory", path) }
    const inside = `${path}/`
    const names: Array<string> = []
    for (const entry of this.nodes.keys()) {
      if (entry.startsWith(inside) && !entry.includes("/", inside.length)) names.push(entry.slice(inside.length))
    }
    return { ok: names }
  }

  private remove(path: string, force: boolean, recursive: boolean): Out<void> {
    const node = this.nodes.get(path)
    if (node === undefined) return force ? { ok: undefined } : { error: failure("NotFound", "remove", path) }
    if (node.type === "Directory") {
      if (!recursive) return { error: failure("BadResource", "remove", path) }
      for (const entry of this.nodes.keys()) if (entry.startsWith(`${path}/`)) this.nodes.delete(entry)
    }
    this.nodes.delete(path)
    return { ok: undefined }
  }

  private rename(from: string, to: string): Out<void> {
    const node = this.nodes.get(from)
    if (node === undefined || !this.nodes.has(parentOf(to))) return { error: failure("NotFound", "rename", from) }
    const { mtime } = node
    this.nodes.delete(from)
    this.put(to, node)
    this.written(to, node)
    node.mtime = mtime
    return { ok: undefined }
  }

  private fileOf(
    path: string,
    node: Node,
    call: <A>(what: string, apply: () => Out<A>) => Effect.Effect<A, PlatformError>
  ): FileSystem.File {
    const unknown = (method: string) =>
      Effect.die(new Error(`an operation that the simulated file does not know: ${method}`))
    return {
      [FileSystem.FileTypeId]: FileSystem.FileTypeId,
      stat: call(`stat ${path}`, () => ({ ok: this.info(node) })),
      sync: call(`sync ${path}`, () => ({ ok: undefined })),
      writeAll: (buffer) =>
        call(`write ${path}`, () => {
          node.text += new TextDecoder().decode(buffer)
          this.written(path, node)
          return { ok: undefined }
        }),
      seek: () => unknown("seek"),
      read: () => unknown("read"),
      readAlloc: () => unknown("readAlloc"),
      truncate: () => unknown("truncate"),
      write: () => unknown("write")
    }
  }

  /** Effect's service as one process sees it. */
  serviceOf(process: Process, traffic: Traffic<PlatformError>): FileSystem.FileSystem {
    const call = <A>(what: string, apply: () => Out<A>) => traffic.call(process, what, apply)
    const read = (path: string) =>
      call(`read ${path}`, () => {
        const opened = this.openNode("readFile", path, "r", 0)
        return "error" in opened ? opened : { ok: opened.ok.text }
      })
    const known: Partial<FileSystem.FileSystem> = {
      access: (path) =>
        call(`access ${path}`, () => {
          const found = this.stat("access", path)
          return "error" in found ? found : { ok: undefined }
        }),
      stat: (path) => call(`stat ${path}`, () => this.stat("stat", path)),
      lstat: (path) => call(`lstat ${path}`, () => this.stat("lstat", path)),
      realPath: (path) =>
        call(`realpath ${path}`, () => {
          const found = this.stat("realPath", path)
          return "error" in found ? found : { ok: path }
        }),
      chmod: (path, mode) =>
        call(`chmod ${path}`, () => {
          const node = this.nodes.get(path)
          if (node === undefined) return { error: failure("NotFound", "chmod", path) }
          node.mode = mode
          return { ok: undefined }
        }),
      makeDirectory: (path, options) =>
        call(`mkdir ${path}`, () => this.makeDirectory(path, options?.recursive === true, options?.mode ?? 0o755)),
      readDirectory: (path) => call(`list ${path}`, () => this.readDirectory(path)),
      readFileString: read,
      readFile: (path) => Effect.map(read(path), (text) => new TextEncoder().encode(text)),
      writeFileString: (path, text, options) =>
        call(`write ${path}`, () => this.writeFile(path, text, options?.flag ?? "w", options?.mode ?? 0o644)),
      writeFile: (path, bytes, options) =>
        call(`write ${path}`, () =>
          this.writeFile(path, new TextDecoder().decode(bytes), options?.flag ?? "w", options?.mode ?? 0o644)
        ),
      remove: (path, options) =>
        call(`remove ${path}`, () => this.remove(path, options?.force === true, options?.recursive === true)),
      rename: (from, to) => call(`rename ${from} ${to}`, () => this.rename(from, to)),
      open: (path, options) =>
        Effect.map(
          call(`open ${path}`, () => this.openNode("open", path, options?.flag ?? "r", options?.mode ?? 0o644)),
          (node) => this.fileOf(path, node, call)
        )
    }
    return new Proxy(FileSystem.makeNoop(known), {
      get: (service, name) => {
        if (typeof name === "string" && !(name in known) && typeof Reflect.get(service, name) === "function") {
          return () => Effect.die(new Error(`an operation that the simulated file system does not know: ${name}`))
        }
        return Reflect.get(service, name)
      }
    })
  }
}
