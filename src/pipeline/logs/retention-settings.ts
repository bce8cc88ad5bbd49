/** What a snapshot says of logs: which licences there are, and where settings send which log. */
import {
  ACTIVITY_TABLE,
  ADMINISTRATIVE,
  activityLogExports,
  type LogExport,
  sends,
  sinksOf,
} from '#access/logs/exports.ts'
import { type Kept, retentionIn } from '#access/logs/retention.ts'
import { ownTenantId } from '#access/roles/origin.ts'
import { ownSubscriptions, subscriptionName } from '#access/subscriptions/own.ts'
import type { ConfiguredExport } from '#logs/retention/gap.ts'
import { type EntraTier, PREMIUM_AUDIT, type RetainedLog, retentionRules } from '#logs/retention/rules.ts'
import { type Coverage, gapOf } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'
import { licencesIn } from '#model/licence-plans.ts'
import type { SubscribedSku } from '#model/records/subscribed-skus.ts'
import type { Facts } from '../judge.ts'

/** What has to be read to answer. */
export const retentionDatasets = [
  'subscribedSkus',
  'commerceSubscriptions',
  'entraDiagnosticSettings',
  'diagnosticSettings',
  'managementGroups',
  'subscriptions',
  'organization',
  'logWorkspaces',
  'logTables',
  'domains',
] as const satisfies readonly DatasetName[]

export interface HeldLicence {
  readonly entra: EntraTier | 'unknown'
  readonly auditPremium: 'yes' | 'no' | 'unknown'
  readonly because: string | null
  /** The day of the oldest order that is still there, `YYYY-MM-DD`; null where none is known. It may be held longer. */
  readonly entraSince: string | null
  readonly auditPremiumSince: string | null
}

const NO_SNAPSHOT = 'there is no snapshot: run keyward collect, or keyward assess --input'

/** The licences that decide about logs. A list that is empty or not whole proves nothing by what is not in it. */
export function licenceOf(facts: Facts | undefined): HeldLicence {
  if (facts === undefined)
    return {
      entra: 'unknown',
      auditPremium: 'unknown',
      because: NO_SNAPSHOT,
      entraSince: null,
      auditPremiumSince: null,
    }
  const skus = facts.records('subscribedSkus')
  const licences = new Set(skus.flatMap(licencesIn))
  const gap =
    gapOf('subscribedSkus', facts.coverage('subscribedSkus')) ??
    (skus.length === 0 ? 'subscribedSkus: no licence is listed at all, which says nothing' : undefined)
  const none = gap === undefined ? 'no' : 'unknown'
  const hasP2 = licences.has(LICENCES.p2)
  const hasP1 = licences.has(LICENCES.p1)
  const entra =
    hasP2 && hasP1 ? 'p2' : hasP1 && gap === undefined ? 'p1' : gap === undefined ? 'free' : 'unknown'
  return {
    entra,
    auditPremium: skus.some(holdsPremium) ? 'yes' : none,
    because: gap ?? null,
    entraSince:
      entra === 'free' || entra === 'unknown'
        ? null
        : orderedSince(
            facts,
            skus.filter((sku) => licencesIn(sku).includes(LICENCES[entra])),
          ),
    auditPremiumSince: orderedSince(facts, skus.filter(holdsPremium)),
  }
}

const LICENCES = {
  p1: 'Microsoft Entra ID P1',
  p2: 'Microsoft Entra ID P2 or Microsoft Entra ID Governance',
} as const

/** The oldest order of the packages; an order that was renewed under a new number hides the ones before it. */
function orderedSince(facts: Facts, skus: readonly SubscribedSku[]): string | null {
  const ids = new Set(skus.map(({ skuId }) => skuId.toLowerCase()))
  const days = facts
    .records('commerceSubscriptions')
    .filter(({ skuId }) => ids.has((skuId ?? '').toLowerCase()))
    .flatMap(({ createdDateTime }) => {
      const time = Date.parse(createdDateTime ?? '')
      return Number.isNaN(time) ? [] : [new Date(time).toISOString().slice(0, 10)]
    })
  return days.toSorted()[0] ?? null
}

/** Whether any domain leaves the password to another identity provider: only then can AD FS write a log. */
export function federatedDomains(facts: Facts | undefined): 'yes' | 'no' | 'unknown' {
  if (facts === undefined) return 'unknown'
  const domains = facts.records('domains')
  if (domains.some(({ authenticationType }) => authenticationType?.toLowerCase() === 'federated'))
    return 'yes'
  return gapOf('domains', facts.coverage('domains')) === undefined && domains.length > 0 ? 'no' : 'unknown'
}

function holdsPremium({ capabilityStatus, servicePlans }: SubscribedSku): boolean {
  if (capabilityStatus !== 'Enabled' && capabilityStatus !== 'Warning') return false
  return (servicePlans ?? []).some(
    ({ servicePlanId, provisioningStatus }) =>
      servicePlanId.toLowerCase() === PREMIUM_AUDIT.planId && provisioningStatus !== 'Disabled',
  )
}

/** Where a log is sent to today. */
export function exportOf(log: RetainedLog, facts: Facts | undefined): ConfiguredExport {
  const { exported } = retentionRules[log]
  if (exported === undefined) return { state: 'none', days: null, isOpen: false, places: [] }
  if (facts === undefined) return unknown(NO_SNAPSHOT)
  return log === 'azureActivity' ? activityExport(facts) : entraExport(facts, exported)
}

const unknown = (because: string): ConfiguredExport => ({
  state: 'unknown',
  days: null,
  isOpen: true,
  places: [],
  because,
})

function entraExport(
  facts: Facts,
  { category, table }: { readonly category: string; readonly table: string },
): ConfiguredExport {
  const settings = facts.records('entraDiagnosticSettings')
  return exportBy(facts, settings, { category, table, coverage: facts.coverage('entraDiagnosticSettings') })
}

interface Asked {
  readonly category: string
  readonly table: string
  readonly coverage: Coverage
}

function exportBy(
  facts: Facts,
  settings: readonly LogExport[],
  { category, table, coverage }: Asked,
): ConfiguredExport {
  const keeps = retentionIn({
    logWorkspaces: facts.records('logWorkspaces'),
    logTables: facts.records('logTables'),
  })
  const kept = settings
    .filter((setting) => sends(setting, category) === 'yes')
    .flatMap((setting) => sinksOf(setting).map((sink) => keeps(sink, table)))
  if (kept.length > 0) return sentTo(kept)
  if (settings.some((setting) => sends(setting, category) === 'maybe'))
    return unknown(`whether ${category} is in a group of logs that is sent is not known`)
  const gap = gapOf('diagnostic settings', coverage)
  return gap === undefined ? { state: 'notSent', days: null, isOpen: false, places: [] } : unknown(gap)
}

function sentTo(kept: readonly Kept[]): ConfiguredExport {
  const days = kept.flatMap((one) => ('days' in one ? [one.days] : []))
  return {
    state: 'sent',
    days: days.length === 0 ? null : Math.max(...days),
    isOpen: kept.some((one) => 'because' in one),
    places: kept.map((one) => ('words' in one ? one.words : one.because)),
  }
}

/** The worst of the subscriptions: one that sends nothing is a hole in the whole. */
function activityExport(facts: Facts): ConfiguredExport {
  const gap = gapOf('subscriptions', facts.coverage('subscriptions'))
  const own = ownTenantId(facts.records('organization'), '')
  const exports = activityLogExports(facts.records('diagnosticSettings'), facts.records('managementGroups'))
  const coverage = facts.coverage('diagnosticSettings')
  const all = ownSubscriptions(facts.records('subscriptions'), own).map((subscription) => {
    const { own: direct, inherited } = exports.of(subscription.subscriptionId)
    const asked = { category: ADMINISTRATIVE, table: ACTIVITY_TABLE, coverage }
    return { name: subscriptionName(subscription), is: exportBy(facts, [...direct, ...inherited], asked) }
  })
  const notSent = all.filter(({ is }) => is.state === 'notSent')
  if (notSent.length > 0)
    return {
      state: 'notSent',
      days: null,
      isOpen: false,
      places: [],
      because: `not sent: ${notSent.map(({ name }) => name).join(', ')} (of ${all.length} subscriptions)`,
    }
  if (gap !== undefined) return unknown(gap)
  if (all.length === 0)
    return { state: 'notSent', days: null, isOpen: false, places: [], because: 'no subscription' }
  const open = all.find(({ is }) => is.state === 'unknown')
  if (open !== undefined) return unknown(`${open.name}: ${open.is.because ?? 'not read'}`)
  const days = all.map(({ is }) => is.days)
  return {
    state: 'sent',
    days: days.some((one) => one === null) ? null : Math.min(...days.map((one) => one ?? 0)),
    isOpen: all.some(({ is }) => is.isOpen),
    places: [...new Set(all.flatMap(({ is }) => is.places))],
  }
}
