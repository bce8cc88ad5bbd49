import { atMost, defineRow } from '../row.ts'
import { throttledCollection } from '../throttled.ts'

/** Waiting, in virtual time, against the least that the service's limits allow for the same requests. */
export const throttled10k = defineRow({
  name: 'throttled-10k',
  goal: atMost(1.05),
  accounts: 10_000,
  measure: throttledCollection,
})
