/** How it behaves with very many accounts: whether one costs more the more there are. */
import { type Million, million } from "./million.ts"
import { type StoreScale, storeScales } from "./storeScale.ts"

export interface Many {
  readonly million: Million
  readonly storeScales: ReadonlyArray<StoreScale>
}

export const many = async (progress: (what: string) => void): Promise<Many> => {
  progress("stores with many accounts")
  const scales = await storeScales(10_000, 100_000)
  progress("a million accounts, made, used and closed")
  return { million: await million(1_000_000), storeScales: scales }
}
