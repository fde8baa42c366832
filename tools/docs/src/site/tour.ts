/**
 * `docs:tour`: looks at the built site in Chromium. Light and dark, 320 pixels wide, by keyboard and without scripts;
 * axe finds nothing; a page has at most 100 KB of scripts; every program that a page runs ends.
 */
import axe from "axe-core"
import { readdirSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import { extname, join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"
import { type Browser, chromium, type Page } from "playwright-core"

const dist = fileURLToPath(new URL("../../dist", import.meta.url))
const base = (process.env["DOCS_BASE"] ?? "/").replace(/\/?$/, "/")
const mostScript = 100 * 1024

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json"
}

/** Serves the built site under its path, compressed as any host does. */
const serve = async () => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://site")
    const path = pathname.startsWith(base) ? pathname.slice(base.length) : "404.html"
    const file = join(dist, path === "" || path.endsWith("/") ? `${path}index.html` : path)
    try {
      const body = readFileSync(file)
      response.writeHead(200, {
        "content-type": types[extname(file)] ?? "application/octet-stream",
        "content-encoding": "gzip"
      })
      response.end(gzipSync(body))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() }
}

const pagesOf = (): ReadonlyArray<string> =>
  readdirSync(dist, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith("index.html") && !file.startsWith("run/"))
    .map((file) => file.replace(/index\.html$/, ""))
    .sort()

/** Problems, each with the page that it is on. */
const problems: Array<string> = []
const wrong = (path: string, what: string) => void problems.push(`/${path}: ${what}`)

const findings = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(async () => {
    // The page has axe, which a script has just added.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { violations } = await (globalThis as unknown as { readonly axe: typeof axe }).axe.run()
    return violations.map(({ help, id, nodes }) => `axe: ${id}: ${help} (${nodes[0]?.html.slice(0, 120) ?? ""})`)
  })

/** The size of the scripts that a page asked for, as they travel. */
const scriptsOf = async (page: Page, load: () => Promise<unknown>): Promise<number> => {
  const sizes: Array<Promise<number>> = []
  const listen = (response: Awaited<ReturnType<Page["waitForResponse"]>>) => {
    if (response.request().resourceType() === "script") {
      sizes.push(
        response
          .request()
          .sizes()
          .then(({ responseBodySize }) => responseBodySize)
      )
    }
  }
  page.on("response", listen)
  await load()
  page.off("response", listen)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

const look = async (browser: Browser, origin: string, paths: ReadonlyArray<string>, colorScheme: "dark" | "light") => {
  const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  page.on("pageerror", (error) => wrong(page.url(), `a script failed: ${error.message}`))
  for (const path of paths) {
    const size = await scriptsOf(page, () => page.goto(`${origin}${base}${path}`, { waitUntil: "networkidle" }))
    if (size > mostScript) wrong(path, `${Math.round(size / 1024)} KB of scripts`)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > 320) wrong(path, `is ${width} pixels wide on a screen of 320`)
    await page.addScriptTag({ content: axe.source })
    for (const finding of await findings(page)) wrong(path, `${colorScheme}: ${finding}`)
  }
  await context.close()
}

/** Each page has its text without scripts. */
const readWithoutScripts = async (browser: Browser, origin: string, paths: ReadonlyArray<string>) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const path of paths) {
    await page.goto(`${origin}${base}${path}`)
    const text = (await page.locator("main").innerText()).trim()
    if (text.length < 80) wrong(path, "has no text without scripts")
  }
  await context.close()
}

/** The button of each program is reached and pressed by keyboard, and the program ends with what it printed. */
const runPrograms = async (browser: Browser, origin: string, paths: ReadonlyArray<string>) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  let ran = 0
  for (const path of paths) {
    await page.goto(`${origin}${base}${path}`)
    for (const place of await page.locator(".run[data-example]").all()) {
      const button = place.locator("button")
      await button.focus()
      await page.keyboard.press("Enter")
      await page.waitForFunction(
        (element) => element instanceof HTMLButtonElement && !element.disabled,
        await button.elementHandle(),
        { timeout: 30_000 }
      )
      const lines = await place.locator("li").allInnerTexts()
      if (!lines.some((line) => line.includes("request")) || !lines.some((line) => line.includes("program"))) {
        wrong(path, `the program printed ${JSON.stringify(lines)}`)
      }
      if (lines.some((line) => line.includes("failure"))) wrong(path, `the program failed: ${lines.join(" / ")}`)
      ran++
    }
  }
  // The first key of a keyboard user leads past the navigation.
  await page.goto(`${origin}${base}`)
  await page.keyboard.press("Tab")
  const first = await page.evaluate(() => document.activeElement?.textContent?.trim())
  if (first !== "Skip to content") wrong("", `the first tab stop is ${first ?? "nothing"}`)
  await context.close()
  return ran
}

const all = pagesOf()
const only = process.argv.slice(2)
const paths = only.length === 0 ? all : all.filter((path) => only.some((start) => path.startsWith(start)))
const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"]
})
try {
  for (const scheme of ["light", "dark"] as const) {
    console.log(`looking at ${paths.length} pages, ${scheme}, 320 pixels wide …`)
    await look(browser, server.origin, paths, scheme)
  }
  console.log("reading them without scripts …")
  await readWithoutScripts(browser, server.origin, paths)
  console.log("running their programs …")
  const ran = await runPrograms(browser, server.origin, paths)
  for (const problem of problems) console.error(problem)
  console.log(`docs: ${paths.length} pages looked at, ${ran} programs run, ${problems.length} problems`)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await browser.close()
  server.close()
}
