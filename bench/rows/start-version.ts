import { atMost, defineRow } from '../row.ts'
import { startOf } from '../start.ts'

export const startVersion = defineRow({
  name: 'start-version',
  goal: atMost(1.15),
  measure: () => startOf(['--version']),
})
