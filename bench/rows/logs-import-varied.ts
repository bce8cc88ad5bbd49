import { importing } from '../importing.ts'
import { atMost, defineRow } from '../row.ts'

/** The same of events whose values hardly ever repeat. */
export const logsImportVaried = defineRow({
  name: 'logs-import-varied',
  goal: atMost(2),
  measure: () => importing(true),
})
