/** Which days of which log are there, and where one is silent, thin or late (design §7). */

import { type Drop, daysOf, dropsIn, type LogDay } from '#logs/silence/days.ts'
import { LEAST_EVENTS, type Silence, silencesOf } from '#logs/silence/silence.ts'
import { storedDelays, storedFaults, storedHours } from '#store/log-store/hours.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import { type MissingLog, missingLogs } from './missing-logs.ts'

export interface SourceCoverage {
  readonly source: string
  readonly events: number
  /** ISO 8601; null where no event has a time. */
  readonly first: string | null
  readonly last: string | null
  readonly days: readonly LogDay[]
  readonly emptyDays: readonly string[]
  readonly silences: readonly Silence[]
  readonly drops: readonly Drop[]
  /** Minutes between an event and when it could be seen; null where records do not say. */
  readonly delayMinutes: {
    readonly median: number
    readonly usual: number
    readonly most: number
    readonly events: number
  } | null
  readonly undated: number
  readonly recovered: number
  /** Whether the ledger of collections knows this log: what it never asked for it cannot prove. */
  readonly collected: boolean
}

/** Something that somebody should look at. */
export interface CoverageWarning {
  readonly source: string
  readonly code: 'emptyDays' | 'silence' | 'drop' | 'delay' | 'windowClosing' | 'recovered' | 'undated'
  readonly message: string
}

export interface CoverageReport {
  readonly schemaVersion: 1
  readonly tenant: { readonly id: string }
  readonly at: string
  readonly sources: readonly SourceCoverage[]
  readonly warnings: readonly CoverageWarning[]
  /** Logs about which nothing can be said: they are not there, or say too little. */
  readonly unknown: readonly MissingLog[]
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Makes the report from what is stored. */
export async function logCoverage(store: TenantStore, range: LogRange, now: Date): Promise<CoverageReport> {
  const manifest = await store.logs.manifest()
  const feeds = await store.coverage.feeds()
  const { hours, delays, faults } = await store.logs.read(range, async (logs) => ({
    hours: await storedHours(logs),
    delays: await storedDelays(logs),
    faults: await storedFaults(logs),
  }))
  const collectedSources = new Set<string>(feeds.map(({ source }) => source))
  const sources = faults.map(({ source, events, undated, recovered }): SourceCoverage => {
    const own = hours.filter((hour) => hour.source === source)
    const days = daysOf(own)
    const delay = delays.find((one) => one.source === source)
    const files = manifest.files.filter((file) => file.source === source)
    const times = files.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null)
    return {
      source,
      events,
      first: times.toSorted()[0] ?? null,
      last: times.toSorted().at(-1) ?? null,
      days,
      emptyDays: days.filter((day) => day.events === 0).map(({ day }) => day),
      silences: silencesOf(own),
      drops: dropsIn(days),
      delayMinutes:
        delay === undefined
          ? null
          : {
              median: minutes(delay.median),
              usual: minutes(delay.usual),
              most: minutes(delay.most),
              events: delay.events,
            },
      undated,
      recovered,
      collected: collectedSources.has(source),
    }
  })
  return {
    schemaVersion: 1,
    tenant: { id: store.tenant },
    at: now.toISOString(),
    sources,
    warnings: sources.flatMap((source) => warningsOf(source, now)),
    unknown: [
      ...missingLogs(ASKED, new Set(sources.map(({ source }) => source))),
      ...sources.filter(saysTooLittle).map(({ source, events }) => ({
        log: source,
        because: `${source} holds ${events} events: too few to tell a silence from a quiet time`,
      })),
    ],
  }
}

/** The logs that a review is about. */
const ASKED = ['signIns', 'nonInteractiveSignIns', 'directoryAudits', 'unifiedAudit'] as const

const saysTooLittle = ({ events }: SourceCoverage): boolean => events < LEAST_EVENTS

const minutes = (millis: number): number => Math.round(millis / MINUTE_MS)

/** Entra keeps sign-ins and changes for seven days without a licence; half of that is time to act. */
const SHORTEST_KEPT_DAYS = 7
const STALE_DAYS = 3
const SHORT_LIVED: ReadonlySet<string> = new Set([
  'signIns',
  'nonInteractiveSignIns',
  'servicePrincipalSignIns',
  'managedIdentitySignIns',
  'directoryAudits',
  'riskDetections',
])
const LATE_MINUTES = 24 * 60

function warningsOf(source: SourceCoverage, now: Date): readonly CoverageWarning[] {
  const { emptyDays, silences, drops, delayMinutes, undated, recovered, last } = source
  const warning = (code: CoverageWarning['code'], message: string): CoverageWarning => ({
    source: source.source,
    code,
    message,
  })
  const age = last === null ? 0 : (now.getTime() - Date.parse(last)) / DAY_MS
  return [
    ...(emptyDays.length === 0
      ? []
      : [
          warning(
            'emptyDays',
            `${emptyDays.length} of ${source.days.length} days hold no event, ${emptyDays[0]} first`,
          ),
        ]),
    ...silences.map(({ from, hours, kind }) =>
      warning(
        'silence',
        `${SILENT[kind]} for ${hours} hours from ${from.slice(0, 16).replace('T', ' ')} UTC`,
      ),
    ),
    ...drops.map(({ day, events, usual }) =>
      warning('drop', `${day} holds ${events} events, where ${usual} are usual`),
    ),
    ...(delayMinutes !== null && delayMinutes.usual > LATE_MINUTES
      ? [
          warning(
            'delay',
            `one event in twenty came more than ${Math.round(delayMinutes.usual / 60)} hours late`,
          ),
        ]
      : []),
    ...(source.collected && SHORT_LIVED.has(source.source) && age >= STALE_DAYS
      ? [
          warning(
            'windowClosing',
            `the newest event is ${Math.floor(age)} days old; a tenant without Entra ID P1 keeps ${SHORTEST_KEPT_DAYS} days, and what is not collected by then is lost`,
          ),
        ]
      : []),
    ...(recovered === 0
      ? []
      : [warning('recovered', `${recovered} rows were cut off, and hold only what could be read of them`)]),
    ...(undated === 0 ? [] : [warning('undated', `${undated} events have no time that can be read`)]),
  ]
}

const SILENT: Readonly<Record<Silence['kind'], string>> = {
  all: 'nothing came',
  system: 'programs and services were silent while people went on',
  human: 'no person showed while programs went on',
}
