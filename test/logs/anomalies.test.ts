/** Faults put into made up logs are found, and quiet logs stay quiet: counted over seeded series. */
import { describe, expect, it } from 'vitest'
import { type DelayDay, delayGrowth } from '#logs/silence/clock.ts'
import { dayName } from '#logs/silence/days.ts'
import type { LogHour } from '#logs/silence/hours.ts'
import { peopleElsewhere } from '#logs/silence/people.ts'
import { habitOf, silencesOf } from '#logs/silence/silence.ts'
import { type StreamDay, streamChanges } from '#logs/silence/streams.ts'
import { volumeOf } from '#logs/silence/volume.ts'
import {
  DAYS,
  poisson,
  type Random,
  randomOf,
  START_DAY,
  seriesOf,
  type Usage,
  wholeDays,
  without,
} from './anomaly-series.ts'

const SERIES = 60
const seeds = Array.from({ length: SERIES }, (_, at) => at + 1)
const LEAST_FOUND = 0.95
const MOST_FALSE = 0.1

/** Tenants of every size: 10 people to some thousands, programs from hardly any to many. */
function usageOf(random: Random): Usage {
  const people = [1.5, 5, 30, 400][Math.floor(random() * 4)] ?? 5
  const programs = [0.5, 3, 20, 200][Math.floor(random() * 4)] ?? 3
  const daysOff = [Math.floor(random() * DAYS), Math.floor(random() * DAYS)]
  return { people, programs, varies: 0.1 + random() * 0.25, daysOff }
}

/** What somebody is asked to look at; what only people left is told apart. */
function found(hours: readonly LogHour[]) {
  const silences = silencesOf(hours)
  const { drops } = volumeOf(wholeDays(hours))
  return {
    all: [...silences, ...drops],
    look: [...silences, ...drops].filter(({ kind }) => kind !== 'human'),
  }
}

const say = (what: string, many: number, of: number) => console.log(`${what}: ${many} of ${of} series`)

describe('quiet series', () => {
  it.each([
    ['of any size', usageOf],
    ['of ten people and hardly a program', () => ({ people: 3, programs: 0.2, varies: 0.3, daysOff: [17] })],
    ['of programs alone', () => ({ people: 0, programs: 4, varies: 0.2, daysOff: [] })],
    ['of people alone', () => ({ people: 20, programs: 0, varies: 0.25, daysOff: [24] })],
  ] as const)('raise next to no alarm: %s', (name, usage) => {
    const alarms = seeds.filter((seed) => {
      const random = randomOf(seed)
      return found(seriesOf(random, usage(random))).look.length > 0
    })
    say(`false alarms, ${name}`, alarms.length, SERIES)
    expect(alarms.length).toBeLessThanOrEqual(SERIES * MOST_FALSE)
  })
})

/** A fault somewhere after the third week. */
const dayIn = (random: Random) => 22 + Math.floor(random() * 30)
const workday = (random: Random) => {
  const day = dayIn(random)
  return day - Math.max(0, (day % 7) - 4)
}
const overlaps =
  (from: number, to: number) =>
  (one: { readonly day: string } | { readonly from: string; readonly to: string }) => {
    const [start, end] = 'day' in one ? [one.day, one.day] : [one.from.slice(0, 10), one.to.slice(0, 10)]
    return end >= dayName(START_DAY + from) && start < dayName(START_DAY + to)
  }

describe('faults', () => {
  const usual = (random: Random): Usage => ({
    people: 10 + random() * 200,
    programs: 2 + random() * 60,
    varies: 0.1 + random() * 0.2,
    daysOff: [],
  })
  it.each([
    ['a day without anything', 1, { human: 0, system: 0 }, ['all']],
    ['a day with a tenth of it', 1, { human: 0.1, system: 0.1 }, ['all', 'system', 'human']],
    ['programs silent for two days', 2, { human: 1, system: 0 }, ['system']],
    ['people silent for a week', 7, { human: 0, system: 1 }, ['human']],
    ['everything gone for a week', 7, { human: 0, system: 0 }, ['all']],
  ] as const)('are found: %s', (name, days, left, kinds) => {
    const hits = seeds.filter((seed) => {
      const random = randomOf(seed * 7919)
      const hours = seriesOf(random, usual(random))
      const from = workday(random)
      return found(without(hours, from, from + days, left)).all.some(
        (one) => (kinds as readonly string[]).includes(one.kind) && overlaps(from, from + days)(one),
      )
    })
    say(`found, ${name}`, hits.length, SERIES)
    expect(hits.length).toBeGreaterThanOrEqual(SERIES * LEAST_FOUND)
  })

  it('are found at the end of what was asked for, and not where nobody asked any further', () => {
    const ends = seeds.map((seed) => {
      const random = randomOf(seed * 31)
      const hours = without(seriesOf(random, usual(random)), DAYS - 2, DAYS, { human: 0, system: 0 })
      const until = (START_DAY + DAYS) * 24
      return {
        known: silencesOf(hours, until).some(({ open }) => open),
        open: silencesOf(hours).some(({ open, kind }) => open && kind === 'all'),
      }
    })
    expect(ends.filter(({ known }) => known).length).toBeGreaterThanOrEqual(SERIES * LEAST_FOUND)
    expect(ends.filter(({ open }) => open)).toEqual([])
  })

  it('name a log to which only machines still write', () => {
    const random = randomOf(5)
    const hours = without(seriesOf(random, usual(random)), 50, DAYS, { human: 0, system: 1 })
    expect(silencesOf(hours)).toMatchObject([{ kind: 'human', open: true }])
  })
})

describe('parts of a log', () => {
  const span = { start: START_DAY, end: START_DAY + DAYS }
  const part = (random: Random, service: string, mean: (day: number) => number): readonly StreamDay[] =>
    Array.from({ length: DAYS }, (_, day) => ({
      service,
      recordType: null,
      day: START_DAY + day,
      events: poisson(random, mean(day) * (day % 7 < 5 ? 1 : 0.1)),
    })).filter(({ events }) => events > 0)

  it('stay quiet when nothing stopped, and are named when one did', () => {
    const tally = { falsely: 0, found: 0, fresh: 0 }
    for (const seed of seeds) {
      const random = randomOf(seed * 101)
      const means = [200, 40, 8, 2, 0.3].map((mean) => mean * (0.7 + random()))
      const quiet = means.flatMap((mean, at) => part(random, `service ${at}`, () => mean))
      if (streamChanges(quiet, span).length > 0) tally.falsely += 1
      const stop = 30 + Math.floor(random() * 20)
      const narrowed = [
        ...quiet.filter(({ service }) => service !== 'service 1'),
        ...part(random, 'service 1', (day) => (day < stop ? 40 : 0)),
        ...part(random, 'another', (day) => (day < 40 ? 0 : 20)),
      ]
      const changes = streamChanges(narrowed, span)
      if (changes.some(({ service, change }) => service === 'service 1' && change === 'stopped'))
        tally.found += 1
      if (changes.some(({ service, change }) => service === 'another' && change === 'new')) tally.fresh += 1
    }
    say('parts: false alarms', tally.falsely, SERIES)
    say('parts: one that stopped found', tally.found, SERIES)
    say('parts: a new one found', tally.fresh, SERIES)
    expect(tally.falsely).toBeLessThanOrEqual(SERIES * MOST_FALSE)
    expect(tally.found).toBeGreaterThanOrEqual(SERIES * LEAST_FOUND)
    expect(tally.fresh).toBeGreaterThanOrEqual(SERIES * LEAST_FOUND)
  })

  it('names a record type that stopped while its service went on', () => {
    const random = randomOf(3)
    const typed = (recordType: string, until: number) =>
      part(random, 'Exchange', (day) => (day < until ? 30 : 0)).map((one) => ({ ...one, recordType }))
    expect(streamChanges([...typed('1', DAYS), ...typed('50', 40)], span)).toMatchObject([
      { service: 'Exchange', recordType: '50', change: 'stopped', from: START_DAY + 40 },
    ])
  })

  it('says nothing of a log that is days old', () => {
    const random = randomOf(4)
    const short = part(random, 'a', (day) => (day < 5 ? 50 : 0)).concat(part(random, 'b', () => 50))
    expect(streamChanges(short, { start: START_DAY, end: START_DAY + 10 })).toEqual([])
  })
})

describe('delays', () => {
  const days = (random: Random, late: (day: number) => number): readonly DelayDay[] =>
    Array.from({ length: DAYS }, (_, day) => ({
      day,
      events: 100,
      minutes: 5 * Math.exp(0.4 * (random() + random() + random() - 1.5)) + late(day),
    }))

  it('are told where they grow, and only there', () => {
    const tally = { falsely: 0, found: 0 }
    for (const seed of seeds) {
      const random = randomOf(seed * 13)
      if (delayGrowth(days(random, () => 0)).length > 0) tally.falsely += 1
      const from = dayIn(random)
      const grown = delayGrowth(days(random, (day) => (day >= from && day < from + 3 ? 180 : 0)))
      if (grown.length === 1 && grown[0]?.from === from && grown[0].to === from + 2) tally.found += 1
    }
    say('delays: false alarms', tally.falsely, SERIES)
    say('delays: found', tally.found, SERIES)
    expect(tally.falsely).toBeLessThanOrEqual(SERIES * MOST_FALSE)
    expect(tally.found).toBeGreaterThanOrEqual(SERIES * LEAST_FOUND)
  })
})

describe('too little to judge by', () => {
  it('is not known, and no alarm', () => {
    const random = randomOf(9)
    const office = seriesOf(random, { people: 3, programs: 0.2, varies: 0.2, daysOff: [] })
    const week = office.filter(({ hour }) => hour < (START_DAY + 9) * 24)
    expect(silencesOf(week)).toEqual([])
    expect(habitOf(week).because).toContain('too few to know its weeks')
    expect(habitOf(office).because).toBeNull()
    expect(volumeOf(wholeDays(week))).toEqual({ drops: [], judged: 0 })
  })
})

describe('people', () => {
  it('were away everywhere, or only here', () => {
    const random = randomOf(2)
    const usage = { people: 30, programs: 1, varies: 0.1, daysOff: [] }
    const off = { ...usage, daysOff: [31] }
    const day = [dayName(START_DAY + 31)]
    expect(peopleElsewhere([wholeDays(seriesOf(random, usage))])(day)).toBe('yes')
    expect(peopleElsewhere([wholeDays(seriesOf(random, off))])(day)).toBe('no')
    expect(peopleElsewhere([])(day)).toBe('unknown')
  })
})
