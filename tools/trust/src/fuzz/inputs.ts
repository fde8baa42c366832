/** Untrusted texts, made from a seed: real ones that are changed, glued together, nested and repeated. */

/** Random numbers of one seed (mulberry32). Owns its state. */
export class Randomness {
  private state: number

  constructor(seed: number) {
    this.state = seed | 0
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  pick<A>(from: ReadonlyArray<A>): A {
    const picked = from[this.below(from.length)]
    if (picked === undefined) throw new Error("nothing to pick from")
    return picked
  }
}

/** Pieces that readers treat specially. */
export const pieces: ReadonlyArray<string> = [
  "<",
  ">",
  "</",
  "/>",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "<!DOCTYPE x [",
  "<?xml version='1.0'?>",
  "&amp;",
  "&#0;",
  "&#x10FFFF;",
  "&lt",
  "{",
  "}",
  "[",
  "]",
  '"',
  "\\",
  "\\u0000",
  "\\ud800",
  ":",
  ",",
  "null",
  "true",
  "1e999",
  "-0",
  "__proto__",
  "constructor",
  "\0",
  "\uFEFF",
  "\uD800",
  "\uFFFF",
  " ",
  "\t",
  "\r\n",
  "/",
  "//",
  "/..",
  "/%2e%2e/",
  "%25%32%65",
  "..;/",
  "\\..\\",
  "%c0%ae",
  "@",
  ":443",
  "?",
  "#",
  "&",
  "=",
  "~1",
  "~0",
  "~",
  "-1",
  "0",
  "NaN",
  "Notice: Undefined index in /var/www/html/x.php on line 1\n",
  "sessionid",
  "sessionName",
  "a".repeat(64)
]

/** One text, changed in one place. */
const mutate = (random: Randomness, text: string, others: ReadonlyArray<string>): string => {
  const at = random.below(text.length + 1)
  const end = Math.min(text.length, at + random.below(40))
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(end)
    case 2:
      return text.slice(0, at) + random.pick(pieces) + text.slice(at)
    case 3:
      return text.slice(0, at) + random.pick(pieces) + text.slice(end)
    case 4:
      return text.slice(0, end) + text.slice(at, end).repeat(1 + random.below(5)) + text.slice(end)
    case 5:
      return text.slice(0, at) + String.fromCharCode(random.below(0x300)) + text.slice(at + 1)
    case 6: {
      const other = random.pick(others)
      return text.slice(0, at) + other.slice(random.below(other.length + 1))
    }
    case 7: {
      const other = text.slice(at, end)
      return text.slice(0, at) + text.slice(end) + other
    }
    default:
      return random.pick(pieces) + text
  }
}

/** A text of at most a few kilobytes, made of `samples`. */
export const smallText = (random: Randomness, samples: ReadonlyArray<string>): string => {
  let text = random.pick(samples)
  for (let changes = random.below(6); changes >= 0; changes--) text = mutate(random, text, samples)
  return text.slice(0, 8192)
}

/** A text of about `length` characters that repeats or nests one small thing, as an attacker would write it. */
export const bigText = (random: Randomness, samples: ReadonlyArray<string>, length: number): string => {
  const unit =
    random.next() < 0.6
      ? random.pick(pieces) + (random.next() < 0.5 ? random.pick(pieces) : "")
      : smallText(random, samples).slice(0, 60)
  const body = unit.repeat(Math.ceil(length / Math.max(1, unit.length))).slice(0, length)
  const sample = random.pick(samples)
  const at = random.below(sample.length + 1)
  return sample.slice(0, at) + body + (random.next() < 0.5 ? sample.slice(at) : "")
}
