/** Types into the error finder, by keyboard, and looks at what is left of its page. */
import type { Browser } from "playwright-core"

/** What is typed, and whether something of the page fits. */
const typed: ReadonlyArray<readonly [words: string, fits: boolean]> = [
  ["authentication_required", true],
  ["CapacityExceeded", true],
  ["no such code of any vendor", false]
]

/** Everything that is wrong with the finder. */
export const useFinder = async (browser: Browser, url: string): Promise<ReadonlyArray<string>> => {
  const page = await browser.newPage()
  const problems: Array<string> = []
  await page.goto(url)
  const field = page.getByLabel("A code, a text or a reason")
  const headings = page.locator(".sl-markdown-content h3:visible")
  const all = await headings.count()
  for (const [words, fits] of typed) {
    await field.focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.type(words)
    const left = await headings.count()
    if (left >= all || left > 0 !== fits) problems.push(`${words} leaves ${left} of ${all} parts of the page`)
    const said = await page.getByRole("status").innerText()
    if (fits === said.startsWith("Nothing")) problems.push(`for ${words} it says ${said}`)
    for (const text of await page.locator(".sl-markdown-content tbody tr:visible").allInnerTexts()) {
      if (!text.toLowerCase().includes(words.toLowerCase())) problems.push(`${words} does not fit the row ${text}`)
    }
  }
  await page.close()
  return problems
}
