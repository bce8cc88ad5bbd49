import { detection } from '../detection.ts'
import { atMost, defineRow } from '../row.ts'

/** Ten times the community's rules over a million stored events. */
export const detect1450 = defineRow({
  name: 'detect-1450',
  goal: atMost(2),
  measure: () => detection(10, false),
})
