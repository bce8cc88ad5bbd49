import type { Assessment, DatasetCoverage } from '#model/assessment.ts'
import { safeText } from '#model/text/safe-text.ts'
import { counted, listed } from '#model/text/words.ts'

/** The datasets by name. */
export function coverageEntries(coverage: Assessment['coverage']): [string, DatasetCoverage][] {
  return (Object.entries(coverage) as [string, DatasetCoverage][]).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Why a dataset is not whole, what would open it, and what was set aside. */
export function gapReason({ because, missing = [], records, quarantined = 0 }: DatasetCoverage): string {
  const parts = [
    missing.length === 0 ? '' : `needs ${listed(missing)}`,
    because ?? '',
    records === 0 ? '' : `${counted(records, 'record')} read`,
    quarantined === 0 ? '' : `${counted(quarantined, 'broken record')} set aside`,
  ]
  return safeText(parts.filter((part) => part !== '').join('; '))
}
