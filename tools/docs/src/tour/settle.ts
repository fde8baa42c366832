/** Loads a page until all that it asks for has come, and adds up the scripts among it. */
import type { Page, Request } from "playwright-core"

/** How long nothing may be asked for before a page counts as loaded. Starlight loads its search when it is idle. */
const quietMillis = 120

/** Loads the page; resolves to the bytes of its scripts as they travel. */
export const load = async (page: Page, url: string): Promise<number> => {
  const sizes: Array<Promise<number>> = []
  const open = new Set<Request>()
  let last = performance.now()
  const began = (request: Request) => void open.add(request)
  const ended = (request: Request) => {
    open.delete(request)
    last = performance.now()
    if (request.resourceType() === "script")
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  }
  page.on("request", began).on("requestfinished", ended).on("requestfailed", ended)
  await page.goto(url, { waitUntil: "load" })
  await page.evaluate(() => new Promise<void>((resolve) => void requestIdleCallback(() => resolve())))
  while (open.size > 0 || performance.now() - last < quietMillis) await page.waitForTimeout(20)
  page.off("request", began).off("requestfinished", ended).off("requestfailed", ended)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}
