/** What to look at in the logs, and what is told beside it. */
import { type PeopleElsewhere, peopleElsewhere } from '#logs/silence/people.ts'
import type { Silence } from '#logs/silence/silence.ts'
import { counted } from '#model/text/words.ts'
import { dayWarnings, PEOPLE, type Told } from './coverage-day-warnings.ts'
import { partWarnings } from './coverage-part-warnings.ts'
import { explanationOf } from './coverage-switches.ts'
import type { CoverageWarning, SourceCoverage, SwitchEvent } from './coverage-types.ts'

const LATE_MINUTES = 24 * 60
const DAY_MS = 86_400_000
/** A holiday is shorter. */
const LONG_HOURS = 240

/** The warnings about one log. @param all the logs, to tell a day off from a hole */
export function warningsOf(
  source: SourceCoverage,
  all: readonly SourceCoverage[],
  switches: readonly SwitchEvent[],
): readonly CoverageWarning[] {
  const others = all.filter((one) => one.source !== source.source).map(({ days }) => days)
  const people = peopleElsewhere(others)
  const explained = ({ service, ...told }: Told & { readonly service?: string }): CoverageWarning => {
    const from = told.from
    const by =
      from === null || !EXPLAINABLE.has(told.code)
        ? undefined
        : explanationOf(switches, { source: source.source, service: service ?? null, from })
    return { source: source.source, ...told, ...(by === undefined ? {} : { explainedBy: by }) }
  }
  return [
    ...source.silences.map((silence) => silenceWarning(silence, people)),
    ...dayWarnings(source, people),
    ...partWarnings(source),
    ...clockWarnings(source),
    ...faultWarnings(source),
  ].map(explained)
}

const EXPLAINABLE: ReadonlySet<string> = new Set(['silence', 'emptyDays', 'drop', 'stopped'])

function silenceWarning(
  { from, to, hours, kind, open }: Silence,
  people: (days: readonly string[]) => PeopleElsewhere,
): Told {
  const base = { code: 'silence' as const, from }
  const span = `for ${hours} hours from ${minute(from)}${open ? ', and still' : ''}`
  if (kind === 'all') return { ...base, weight: 'look', message: `nothing came ${span}` }
  if (kind === 'system')
    return {
      ...base,
      weight: 'look',
      message: `programs and services were silent while people went on, ${span}`,
    }
  const elsewhere = people(daysBetween(from, to))
  const isNote = elsewhere === 'no' || (elsewhere === 'unknown' && hours < LONG_HOURS)
  const words = open ? 'only programs still write to it' : 'no person showed while programs went on'
  return { ...base, weight: isNote ? 'note' : 'look', message: `${words}, ${span}${PEOPLE[elsewhere]}` }
}

/** Each whole day between the two, or the day itself. */
function daysBetween(from: string, to: string): readonly string[] {
  const [start, end] = [Math.ceil(Date.parse(from) / DAY_MS), Math.floor(Date.parse(to) / DAY_MS)]
  const days = Array.from({ length: Math.max(0, end - start) }, (_, at) =>
    new Date((start + at) * DAY_MS).toISOString().slice(0, 10),
  )
  return days.length === 0 ? [from.slice(0, 10)] : days
}

function clockWarnings({ delayMinutes, delayGrowth, clock }: SourceCoverage): readonly Told[] {
  return [
    ...(delayMinutes !== null && delayMinutes.usual > LATE_MINUTES
      ? [
          {
            code: 'delay' as const,
            weight: 'look' as const,
            from: null,
            message: `one event in twenty came more than ${Math.round(delayMinutes.usual / 60)} hours late`,
          },
        ]
      : []),
    ...delayGrowth.map(({ from, to, minutes, usual }) => ({
      code: 'delay' as const,
      weight: 'look' as const,
      from,
      message: `${from === to ? `on ${from}` : `from ${from} to ${to}`} half of it came more than ${duration(minutes)} late, where ${duration(usual)} are usual`,
    })),
    ...(clock.future === 0
      ? []
      : [
          {
            code: 'clock' as const,
            weight: 'look' as const,
            from: clock.furthest,
            message: `${counted(clock.future, 'event')} from the future, up to ${minute(clock.furthest ?? '')}: a clock is wrong, and what they tell is not judged`,
          },
        ]),
    ...(clock.seenBefore === 0
      ? []
      : [
          {
            code: 'clock' as const,
            weight: 'note' as const,
            from: null,
            message: `${counted(clock.seenBefore, 'event')} could be seen before they happened, by their own times`,
          },
        ]),
  ]
}

function faultWarnings({ undated, recovered }: SourceCoverage): readonly Told[] {
  const base = { weight: 'look' as const, from: null }
  return [
    ...(recovered === 0
      ? []
      : [
          {
            ...base,
            code: 'recovered' as const,
            message: `${recovered} rows were cut off, and hold only what could be read of them`,
          },
        ]),
    ...(undated === 0
      ? []
      : [{ ...base, code: 'undated' as const, message: `${undated} events have no time that can be read` }]),
  ]
}

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`
const duration = (minutes: number): string =>
  minutes < 120 ? counted(minutes, 'minute') : `${Math.round(minutes / 60)} hours`
