import { importing } from '../importing.ts'
import { atMost, defineRow } from '../row.ts'

/** A million events of five logs into the store: half as fast as DuckDB that copies the same file, at least. */
export const logsImport = defineRow({
  name: 'logs-import',
  goal: atMost(2),
  measure: () => importing(false),
})
