/** The scale's part of the page. */
import { bytesGoal, type Scale } from "../scale/index.ts"
import { chart, count, micros, short, table, verdict } from "./text.ts"

export const accountTable = ({ accounts }: Scale): string =>
  table(
    ["", "accounts", "bytes each", `goal ≤ ${count(bytesGoal)}`, "first login", "get one", "timers", "CPU while idle"],
    accounts.map(({ accounts, bytes, first, idleCpu, of, read, timers }) => [
      of,
      count(accounts),
      accounts < 10_000 ? "–" : count(Math.round(bytes)),
      of !== "SessionMap" || accounts < 10_000 ? "–" : verdict(bytes <= bytesGoal),
      accounts === 0 || of !== "SessionMap" ? "–" : micros(first),
      accounts === 0 ? "–" : micros(read),
      count(timers),
      `${short(idleCpu)} ms`
    ])
  )

export const waveTable = ({ waves }: Scale): string =>
  table(
    [
      "sessions",
      "life",
      "starts before the first end",
      "lasts",
      "most in a second",
      "refused",
      "lost",
      "late",
      "longest wait",
      ""
    ],
    waves.map(({ early, lasts, late, life, longestWait, lost, most, refused, sessions }) => [
      count(sessions),
      `${life} min`,
      `${short(early)} s`,
      `${short(lasts)} s`,
      count(most),
      count(refused),
      count(lost),
      count(late),
      `${short(longestWait)} s`,
      verdict(refused + lost + late === 0)
    ])
  )

export const storeTable = ({ stores }: Scale): string =>
  table(
    ["store", "first session", "per second, 50 at a time", "every further one", "logins"],
    stores.map(({ first, logins, perSecond, read, store }) => [
      store,
      micros(first),
      count(Math.round(perSecond)),
      micros(read),
      count(logins)
    ])
  )

const biggest = ({ waves }: Scale) => waves.at(-1)

export const scalePage = (figures: Scale): string => {
  const { callers, fastest, login, logins, slowest } = figures.crowd
  const wave = biggest(figures)
  return [
    `Kayako accounts in one \`SessionMap\`, each with credentials and a session of its own; then ${figures.idleSeconds} seconds without a call. The process without accounts shows what Node's own housekeeping costs. Memory of few accounts drowns in it, and is left out. Effect's \`RcMap\` holds bare credentials and a session, and a timer each.`,
    accountTable(figures),
    "Nothing of ours runs between calls: what a process with many accounts spends is V8, which collects its heap twice, once it has been idle for some seconds (`node --trace-gc` shows it as `Mark-Compact (reduce)`).",
    "### A renewal wave",
    "All sessions end within the same minute; the server takes 500 logins a second and refuses more. On a test clock: these figures are the same in every run. Each account has a caller who comes when its session counts as over, five seconds before its end.",
    waveTable(figures),
    ...(wave === undefined
      ? []
      : [
          chart(
            `${count(wave.sessions)} sessions that live ${wave.life} minutes: logins per second`,
            "logins per second",
            wave.course.map((_, index) => `${index * 10} s`),
            wave.course.map((logins) => logins / 10)
          )
        ]),
    "### A crowd",
    `${count(callers)} callers come at once, and the one session has ended: ${logins} login, which takes ${short(login)} ms. The first caller has the new session after ${short(fastest)} ms, the last after ${short(slowest)} ms.`,
    "### Sessions in a store",
    "New managers of one process ask for the session of one account: what is found in the store is decrypted and decoded. Redis on this machine, with its append-only file flushed at every write; a session that a manager has is read from its memory, whatever the store.",
    storeTable(figures)
  ].join("\n\n")
}
