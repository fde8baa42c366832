/** Seeds: which program a run plays. */

/** The seed of one run of a series: it names the program, and replays it alone. */
export const seedOfRun = (series: number, index: number): number => {
  let mixed = Math.imul(series ^ 0x5bd1e995, 0x9e3779b1) + index
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
  return (mixed ^ (mixed >>> 15)) | 0
}

/** The series that `pnpm test` plays. */
export const usualSeries = 20_261_128
