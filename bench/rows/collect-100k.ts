import { collectionOf } from '../collection.ts'
import { atMost, defineRow } from '../row.ts'

/** Each takes many seconds, and the longer a run the steadier it is. */
const REPETITIONS = 3

/** The same as collect-10k with ten times the accounts; its memory says whether pages pile up. */
export const collect100k = defineRow({
  name: 'collect-100k',
  goal: atMost(3),
  accounts: 100_000,
  measure: (accounts) => collectionOf(accounts, REPETITIONS),
})
