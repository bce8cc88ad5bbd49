/** Days that hold nothing, or far less than usual. */
import type { PeopleElsewhere } from '#logs/silence/people.ts'
import type { Silence } from '#logs/silence/silence.ts'
import { counted } from '#model/text/words.ts'
import type { CoverageWarning, SourceCoverage } from './coverage-types.ts'

/** A warning before anybody knows whose and why. */
export type Told = Omit<CoverageWarning, 'source' | 'explainedBy'>

/** What other logs say of a stretch in which nobody showed. */
export const PEOPLE: Readonly<Record<PeopleElsewhere, string>> = {
  yes: '; in other logs people went on',
  no: '; no more in other logs, as on days off',
  unknown: '',
}

const DAY_MS = 86_400_000

/** Days that are empty or thin; what a silence tells already is left out. */
export function dayWarnings(
  source: SourceCoverage,
  people: (days: readonly string[]) => PeopleElsewhere,
): readonly Told[] {
  const { drops, emptyDays, days, silences } = source
  const open = drops.filter(({ day, kind }) => !silences.some((silence) => isWithin(day, silence, kind)))
  const judged = open.map((drop) => {
    const elsewhere = drop.kind === 'human' ? people([drop.day]) : 'yes'
    return { ...drop, elsewhere, weight: elsewhere === 'yes' ? ('look' as const) : ('note' as const) }
  })
  const thin = runsOf(judged).map((run): Told => {
    const [first] = run
    const last = run.at(-1)
    const [events, usual] = [sum(run.map((one) => one.events)), sum(run.map((one) => one.usual))]
    const what = WHOSE[first?.kind ?? 'all']
    const span = first?.day === last?.day ? (first?.day ?? '') : `${first?.day} to ${last?.day}`
    return {
      code: events === 0 ? 'emptyDays' : 'drop',
      weight: first?.weight ?? 'look',
      from: first?.day ?? null,
      message: `${span} ${run.length === 1 ? 'holds' : 'hold'} ${counted(events, 'event')}${what}, where ${counted(usual, 'is', 'are')} usual${first?.kind === 'human' ? PEOPLE[first.elsewhere] : ''}`,
    }
  })
  const told = new Set(drops.map(({ day }) => day))
  const untold = emptyDays.filter(
    (day) => !told.has(day) && !silences.some((silence) => isWithin(day, silence, 'all')),
  )
  // Weekends of a small office are empty; where that cannot be told from a hole, it is said.
  if (untold.length === 0 || days.length > LEAST_JUDGED) return thin
  const empty = `${untold.length} of ${counted(days.length, 'day')} hold no event, ${untold[0]} first`
  return [
    ...thin,
    {
      code: 'emptyDays',
      weight: 'note',
      from: untold[0] ?? null,
      message: `${empty}; whether that is usual, so few days do not show`,
    },
  ]
}

/** Two weeks and the two days at the ends. */
const LEAST_JUDGED = 16
const WHOSE = { all: '', human: ' by people', system: ' by programs' } as const

function isWithin(day: string, { from, to, kind }: Silence, of: 'all' | 'human' | 'system'): boolean {
  const start = Date.parse(day)
  const shared = Math.min(Date.parse(to), start + DAY_MS) - Math.max(Date.parse(from), start)
  return (kind === 'all' || kind === of) && shared >= DAY_MS / 4
}

/** Drops of one kind and weight in a row; a weekend between them does not part them. */
function runsOf<T extends { readonly day: string; readonly kind: string; readonly weight: string }>(
  drops: readonly T[],
): readonly (readonly T[])[] {
  const runs: T[][] = []
  for (const drop of drops) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    const isNext =
      before !== undefined &&
      Date.parse(drop.day) - Date.parse(before.day) <= 3 * DAY_MS &&
      before.kind === drop.kind &&
      before.weight === drop.weight
    if (isNext) run?.push(drop)
    else runs.push([drop])
  }
  return runs
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)
