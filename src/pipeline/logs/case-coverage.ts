/** For each log and day: what the store holds, and which hours the ledger proves were asked for and answered. */
import { daysOf } from '#logs/silence/days.ts'
import { type Silence, silencesOf } from '#logs/silence/silence.ts'
import { common, lengthOf } from '#logs/windows/spans.ts'
import { logSources } from '#model/events/log-event.ts'
import type { Span } from '#model/events/log-window.ts'
import { storedHours } from '#store/log-store/hours.ts'
import type { LogRange } from '#store/log-store/log-store.ts'
import type { TenantStore } from '#store/store.ts'
import { heldSpans, provenSpans } from './retention-held.ts'

export interface DayProof {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string
  readonly events: number
  /** Hours of the day, of 24, of which every moment was asked for and answered; none of a day that was deleted since. */
  readonly provenHours: number
}

export interface LogProof {
  readonly source: string
  readonly events: number
  /** False for a log that was imported only: nothing about it is proven. */
  readonly collected: boolean
  readonly days: readonly DayProof[]
  readonly silences: readonly Silence[]
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Proof of coverage of the span; days of logs that are nowhere are left out. */
export async function caseCoverage(store: TenantStore, range: LogRange): Promise<readonly LogProof[]> {
  const hours = await store.logs.read(range, storedHours)
  const manifest = await store.logs.manifest()
  const feeds = await store.coverage.feeds()
  const proofs: LogProof[] = []
  for (const source of logSources) {
    const own = hours.filter((hour) => hour.source === source)
    const answered = within(await provenSpans(store.coverage, source), range)
    if (own.length === 0 && answered.length === 0) continue
    const proven = within(await heldSpans(store.coverage, manifest, source), range)
    const counted = new Map(daysOf(own).map(({ day, events }) => [day, events]))
    const days = [...new Set([...counted.keys(), ...answered.flatMap(daysIn)])].toSorted()
    proofs.push({
      source,
      events: [...counted.values()].reduce((sum, events) => sum + events, 0),
      collected: feeds.some((feed) => feed.source === source),
      days: days.map((day) => ({
        day,
        events: counted.get(day) ?? 0,
        provenHours: provenHours(day, proven),
      })),
      silences: silencesOf(own),
    })
  }
  return proofs
}

function within(spans: readonly Span[], { from = -Infinity, to = Infinity }: LogRange): readonly Span[] {
  return spans.flatMap((span) => common(span, { from, to }) ?? [])
}

function daysIn({ from, to }: Span): readonly string[] {
  const first = Math.floor(from / DAY_MS)
  const last = Math.floor((to - 1) / DAY_MS)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => isoDay((first + at) * DAY_MS))
}

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Whole hours only: one that was asked for in part proves nothing about the other part. */
function provenHours(day: string, proven: readonly Span[]): number {
  const midnight = Date.parse(day)
  return Array.from({ length: 24 }, (_, at) => {
    const hour = { from: midnight + at * HOUR_MS, to: midnight + (at + 1) * HOUR_MS }
    return lengthOf(proven.flatMap((span) => common(span, hour) ?? [])) === HOUR_MS ? 1 : 0
  }).reduce<number>((sum, one) => sum + one, 0)
}
