/** The code blocks of a Markdown text. */

export interface Block {
  /** As after the fence: `ts`, `sh`. */
  readonly language: string
  /** Of the fence, counted from 1. */
  readonly line: number
  readonly code: string
}

export const blocksOf = (markdown: string): ReadonlyArray<Block> => {
  const blocks: Array<Block> = []
  let open: { readonly language: string; readonly line: number; readonly code: Array<string> } | undefined
  for (const [index, text] of markdown.split("\n").entries()) {
    const fence = /^```(\w*)/.exec(text)
    if (fence === null) open?.code.push(text)
    else if (open === undefined) open = { language: fence[1] ?? "", line: index + 1, code: [] }
    else {
      blocks.push({ language: open.language, line: open.line, code: `${open.code.join("\n")}\n` })
      open = undefined
    }
  }
  return blocks
}

/** A program, and the line of its README at which it starts. */
export interface Program {
  readonly line: number
  readonly code: string
}

/** A block that imports nothing goes on where the block before it ended, as a reader takes it. */
export const programsOf = (blocks: ReadonlyArray<Block>): ReadonlyArray<Program> => {
  const programs: Array<Program> = []
  for (const { code, language, line } of blocks) {
    if (language !== "ts") continue
    const before = programs.at(-1)
    if (/^import /m.test(code) || before === undefined) programs.push({ line, code })
    else programs[programs.length - 1] = { line: before.line, code: `${before.code}\n${code}` }
  }
  return programs
}

/** The commands of a shell block, comments and settings of variables taken off. */
export const commandsOf = (blocks: ReadonlyArray<Block>): ReadonlyArray<string> =>
  blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => code.split("\n"))
    .map((text) =>
      text
        .replace(/#.*$/, "")
        .replace(/^(\w+=\S* )+/, "")
        .trim()
    )
    .filter((text) => text !== "")
