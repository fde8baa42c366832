/**
 * `docs:tour`: looks at the built site in Chromium. Light and dark, 320 and 1280 pixels wide, by keyboard and without
 * scripts; axe finds nothing; a page has at most 100 KB of scripts; every program that a page runs ends as it should.
 *
 * Pages that were found good and have not changed since are left out, so that a tour that was stopped goes on. `--all`
 * looks at every page, `--sample` at the first of each kind, and arguments name the starts of paths.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { chromium } from "playwright-core"
import { type Eyes, openEyes } from "./look.ts"
import { remember } from "./remembered.ts"
import { runPrograms } from "./runPrograms.ts"
import { serveSite } from "./server.ts"
import { useFinder } from "./useFinder.ts"

const dist = fileURLToPath(new URL("../../dist", import.meta.url))
const base = (process.env["DOCS_BASE"] ?? "/").replace(/\/?$/, "/")
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    sample: { type: "boolean", default: false },
    tabs: { type: "string", default: "2" }
  }
})

const pagesOf = (): ReadonlyArray<string> =>
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith("index.html") && !file.startsWith("run/"))
    .map((file) => file.replace(/index\.html$/, ""))
    .sort()

/** The first page of each folder, and those that stand alone. */
const sampled = (paths: ReadonlyArray<string>): ReadonlyArray<string> => {
  const folders = paths.map((path) => path.split("/").slice(0, -2).join("/"))
  return paths.filter((_, index) => folders[index] === "" || folders.indexOf(folders[index] ?? "") === index)
}

const all = pagesOf()
const named = positionals.length === 0 ? all : all.filter((path) => positionals.some((start) => path.startsWith(start)))
const chosen = values.sample ? sampled(named) : named
const remembered = remember(dist, join(dist, "../.cache/tour.json"))
const waiting = values.all ? [...chosen] : chosen.filter((path) => !remembered.isGood(path))
const total = waiting.length
console.log(`docs: ${total} of ${all.length} pages to look at`)

const problems: Array<string> = []
let looked = 0
let ran = 0
const server = await serveSite(dist, base)
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"]
})
const address = `${server.origin}${base}`

/** Takes pages from those that wait until there are no more. */
const tour = async (eyes: Eyes): Promise<void> => {
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const began = performance.now()
    const found = [...(await eyes.look(path))]
    const html = readFileSync(join(dist, path, "index.html"), "utf8")
    if (html.includes('class="find"')) found.push(...(await useFinder(browser, `${address}${path}`)))
    if (html.includes("data-example=")) {
      const programs = await runPrograms(browser, `${address}${path}`)
      found.push(...programs.problems)
      ran += programs.programs
    }
    looked++
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${looked}/${total} /${path} ${seconds} s${found.length === 0 ? "" : `, ${found.length} problems`}`)
    for (const problem of found) console.error(`  /${path}: ${problem}`)
    problems.push(...found)
    if (found.length === 0) remembered.noteGood(path)
  }
}

const began = performance.now()
try {
  const tabs = await Promise.all(Array.from({ length: Number(values.tabs) }, () => openEyes(browser, address)))
  await Promise.all(tabs.map(tour))
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(`docs: ${looked} pages looked at, ${ran} programs run, ${problems.length} problems, ${seconds} s`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await browser.close()
  server.close()
}
