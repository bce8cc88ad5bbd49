import { type Coverage, complete } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Facts } from '#pipeline/judge.ts'
import type { TenantRecords } from './tenant.ts'

/** Records and coverage as the engine takes them; what is not said to be incomplete is complete. */
export function factsOf(
  records: TenantRecords,
  coverage: Readonly<Partial<Record<DatasetName, Coverage>>> = {},
): Facts {
  return {
    records: (name) => (records[name] ?? []) as never,
    coverage: (name) => coverage[name] ?? complete,
  }
}
