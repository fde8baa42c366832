/** corebos-ws-lib, the vendor's own client: it has no column, because it does not load. */
import { versionOf } from "./version.ts"

const name = "corebos-ws-lib"

export const absent = async (): Promise<{ readonly name: string; readonly version: string; readonly why: string }> => {
  // It is no module of types: its name is kept from the compiler.
  const why: unknown = await import(name as string).then(
    () => "it loads now: give it a column",
    (error: unknown) => error
  )
  const said = why instanceof Error ? `does not load outside a browser: \`${why.message}\`` : String(why)
  return { name, version: versionOf(name), why: said }
}
