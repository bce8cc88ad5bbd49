/** What `keyward collect` says at its end. */
import { gapOf } from '#model/coverage.ts'
import { safeText } from '#model/text/safe-text.ts'
import type { Manifest } from '#pipeline/snapshot.ts'

/** The summary of a sealed snapshot, for people or as JSON. */
export function collectionSummary(manifest: Manifest, resumed: boolean, format: string): string {
  return format === 'json' ? asJson(manifest, resumed) : asText(manifest, resumed)
}

function asJson(
  { tenant, tenantName, snapshot, collectedAt, recordsHash, datasets }: Manifest,
  resumed: boolean,
) {
  const coverage = Object.fromEntries(
    Object.entries(datasets).map(([name, { coverage, records, quarantined }]) => [
      name,
      { ...coverage, records, ...(quarantined > 0 ? { quarantined } : {}) },
    ]),
  )
  const said = {
    tenant: { id: tenant, name: tenantName },
    snapshot,
    collectedAt,
    resumed,
    recordsHash,
    coverage,
  }
  return `${JSON.stringify(said, null, 2)}\n`
}

function asText({ tenant, tenantName, snapshot, datasets }: Manifest, resumed: boolean): string {
  const all = Object.entries(datasets)
  const records = all.reduce((sum, [, { records }]) => sum + records, 0)
  const gaps = all.flatMap(([name, { coverage }]) => gapOf(name, coverage) ?? [])
  const whole = all.length - gaps.length
  return [
    `${resumed ? 'Resumed and sealed' : 'Sealed'} ${snapshot} of ${safeText(tenantName ?? tenant)}: ${records.toLocaleString('en')} records, ${whole} of ${all.length} datasets complete.`,
    ...gaps.map((gap) => `  ${safeText(gap)}`),
    'Next: keyward assess',
    '',
  ].join('\n')
}
