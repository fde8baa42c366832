/** Finds the traps that tests are named after. */

/** The first text of a call, or a text that a table of cases holds, when it starts with numbers of traps. */
const name = /([\w.]*)([([{,:=]\s*)["'`]((?:[A-Z]\d\d(?:[:,]|\b)(?:\s+|$|(?=["'`])))+)/g
const notRun = /\.(?:skip|todo|fails)$/
const comment = /^\s*(?:\/\/|\/?\*).*$/gm

/** The traps that tests of a source are named after: `it("T06 T07 the first root …")` is named after two. */
export const trapsNamed = (source: string): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const [, callee = "", , ids = ""] of source.replace(comment, "").matchAll(name)) {
    if (notRun.test(callee) || callee.startsWith("assert")) continue
    for (const [id] of ids.matchAll(/[A-Z]\d\d/g)) found.add(id)
  }
  return found
}

/**
 * Whether a file of a package's `test` folder can hold a trap. Tests of an emulator show that it sets the trap, not that
 * the client avoids it.
 */
export const canHoldTraps = (file: string): boolean =>
  file.endsWith(".ts") && !/(?:^|\/)generated\//.test(file) && !/(?:^|\/)emulator[^/]*\.test\.ts$/i.test(file)
