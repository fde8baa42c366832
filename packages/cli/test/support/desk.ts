/** An emulated desk of Kayako, and the environment that names an account of it. */
import { startEmulator, type StartedEmulator, type StartEmulatorOptions } from "../../src/testing/index.ts"

/** A desk that listens. */
export interface Desk extends StartedEmulator {
  /** The variables of an account that can log in. */
  readonly account: { readonly [name: string]: string }
}

/** The password of the desk's account. */
export const password = "p%ss+w"

/** Starts a desk. */
export const startDesk = async (options: StartEmulatorOptions["options"] = {}): Promise<Desk> => {
  const emulator = await startEmulator("kayako", { options })
  return {
    ...emulator,
    [Symbol.asyncDispose]: () => emulator.close(),
    account: { KAYAKO_URL: emulator.url, KAYAKO_USERNAME: "jane@desk.example", KAYAKO_PASSWORD: password }
  }
}
