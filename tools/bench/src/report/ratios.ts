/** The ratios' part of the page. */
import type { Ratios } from "../ratios/index.ts"
import type { Ratio } from "../ratios/measure.ts"
import { chart, micros, short, table, verdict } from "./text.ts"

export const met = ({ goal, more, moreGoal, ratio }: Ratio): boolean | undefined =>
  goal !== undefined ? ratio <= goal : moreGoal !== undefined ? more <= moreGoal : undefined

const goalOf = ({ goal, more, moreGoal }: Ratio): string =>
  goal !== undefined ? `≤ ${short(goal)}` : moreGoal !== undefined ? `≤ ${micros(moreGoal)} more; ${micros(more)}` : "–"

const metText = (one: Ratio): string => {
  const isMet = met(one)
  return isMet === undefined ? "–" : verdict(isMet)
}

const row = (one: Ratio): ReadonlyArray<string> => [
  one.what,
  one.theirs.name,
  micros(one.ours.median),
  micros(one.theirs.median),
  `**${short(one.ratio)}**`,
  `${short(one.low)} to ${short(one.high)}`,
  one.cpuRatio === null ? "–" : short(one.cpuRatio),
  goalOf(one),
  metText(one)
]

export const ratioTable = (ratios: ReadonlyArray<Ratio>): string =>
  table(["what", "beside", "ours", "theirs", "ratio", "quartiles", "by CPU", "goal", ""], ratios.map(row))

const kibibytes = (bytes: number): string => short(bytes / 1024)

export const allocationTable = ({ allocations }: Ratios): string =>
  table(
    ["what", "requests", "ours, KiB", "Effect's client alone, KiB", "goal", ""],
    allocations.map(({ goal, ours, requests, theirs, what }) => [
      what,
      requests === 0 ? "–" : String(requests),
      kibibytes(ours),
      theirs === null ? "–" : kibibytes(theirs),
      goal === null ? "–" : `≤ ${kibibytes(goal)}`,
      goal === null ? "–" : verdict(ours <= goal)
    ])
  )

export const weightTable = ({ weights }: Ratios): string =>
  table(
    ["package", "KB", "goal", "", "with the engine"],
    weights.map(({ bytes, goal, vendor, withEngine }) => [
      vendor,
      short(bytes / 1024),
      `≤ ${short(goal / 1024)}`,
      verdict(bytes <= goal),
      short(withEngine / 1024)
    ])
  )

export const ratiosPage = (figures: Ratios): string => {
  const logins = figures.ratios.filter(({ what }) => what.includes(" login, ") && what.endsWith(" layer"))
  return [
    "Ours over theirs: below 1 is faster. The two took turns; each ratio is the middle one of the ratios round by round, and the quartiles say how far apart those were. By CPU is the same of CPU time, in which the machine's other work counts less. The server of logins and requests is a process of its own that does not sleep between requests: waking it would cost up to 0.1 ms of the client's CPU on a virtual machine, and only of a client that pauses for longer than another.",
    ratioTable(figures.ratios),
    "Bytes allocated by one operation: V8 samples the heap, and counts what its minor collections free as well. They hardly depend on the machine.",
    allocationTable(figures),
    "What bounds the goals that are not met:",
    [
      "- **Reading through the service**: a manager reads the clock to say whether a session is still good. That takes most of what it adds to Effect's own steps; the row beside the same with a look at the time shows the rest.",
      "- **An authorised request**: from memory it shows what it adds to a bare one: the session looked up and placed, the answer judged. Over loopback the wire and the HTTP client are most of what is timed. A session in a form costs more than one in a header, because the form is written anew with it: the row from memory says how much. What a row over loopback has beyond that is the machine's, as its quartiles show.",
      "- **A login** of a manager that is there is compared with the same requests by Effect's client alone: sent one after the other, their bodies read as text. The rows of a login written by hand say what Effect's own steps cost on top of that: schemas, a fibre, a deadline, two metrics, and nothing of ours. With all four, such a login takes one and a half times as long already, and more in some runs. The rest of the goal is what is left for the session manager: it hardens the request, bounds and judges the answer, and keeps the session. A manager that is made for one login is a row of its own. Beside raw fetch and raw node:http a login also pays for Effect's client, which the row of that client alone shows.",
      "- **Kayako's login** reads an XML document. Of the CPU of a login (profile of 8,000 on the undici layer), sockets, Node's HTTP and undici take 42 %, Effect 24 %, reading the document 17 %, the engine 12 %, collecting garbage 3 %. A reader of our own would take a fifth of that time and 20 KiB less; [decision 0014](decisions/0014-kayako-keeps-its-xml-parser.md) says why the parser stays. Its allocations are a row of their own.",
      "- **A cold import**: Node finds each module of effect anew for each file that names it, though it is there.",
      "- **The first login of a process**: the cold import is most of what it has on top of Effect's client.",
      "- **The command line**: `token` and `env` load no effect. Every other command loads effect's command line first; what a command prints comes after that.",
      "- **The proxy** sends a request through Effect's client, judges the answer and keeps the session's rules; http-proxy pipes one socket into another. Of the 0.42 ms that its process works for one request (CPU profile of 12,000), sockets and Node's HTTP take 45 %, undici and the proxy's own code 22 %, the engine and Effect 22 %, collecting garbage 6 %: 1.30 would leave nothing for the engine."
    ].join("\n"),
    "A reply that does not say its length is counted as it comes, so that no server can fill the memory; Effect's clients read such a body whole when asked for its text, however long it is. That is what the row of chunks compares, and the row after it what remains when both read a stream.",
    ...(logins.length === 0
      ? []
      : [
          chart(
            "A login end to end, ours over the raw exchange",
            "ratio",
            logins.map(({ what }) => what.replace(" login, ", " ").replace(" layer", "")),
            logins.map(({ ratio }) => ratio)
          )
        ]),
    "A vendor package in the program of its README, `effect`, the engine and the XML parser external; minified and gzipped. The comparable distilled package is 8.0 KB. The engine is one for all vendors of a program; [decision 0005](decisions/0005-what-the-size-budget-counts.md) says what bounds it.",
    weightTable(figures)
  ].join("\n\n")
}
