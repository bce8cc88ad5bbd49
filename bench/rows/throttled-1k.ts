import { atMost, defineRow } from '../row.ts'
import { throttledCollection } from '../throttled.ts'

/** Waiting, in virtual time, against the least that the service's limits allow for the same requests. */
export const throttled1k = defineRow({
  name: 'throttled-1k',
  goal: atMost(1.05),
  accounts: 1_000,
  measure: throttledCollection,
})
