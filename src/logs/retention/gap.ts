/** Whether a log is kept for as long as it should be, and what it takes when it is not. */
import type { Achieved } from './achieved.ts'
import type { RetentionProfile } from './profiles.ts'

/** Where settings send a log today. Nothing of it says what was kept before they were made. */
export interface ConfiguredExport {
  /** `none`: no diagnostic setting can send this log. */
  readonly state: 'sent' | 'notSent' | 'unknown' | 'none'
  /** The longest known retention of the places that it is sent to; null where none is known. */
  readonly days: number | null
  /** True where some place may keep it longer than is known. */
  readonly isOpen: boolean
  /** Each place in words, with its retention where it was read. */
  readonly places: readonly string[]
  readonly because?: string
}

/** What Microsoft keeps of it by itself. */
export interface PlatformKept {
  /** Null where the licence decides and is not known, or where nothing is there. */
  readonly days: number | null
  /** The most it may be; equal to `days` where that is known, null where nobody here knows any figure. */
  readonly most: number | null
}

export interface Gap {
  readonly met: 'yes' | 'no' | 'unknown'
  /** Days of history that are missing here; null where that cannot be told. */
  readonly days: number | null
  readonly searchableDays: number | null
  /** The day on which history here reaches the target, if nothing is missed from now on; `YYYY-MM-DD`. */
  readonly earliest: string | null
  readonly because: string | null
}

const DAY_MS = 86_400_000

/**
 * Compares what is held here with the target. Short here is no proof that it is short everywhere: where Microsoft, or a
 * place that it is sent to, may have more, the answer is that nobody knows.
 */
export function gapTo(
  { searchableDays, totalDays }: RetentionProfile,
  achieved: Achieved,
  kept: PlatformKept,
  sent: ConfiguredExport,
  now: number,
): Gap {
  const here = achieved.unbrokenDays
  const target = Math.max(totalDays, searchableDays ?? 0)
  if (here === null)
    return { met: 'unknown', days: null, searchableDays: null, earliest: null, because: achieved.because }
  const days = Math.max(0, totalDays - here)
  const gap = {
    days,
    searchableDays: searchableDays === null ? null : Math.max(0, searchableDays - here),
    earliest: new Date(now + Math.max(0, target - here) * DAY_MS).toISOString().slice(0, 10),
  }
  if (here >= target) return { ...gap, met: 'yes', because: null }
  const doubt = elsewhere(target, kept, sent)
  return doubt === undefined
    ? { ...gap, met: 'no', because: achieved.because }
    : { ...gap, met: 'unknown', because: doubt }
}

/** Why it may be there for long enough outside this store; undefined where it cannot. */
function elsewhere(target: number, kept: PlatformKept, sent: ConfiguredExport): string | undefined {
  if (sent.state === 'unknown')
    return `where it is sent to is not known: ${sent.because ?? 'the settings were not read'}`
  if (sent.state === 'sent' && sent.isOpen)
    return `it is sent to a place whose retention was not read (${sent.places.join(', ')})`
  if (sent.state === 'sent' && (sent.days ?? 0) >= target)
    return `${sent.places.join(', ')} is set to keep it for long enough, and how far back it reaches was not read`
  if (kept.most === null) return 'for how long it is kept where it comes from is not known'
  if (kept.most >= target)
    return 'Microsoft keeps it for long enough, if it was switched on all that time; the store does not show it'
  return undefined
}
