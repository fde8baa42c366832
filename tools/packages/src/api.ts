/**
 * Entry point of `api` and `check:api`: writes or compares `packages/<name>/etc/<entry>.api.md` and the site's pages of
 * reference, `tools/docs/reference/<name>/<entry>.md`. Every export and member needs a docstring, and every optional member
 * of an interface named `…Options` a `@default`; those without are listed, and the check fails.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import process from "node:process"
import { withoutDefault } from "./defaults.ts"
import { build, pack, readJson, root, unpack } from "./pack.ts"
import { referencePage } from "./reference.ts"
import { reports } from "./report.ts"

const write = process.argv.includes("--write")
interface Manifest {
  readonly exports: { readonly [path: string]: string | { readonly types: string } }
}

/** Every entry point of an unpacked package, and the name of its report: `index` for `.`. */
const entriesOf = async (folder: string, name: string) => {
  const { exports } = await readJson<Manifest>(join(folder, "package.json"))
  return Object.entries(exports).flatMap(([path, target]) =>
    typeof target === "string"
      ? []
      : [
          {
            name,
            declarations: target.types,
            specifier: `@crm-auth/${name}${path.slice(1)}`,
            entry: path === "." ? "index" : path.replace("./", "")
          }
        ]
  )
}

/** Where each name of a package is declared. */
const sourcesOf = async (name: string): Promise<ReadonlyMap<string, string>> => {
  const folder = join(root, "packages", name, "src")
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts")).sort()
  const found = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8")
      const names = [...text.matchAll(/^export (?:abstract )?(?:const|class|interface|type|function) (\w+)/gm)]
      return names.map(([, declared = ""]) => [declared, `packages/${name}/src/${file.replaceAll("\\", "/")}`] as const)
    })
  )
  return new Map(found.flat())
}

/** Where each module of Effect is, in its repository. */
const effectUrls = async (): Promise<ReadonlyMap<string, string>> => {
  const folder = join(root, "tools/packages/node_modules/effect")
  const { repository } = await readJson<{ readonly repository: { readonly url: string; readonly directory: string } }>(
    join(folder, "package.json")
  )
  const home = `${repository.url.replace(/^git\+/, "").replace(/\.git$/, "")}/blob/main/${repository.directory}/src`
  const files = await readdir(join(folder, "src"), { recursive: true })
  const modules = files.map((file) => file.replaceAll("\\", "/")).filter((file) => /^(\w+\/)?[A-Z]\w*\.ts$/.test(file))
  // A module at the top comes last, so that it wins over one of the same name in a folder.
  return new Map(
    modules
      .sort((a, b) => b.split("/").length - a.split("/").length)
      .map((file) => [file.replace(/^.*\//, "").replace(/\.ts$/, ""), `${home}/${file}`])
  )
}

const scratch = await mkdtemp(join(tmpdir(), "crm-auth-api-"))
try {
  await build()
  const all = await pack(join(scratch, "tarballs"))
  await unpack(all, scratch)
  await symlink(join(root, "tools/packages/node_modules/effect"), join(scratch, "node_modules/effect"))
  // What lies in node_modules is another project's to API Extractor, so the package that is read lies outside of it.
  for (const { folder, name } of all) {
    await cp(join(scratch, "node_modules", name), join(scratch, folder), { recursive: true })
  }
  const entries = (await Promise.all(all.map(({ folder }) => entriesOf(join(scratch, folder), folder)))).flat()
  const made = await reports(
    entries.map(({ declarations, entry, name }) => ({
      folder: join(scratch, name),
      declarations,
      scratch: join(scratch, "reports", name, entry)
    }))
  )
  const urls = await effectUrls()
  const sources = new Map(await Promise.all(all.map(async ({ folder }) => [folder, await sourcesOf(folder)] as const)))
  let same = 0
  let undocumented = 0
  let withoutDefaults = 0
  for (const [index, { entry, name, specifier }] of entries.entries()) {
    const report = made[index]
    if (report === undefined) throw new Error(`${specifier} has no report`)
    for (const [, declaration] of report.text.matchAll(/\(undocumented\)\n(?:\s*\/\/.*\n)*\s*(.*)/g)) {
      undocumented++
      console.log(`${specifier}: no docstring: ${declaration}`)
    }
    for (const member of withoutDefault(report.model)) {
      withoutDefaults++
      console.log(`${specifier}: no @default: ${member}`)
    }
    const page = referencePage(report.model, {
      specifier,
      sourceOf: (declared) => sources.get(name)?.get(declared),
      effectUrl: (module) => urls.get(module)
    })
    const files = [
      [join(root, "packages", name, "etc", `${entry}.api.md`), report.text],
      [join(root, "tools/docs/reference", name, `${entry}.md`), page]
    ] as const
    for (const [path, text] of files) {
      if (text === (await readFile(path, "utf8").catch(() => ""))) same++
      else if (write) {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, text)
        console.log(`wrote ${relative(root, path)}`)
      } else console.log(`${relative(root, path)} differs: run \`pnpm api\`, review the change, and add a changeset`)
    }
  }
  if (!write) {
    const wanted = entries.length * 2
    console.log(`api: ${same} of ${wanted} reports and pages are up to date`)
    console.log(`api: ${undocumented} members have no docstring, ${withoutDefaults} options have no @default`)
    process.exitCode = same === wanted && undocumented === 0 && withoutDefaults === 0 ? 0 : 1
  }
} finally {
  await rm(scratch, { recursive: true, force: true })
}
