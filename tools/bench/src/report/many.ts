/** The part of the page about very many accounts. */
import type { Many } from "../scale/many.ts"
import { count, micros, short, table } from "./text.ts"

const megabytes = (bytes: number): string => `${count(Math.round(bytes / 1024 ** 2))} MB`

const millionText = ({ million }: Many): string =>
  `${count(million.accounts)} accounts in one map: ${count(Math.round(million.bytes))} bytes each. One of the first tenth takes ` +
  `${micros(million.firstTenth)} to make, its login answered in memory, one of the last tenth ${micros(million.lastTenth)}; ` +
  `to get one takes ${micros(million.read)}. Closing the map takes ${short(million.closing)} s and sends ${count(million.loggedOut)} logouts in ` +
  `that time (\`closeTimeout\`, 2 s by default; what is left is counted and reported). It holds at most ${megabytes(million.closingPeak)} on top of the accounts, ` +
  `and ${megabytes(million.left)} are left when all are gone.`

const storeScaleTable = ({ storeScales }: Many): string =>
  table(
    ["store", "accounts", "to save one, at first", "at last", "to find one, at first", "at last", "logins"],
    storeScales.map(({ accounts, findFirst, findLast, logins, saveFirst, saveLast, store }) => [
      store,
      count(accounts),
      micros(saveFirst),
      micros(saveLast),
      micros(findFirst),
      micros(findLast),
      count(logins)
    ])
  )

export const manyPage = (figures: Many): string =>
  [
    "### A million accounts",
    millionText(figures),
    "### Stores with many accounts",
    "Each account is logged in for and saved, fifty at a time; a fresh map, as another process would have it, finds the sessions of 500 of them. Times per account, when the store has its first 500 accounts and when it has all.",
    storeScaleTable(figures)
  ].join("\n\n")
