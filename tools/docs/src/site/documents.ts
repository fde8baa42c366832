/** Pages that are documents of the repository, or that were written for the site. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { packageNames } from "@crm-auth/packages/vendors"
import { root } from "../readme/readmes.ts"
import { documentPage, type Page, writtenPage } from "./page.ts"

const read = (path: string): string => readFileSync(join(root, path), "utf8")

/** The Markdown files of a folder of the repository, those of folders in it included. */
const filesIn = (folder: string): ReadonlyArray<string> =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".md"))
        .map((file) => file.replaceAll("\\", "/"))
        .sort()
    : []

const folderPages = (slug: string, folder: string): ReadonlyArray<Page> =>
  filesIn(folder)
    .filter((file) => file !== "README.md")
    .map((file) =>
      documentPage(`${slug}/${file.replace(/\.md$/, "").toLowerCase()}`, `${folder}/${file}`, read(`${folder}/${file}`))
    )

const documents: ReadonlyArray<readonly [slug: string, source: string]> = [
  ["adding-a-vendor", "docs/adding-a-vendor.md"],
  ["how-the-engine-works", "docs/how-the-engine-works.md"],
  ["how-it-is-tested", "docs/how-it-is-tested.md"],
  ["operations/observability", "docs/observability.md"],
  ["operations/sharing-sessions", "docs/sharing-sessions.md"],
  ["operations/circuit-breaker", "docs/circuit-breaker.md"],
  ["operations/core", "packages/core/README.md"],
  ["operations/crm-auth", "packages/cli/README.md"],
  ["migrating", "docs/migrating-to-0.1.md"],
  ["releasing", "docs/releasing.md"],
  ["contributing", "CONTRIBUTING.md"],
  ["programs", "examples/programs/README.md"],
  ["codegen", "packages/codegen/README.md"],
  ["security", "SECURITY.md"]
]

const written = "tools/docs/pages"

const writtenPages = (): ReadonlyArray<Page> =>
  filesIn(written).map((file) =>
    writtenPage(file === "index.md" ? "" : file.replace(/\.md$/, ""), `${written}/${file}`, read(`${written}/${file}`))
  )

/** What users of each package notice, release by release. */
const changesPage = (): Page => {
  const logs = packageNames
    .map((name) => `packages/${name}/CHANGELOG.md`)
    .filter((path) => existsSync(join(root, path)))
    .map((path) =>
      read(path)
        .replace(/^# /, "## ")
        .replaceAll(/^##(#* \d)/gm, "###$1")
    )
  const next = filesIn(".changeset")
    .filter((file) => file !== "README.md")
    .map((file) =>
      read(`.changeset/${file}`)
        .replace(/^---\n[^]*?\n---\n/, "")
        .trim()
    )
  return {
    slug: "changes",
    title: "Changes",
    description: "What users of each package notice, release by release.",
    body: [
      "What users of each package notice, release by release.",
      ...(next.length === 0 ? [] : ["## Next release", ...next.map((text) => `- ${text.replaceAll("\n", "\n  ")}`)]),
      ...logs
    ].join("\n\n")
  }
}

/** All of them. */
export const documentPages = (): ReadonlyArray<Page> => [
  ...documents.map(([slug, source]) => documentPage(slug, source, read(source))),
  ...folderPages("recipes", "docs/recipes"),
  ...folderPages("decisions", "docs/decisions"),
  ...folderPages("reference", relative(root, join(root, "tools/docs/reference"))),
  ...writtenPages(),
  changesPage()
]
