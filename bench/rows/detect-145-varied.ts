import { detection } from '../detection.ts'
import { atMost, defineRow } from '../row.ts'

/** The same over events whose clients, changes and parameters hardly ever repeat: nothing to gain from dictionaries. */
export const detect145Varied = defineRow({
  name: 'detect-145-varied',
  goal: atMost(1.5),
  measure: () => detection(1, true),
})
