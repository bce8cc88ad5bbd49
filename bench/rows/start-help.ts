import { atMost, defineRow } from '../row.ts'
import { startOf } from '../start.ts'

/** The text is generated and nothing is imported for it. */
export const startHelp = defineRow({
  name: 'start-help',
  goal: atMost(1.15),
  measure: () => startOf(['--help']),
})
