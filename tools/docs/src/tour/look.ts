/**
 * Looks at one page: axe in light and dark, 320 pixels wide and as wide as a desk's screen; the size of its scripts; the
 * keyboard; and its text without scripts.
 */
import axe from "axe-core"
import type { Browser, BrowserContext, Page } from "playwright-core"
import { load } from "./settle.ts"

const mostScript = 100 * 1024

const narrow = { width: 320, height: 640 }
const wide = { width: 1280, height: 800 }

/** What axe says of the page as it is now. */
const violations = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(async () => {
    // The page has axe, which a script has added.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const tool = (globalThis as unknown as { readonly axe: typeof axe }).axe
    const found = await tool.run({ resultTypes: ["violations"] })
    return found.violations.map(({ help, id, nodes }) => `axe: ${id}: ${help} (${nodes[0]?.html.slice(0, 160) ?? ""})`)
  })

/**
 * Focuses each thing that can be used, and says which take no focus, do not show it, or take the order of the keyboard
 * into their own hands. The page must have been used by keyboard before.
 */
const unfocusable = (page: Page): Promise<ReadonlyArray<string>> =>
  page.evaluate(() => {
    const found: Array<string> = []
    for (const element of document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")) {
      if (!(element instanceof HTMLElement) || !element.checkVisibility({ visibilityProperty: true })) continue
      const name = element.outerHTML.slice(0, 100)
      if (element.tabIndex > 0) found.push(`has an order of its own: ${name}`)
      if (element.tabIndex < 0 || element.matches(":disabled")) continue
      element.focus({ preventScroll: true })
      if (document.activeElement !== element) {
        found.push(`takes no focus: ${name}`)
        continue
      }
      // Starlight shows the focus of its search and menus on what is around them.
      const shown = [element, element.parentElement, element.closest("label")].some((each) => {
        if (each === null) return false
        const { boxShadow, outlineStyle } = getComputedStyle(each)
        return outlineStyle !== "none" || boxShadow !== "none"
      })
      if (!shown) found.push(`does not show its focus: ${name}`)
    }
    return found
  })

/** The first stop of the keyboard leads past the navigation, into the page. Nothing may have had the focus before. */
const skipsNavigation = async (page: Page): Promise<string | undefined> => {
  await page.keyboard.press("Tab")
  const first = await page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 80))
  if (first !== "Skip to content") return `the first stop of the keyboard is ${first ?? "nothing"}`
  await page.keyboard.press("Enter")
  await page.keyboard.press("Tab")
  const inside = await page.evaluate(
    () => document.activeElement === document.body || document.activeElement?.closest("main, footer") != null
  )
  return inside ? undefined : "“Skip to content” leads elsewhere"
}

/** What a reader sees of the page's own text, without spaces, which depend on how lines are broken, and without those of places that run a program or search. */
const words = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const text = (element: Element) => (element instanceof HTMLElement ? element.innerText : "")
    const content = document.querySelector("main")
    if (content === null) return ""
    for (const place of content.querySelectorAll(".run, .find, mobile-starlight-toc, starlight-toc")) place.remove()
    return text(content).replaceAll(/\s+/g, "")
  })

export interface Eyes {
  /** Everything that is wrong with a page. */
  readonly look: (path: string) => Promise<ReadonlyArray<string>>
  readonly close: () => Promise<void>
}

/** Two tabs: one of a browser as most people have it, and one without scripts. */
export const openEyes = async (browser: Browser, address: string): Promise<Eyes> => {
  const context: BrowserContext = await browser.newContext({ viewport: narrow })
  const plain = await browser.newContext({ viewport: narrow, javaScriptEnabled: false })
  const page = await context.newPage()
  const bare = await plain.newPage()
  let problems: Array<string> = []
  page.on("pageerror", (error) => problems.push(`a script failed: ${error.message}`))
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`the console says: ${message.text()}`)
  })

  const look = async (path: string): Promise<ReadonlyArray<string>> => {
    problems = []
    await page.setViewportSize(narrow)
    await page.emulateMedia({ colorScheme: "light" })
    const size = await load(page, `${address}${path}`)
    if (size > mostScript) problems.push(`${Math.round(size / 1024)} KB of scripts`)
    await page.evaluate(axe.source)
    for (const [scheme, viewport] of [
      ["light", narrow],
      ["dark", wide]
    ] as const) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme: scheme })
      const isThemed = await page
        .waitForFunction((theme) => document.documentElement.dataset["theme"] === theme, scheme, { timeout: 30_000 })
        .then(
          () => true,
          () => false
        )
      if (!isThemed) problems.push(`is not ${scheme} where the reader asks for it`)
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      if (width > viewport.width) problems.push(`is ${width} pixels wide on a screen of ${viewport.width}`)
      for (const found of await violations(page)) problems.push(`${scheme}, ${viewport.width} pixels: ${found}`)
      if (viewport === narrow) {
        const astray = await skipsNavigation(page)
        if (astray !== undefined) problems.push(astray)
      }
      for (const found of await unfocusable(page)) problems.push(`${viewport.width} pixels: ${found}`)
    }
    await page.setViewportSize(narrow)
    const read = await words(page)
    await bare.goto(`${address}${path}`, { waitUntil: "domcontentloaded" })
    const without = await words(bare)
    const menu = bare.locator("button[popovertarget]")
    if ((await menu.count()) > 0) {
      await menu.click()
      if (!(await bare.locator("nav.sidebar a").first().isVisible()))
        problems.push("without scripts, its menu does not open")
    }
    if (read.length < 80) problems.push("has no text")
    if (without !== read) {
      const at = [...read].findIndex((character, index) => without[index] !== character)
      const [is, was] = [without, read].map((text) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 60)))
      problems.push(`without scripts, it reads ${is} in place of ${was}`)
    }
    return [...new Set(problems)]
  }
  return {
    look,
    close: async () => {
      await context.close()
      await plain.close()
    }
  }
}
