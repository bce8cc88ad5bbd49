import { atMost, defineRow } from '../row.ts'
import { throttledCollection } from '../throttled.ts'

/** Waiting, in virtual time, against the least that the service's limits allow for the same requests. */
export const throttled100k = defineRow({
  name: 'throttled-100k',
  goal: atMost(1.05),
  accounts: 100_000,
  measure: throttledCollection,
})
