/** The first import of a built package, on top of the modules of effect that it uses. */
import { vendorNames } from "@crm-auth/packages/vendors"
import { readFileSync } from "node:fs"
import { runChild } from "../child.ts"
import { interleaveProcesses, type Ratio, ratio, type Took } from "./measure.ts"

const ours = vendorNames.map((vendor) => `@crm-auth/${vendor}`)
const theirs = "openid-client"

/** What is imported, and what else is there before. */
const resolved = "kftoken, its imports of effect"
const imports: { readonly [name: string]: ReadonlyArray<string> } = {
  ...Object.fromEntries([...ours, theirs].map((name) => [name, [name]])),
  [resolved]: ["@crm-auth/kftoken", "--only-effect"]
}

/** The webservice family's packages are three: their own, the family's and core. */
const usesWebservice = (name: string): boolean => {
  const manifest: { readonly dependencies?: { readonly [name: string]: string } } = JSON.parse(
    readFileSync(
      new URL(`../../../../packages/${name.replace("@crm-auth/", "")}/package.json`, import.meta.url),
      "utf8"
    )
  )
  return manifest.dependencies?.["@crm-auth/webservice"] !== undefined
}

const once = async (name: string, args: ReadonlyArray<string>): Promise<Took> => {
  const child = runChild(new URL("coldChild.ts", import.meta.url), args, { sources: false })
  const said = await child.next()
  if (
    typeof said !== "object" ||
    said === null ||
    !("millis" in said) ||
    typeof said.millis !== "number" ||
    !("cpu" in said) ||
    typeof said.cpu !== "number"
  ) {
    throw new Error(`importing ${name} said something else; has it been built?`)
  }
  return { wall: said.millis * 1000, cpu: said.cpu }
}

export const coldRatios = async (rounds: number): Promise<ReadonlyArray<Ratio>> => {
  const samples = await interleaveProcesses(
    rounds,
    Object.fromEntries(Object.entries(imports).map(([name, args]) => [name, () => once(name, args)]))
  )
  return [
    ...ours.map((name) =>
      ratio(`${name.replace("@crm-auth/", "")}, cold import`, samples, name, theirs, {
        goal: usesWebservice(name) ? 1.2 : 1
      })
    ),
    ratio("of which Node: finding what kftoken imports of effect", samples, resolved, theirs)
  ]
}
