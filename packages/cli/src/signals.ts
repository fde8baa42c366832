/** The signals of a platform, behind one small interface. */
import process from "node:process"

/** Which signals mean something to a program here. */
export interface Signals {
  /** Those that `exec` passes on to its child. */
  readonly passedOn: ReadonlyArray<NodeJS.Signals>
  /** Those that ask a server to end. */
  readonly ending: ReadonlyArray<NodeJS.Signals>
}

const posix: Signals = {
  passedOn: ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2"],
  ending: ["SIGINT", "SIGTERM"]
}

/** Windows has Ctrl-C, Ctrl-Break and the closing of the console window; a program cannot be sent any other. */
const windows: Signals = {
  passedOn: ["SIGINT", "SIGBREAK", "SIGHUP"],
  ending: ["SIGINT", "SIGBREAK"]
}

/** The signals of one platform. */
export const signalsOf = (platform: NodeJS.Platform = process.platform): Signals =>
  platform === "win32" ? windows : posix
