import { atMost, defineRow } from '../row.ts'
import { startOf } from '../start.ts'

export const startCommandHelp = defineRow({
  name: 'start-command-help',
  goal: atMost(1.5),
  measure: () => startOf(['collect', '--help']),
})
