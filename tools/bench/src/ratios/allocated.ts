/** Bytes that an operation allocates: V8 samples the heap, and counts what minor collections free as well. */
import { Session } from "node:inspector/promises"
import type { Timed } from "./measure.ts"

/** Bytes between two samples, on average. Of a thousand logins that leaves some ten thousand samples. */
const samplingInterval = 4096

interface ProfileNode {
  readonly selfSize: number
  readonly children: ReadonlyArray<ProfileNode>
}

const sizeOf = ({ children, selfSize }: ProfileNode): number =>
  children.reduce((sum, child) => sum + sizeOf(child), selfSize)

/** How often bytes are counted. Code that V8 optimises meanwhile allocates less: the least counts. */
const counts = 3

/** Bytes per operation, after as many operations that are not counted. */
export const allocatedBy = async (operations: number, run: Timed): Promise<number> => {
  await run(operations)
  const counted: Array<number> = []
  for (let count = 0; count < counts; count++) counted.push(await countedBytes(operations, run))
  return Math.min(...counted)
}

const countedBytes = async (operations: number, run: Timed): Promise<number> => {
  const session = new Session()
  session.connect()
  try {
    await session.post("HeapProfiler.startSampling", {
      samplingInterval,
      includeObjectsCollectedByMajorGC: true,
      includeObjectsCollectedByMinorGC: true
    })
    await run(operations)
    const { profile } = await session.post("HeapProfiler.stopSampling")
    return sizeOf(profile.head) / operations
  } finally {
    session.disconnect()
  }
}

/** Bytes that something of ours allocates, beside Effect's client alone. */
export interface Allocation {
  readonly what: string
  /** How many requests are sent. */
  readonly requests: number
  readonly ours: number
  /** The same requests by Effect's client alone; `null` for a part of something of ours. */
  readonly theirs: number | null
  readonly goal: number | null
}
