import { detection } from '../detection.ts'
import { atMost, defineRow } from '../row.ts'

/** The community's rules over a million stored events. */
export const detect145 = defineRow({
  name: 'detect-145',
  goal: atMost(1.5),
  measure: () => detection(1, false),
})
