/** Sockets of a platform, behind one small interface. */
import process from "node:process"

/** Why a socket cannot be kept to one user here; `undefined` if it can, by its mode. */
export const socketProblem = (platform: NodeJS.Platform = process.platform): string | undefined =>
  platform === "win32"
    ? "Windows has no mode that keeps a socket to one user; use --port, which asks callers for a token."
    : undefined
