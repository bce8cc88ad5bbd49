import { collectionOf } from '../collection.ts'
import { atMost, defineRow } from '../row.ts'

const REPETITIONS = 5

/**
 * What collecting costs beside the requests themselves. Against a service that throttles, nearly all of the time is
 * waiting: the throttled rows measure that. Without a throttle everything else
 * shows: parsing, the disk after each page, sealing.
 */
export const collect10k = defineRow({
  name: 'collect-10k',
  goal: atMost(3),
  accounts: 10_000,
  measure: (accounts) => collectionOf(accounts, REPETITIONS),
})
