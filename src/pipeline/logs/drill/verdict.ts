/** What a comparison is worth: what agrees, what falls short and on whose side, and what nobody can say. */
import type { DrillLog, DrillResult, Shortfall } from '#model/drill.ts'
import { count, counted } from '#model/text/words.ts'

/** A log before it is judged. */
export type ComparedLog = Omit<DrillLog, 'state' | 'because'> & {
  /** When the day was deleted from our store on somebody's word; ISO 8601. */
  readonly deletedAt?: string | undefined
  /** The ledger counted events of the log into our store, and it holds none at all. */
  readonly isLost?: boolean
}

export interface JudgedLog {
  readonly log: DrillLog
  readonly short: readonly Shortfall[]
}

/** Judges one log. */
export function judgeLog({ deletedAt, isLost = false, ...log }: ComparedLog): JudgedLog {
  const because = isLost
    ? `events of ${log.source} were counted into our store, and it holds none any more`
    : whyUnknown(log, deletedAt)
  if (because !== undefined) return { log: { ...log, state: 'unknown', because }, short: [] }
  if (isEmpty(log)) return { log: { ...log, state: 'agrees', because: NO_EVENT }, short: [] }
  const short = [...theirsShort(log), ...oursShort(log)]
  return { log: { ...log, state: short.length === 0 ? 'agrees' : 'differs' }, short }
}

type Counts = Omit<ComparedLog, 'deletedAt' | 'isLost'>

const DAY_HOURS = 24
const NO_EVENT = `neither side has an event, and our ledger has an answer for all ${DAY_HOURS} hours`

const isEmpty = ({ ours, theirs }: Counts): boolean => ours === 0 && theirs === 0

function whyUnknown(
  { source, ours, theirs, both, explained, answeredHours }: Counts,
  deletedAt: string | undefined,
): string | undefined {
  if (deletedAt !== undefined)
    return `the day of ${source} was deleted from our store on ${deletedAt.slice(0, 10)}`
  if (ours === 0 && answeredHours === 0)
    return `our store has nothing of ${source} of this day, and the ledger no answer`
  if (ours === 0 && theirs > 0 && explained === theirs)
    return `our store has nothing of ${source} of this day, and the ledger no answer for the hours of what came`
  if (ours === 0 && theirs === 0 && answeredHours < DAY_HOURS)
    return `neither side has an event of ${source}, and our ledger has an answer for ${answeredHours} of ${DAY_HOURS} hours only`
  if (both === 0 && ours > 0 && theirs > 0)
    return `no record id of ${source} is on both sides, of ${counted(ours, 'event')} here and ${count(theirs)} there: one of the exports may lack the ids`
  return undefined
}

function theirsShort({ source, ours, theirs, onlyOurs, fields }: Counts): readonly Shortfall[] {
  const short = (what: string): Shortfall => ({ whose: 'theirs', source, what })
  if (ours > 0 && theirs === 0) return [short(`nothing came, and our store has ${counted(ours, 'event')}`)]
  const bare = fields.filter((field) => field.lacking === field.ours)
  return [
    ...(onlyOurs > 0 ? [short(`lacks ${count(onlyOurs)} of our ${counted(ours, 'event')}`)] : []),
    ...(bare.length > 0 ? [short(`no record says ${bare.map(({ field }) => field).join(', ')}`)] : []),
  ]
}

/** What they have and we lack is our gap only where our ledger claims that we have everything. */
function oursShort({ source, onlyTheirs, explained }: Counts): readonly Shortfall[] {
  const missing = onlyTheirs - explained
  if (missing === 0) return []
  const what = `our store lacks ${counted(missing, 'event')} of hours that the ledger says were answered`
  return [{ whose: 'ours', source, what }]
}

export interface Judged extends Pick<DrillResult, 'verdict' | 'because' | 'short'> {}

/**
 * Judges all of it. What is proven to fall short is said, whatever else is unknown; nothing agrees while one of the logs
 * that were asked for could not be compared.
 */
export function judgeDrill(
  logs: readonly JudgedLog[],
  asked: readonly DrillLog['source'][],
  further: readonly Shortfall[],
): Judged {
  const short = [...logs.flatMap((one) => one.short), ...further]
  const because = logs.flatMap(({ log }) =>
    log.state === 'unknown' && log.because !== undefined && asked.includes(log.source) ? [log.because] : [],
  )
  const compared = logs.filter(({ log }) => log.state !== 'unknown')
  // Late or not: with nothing to compare, nothing is proven about what came.
  if (compared.length === 0) return { verdict: 'unknown', because, short }
  if (compared.every(({ log }) => isEmpty(log)))
    return {
      verdict: 'unknown',
      because: [...because, 'no log that was compared has an event of this day'],
      short,
    }
  if (short.length > 0) return { verdict: 'fallsShort', because, short }
  return { verdict: because.length > 0 ? 'unknown' : 'agrees', because, short }
}
