/** Presses each button that runs a program, by keyboard, and reads the timeline that comes of it. */
import type { Browser } from "playwright-core"
import { promised } from "../site/promised.ts"

export interface Ran {
  readonly programs: number
  readonly problems: ReadonlyArray<string>
}

/** What every timeline has: requests, what the engine did, what the program printed, and a sum. */
const kinds = ["request", "engine", "program", "total"]

/** Runs the programs of one page. */
export const runPrograms = async (browser: Browser, url: string): Promise<Ran> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const problems: Array<string> = []
  let programs = 0
  await page.goto(url)
  for (const place of await page.locator(".run[data-example]").all()) {
    const button = place.locator("button")
    await button.focus()
    await page.keyboard.press("Enter")
    await page.waitForFunction(
      (element) => element instanceof HTMLButtonElement && !element.disabled,
      await button.elementHandle(),
      { timeout: 30_000 }
    )
    const lines = await place.locator("li").all()
    const shown = await Promise.all(
      lines.map(async (line) => ({
        kind: await line.getAttribute("data-kind"),
        text: (await line.locator("span").last().innerText()).trim()
      }))
    )
    const name = (await place.getAttribute("data-example")) ?? ""
    const missing = kinds.filter((kind) => !shown.some((line) => line.kind === kind))
    if (missing.length > 0) problems.push(`${name} has no line of ${missing.join(", ")}: ${JSON.stringify(shown)}`)
    for (const { kind, text } of shown) if (kind === "failure") problems.push(`${name} failed: ${text}`)
    const printed = shown.flatMap(({ kind, text }) =>
      kind === "engine" ? [`engine ${text}`] : kind === "program" ? [text] : []
    )
    if (promised[name]?.printed.test(printed.join("\n")) !== true) {
      problems.push(`${name} does not do what its page promises: ${JSON.stringify(printed)}`)
    }
    const total = shown.at(-1)
    if (total?.kind !== "total" || !total.text.startsWith(promised[name]?.counted ?? "none")) {
      problems.push(`${name} does not end with ${promised[name]?.counted ?? "a sum"}: ${JSON.stringify(total)}`)
    }
    programs++
  }
  await context.close()
  return { programs, problems }
}
