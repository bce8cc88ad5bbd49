/**
 * Every fault the simulated cloud knows, at every kind of request a collection makes: Graph alone, a part of a batch,
 * a list of Azure, a query to Resource Graph. Whatever happens, a dataset is as it would be without faults, or it says
 * why it is not: a gap is never silent.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Coverage } from '#model/coverage.ts'
import type { Collected } from '#pipeline/collect/collect.ts'
import {
  type Cloud,
  type CloudOptions,
  type Fault,
  type FaultKind,
  smallestPermissions,
} from '../../simulator/cloud.ts'
import { aCloud, aPatientClock, servicesOf, undisturbed } from './harness.ts'
import { showNames } from './healthy.ts'
import { mulberry, seedOfRun } from './random.ts'

const seed = seedOfRun()
console.log(`fault-matrix.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

const FOR_EVER = Number.POSITIVE_INFINITY
/** Many pages out of a small estate, so that there is a middle to be hit; and everything opens. */
const SMALL_PAGES: CloudOptions = {
  accounts: 20,
  pageSizeCap: 2,
  grantedPermissions: [...smallestPermissions, 'Directory.Read.All'],
  edit: showNames,
}

let cloud: Cloud
let whole: Collected

beforeAll(async () => {
  cloud = await aCloud(SMALL_PAGES)
  whole = await undisturbed(cloud)
})

/** Collects with these faults planned, and takes them back afterwards. */
async function disturbed(faults: readonly Fault[]): Promise<Collected> {
  cloud.faults.clear()
  cloud.faults.add(...faults)
  try {
    return await undisturbed(cloud, { services: servicesOf(cloud, { clock: aPatientClock() }) })
  } finally {
    cloud.faults.clear()
  }
}

const manifestOf = ({ snapshot }: Collected) => snapshot.manifest
const hashOf = (collected: Collected) => manifestOf(collected).recordsHash

/** What a dataset that is not complete says of itself; empty where it says nothing. */
function reasonOf(coverage: Coverage): string {
  switch (coverage.state) {
    case 'complete':
      return ''
    case 'denied':
      return `${coverage.because} ${coverage.missing.join(' ')}`
    default:
      return coverage.because
  }
}

interface Compared {
  /** Datasets that are not as they are without faults. */
  readonly changed: readonly string[]
  /** Those of them that do not say so, or not why. */
  readonly silent: readonly string[]
}

function compared(collected: Collected): Compared {
  const before = new Map(Object.entries(manifestOf(whole).datasets))
  const after = Object.entries(manifestOf(collected).datasets)
  const changed = after.filter(([name, { coverage, recordsHash }]) => {
    const one = before.get(name)
    before.delete(name)
    return recordsHash !== one?.recordsHash || coverage.state !== one.coverage.state
  })
  const silent = changed.filter(([, { coverage }]) => !/\S{4}/.test(reasonOf(coverage)))
  return {
    changed: changed.map(([name]) => name),
    silent: [...silent.map(([name]) => name), ...before.keys()],
  }
}

/** The kinds of request, by what their addresses have in common. */
const places = {
  'Graph, alone': { path: /^\/(v1\.0|beta)\/(?!\$batch)/, inBatch: false },
  'Graph, the batch itself': { path: /^\/(v1\.0|beta)\/\$batch/, inBatch: false },
  'Graph, a part of a batch': { path: /^\/(v1\.0|beta)\//, inBatch: true },
  'Azure, a list': { path: /^\/(subscriptions|providers)\/?.*(?<!ResourceGraph\/resources)\?/i },
  'Azure, a query': { path: /^\/providers\/Microsoft\.ResourceGraph\//i },
} as const
type Place = keyof typeof places
const placeNames = Object.keys(places) as Place[]

/** Faults after which asking again is enough. */
const passing: Readonly<Record<string, FaultKind>> = {
  '429 with Retry-After': { kind: 'throttled', retryAfterSeconds: 7 },
  '429 without Retry-After': { kind: 'throttled' },
  '500': { kind: 'status', status: 500 },
  '502': { kind: 'status', status: 502 },
  '503': { kind: 'status', status: 503 },
  '503 with Retry-After': { kind: 'status', status: 503, retryAfterSeconds: 3 },
  '504': { kind: 'status', status: 504 },
  'a connection reset': { kind: 'reset' },
  'a body that breaks off': { kind: 'truncated' },
  'text that is no JSON': { kind: 'malformed' },
  'a slow answer': { kind: 'slow', ms: 25 },
  'a token that ends in the middle': { kind: 'expiredToken' },
}

/** A list is begun again for it, once. */
const deadToken: FaultKind = { kind: 'deadSkipToken' }

/** Faults that say something of the tenant, true or not: no asking again helps. */
const lasting: Readonly<Record<string, FaultKind>> = {
  'no licence for P1': { kind: 'unlicensed', code: 'p1' },
  'no licence for P2': { kind: 'unlicensed', code: 'p2' },
  'no licence for the feature': { kind: 'unlicensed', code: 'risk' },
  'a next link elsewhere': { kind: 'foreignNextLink', host: 'stranger.example' },
  'a record that does not fit': { kind: 'brokenRecord' },
}

/** The `nth` requests of a place, counted from 1. */
const at = (place: Place, kind: FaultKind, ...nths: readonly number[]) =>
  nths.map((nth): Fault => ({ ...kind, ...places[place], nth }))

/** From the fourth request of a place on, so that something was read before. */
const forGood = (place: Place, kind: FaultKind): Fault => ({
  ...kind,
  ...places[place],
  nth: 4,
  times: FOR_EVER,
})

describe('the undisturbed collection', () => {
  it('makes every kind of request, several times each, and turns pages in all services', () => {
    const paths = cloud.requests.map(({ path }) => path)

    for (const place of placeNames) {
      const { path } = places[place]
      expect(paths.filter((one) => path.test(one)).length, place).toBeGreaterThan(3)
    }
    for (const place of ['Graph, alone', 'Azure, a list'] as const)
      expect(
        paths.filter((one) => places[place].path.test(one) && /skiptoken/i.test(one)).length,
      ).toBeGreaterThan(3)
  })

  it('is whole', () => {
    const states = Object.values(manifestOf(whole).datasets).map(({ coverage }) => coverage.state)

    expect(new Set(states)).toEqual(new Set(['complete']))
  })

  it('is the same each time', async () => {
    expect(hashOf(await disturbed([]))).toBe(hashOf(whole))
  })
})

describe('once here and there, everywhere, it leaves no trace:', () => {
  it.each(Object.entries(passing))('%s', async (_what, kind) => {
    // Every token dies at once; more often than this and a request meets more ends than tokens ever have.
    const nths = kind.kind === 'expiredToken' ? [5] : [1, 2, 5, 9]

    const collected = await disturbed(placeNames.flatMap((place) => at(place, kind, ...nths)))

    expect(compared(collected)).toEqual({ changed: [], silent: [] })
    expect(hashOf(collected)).toBe(hashOf(whole))
  })
})

describe('a skip token that dies', () => {
  it.each([
    ['Graph', /^\/(v1\.0|beta)\/.*skiptoken/i, 3],
    ['a list of Azure', /^\/(subscriptions|providers)\/.*skiptoken/i, 2],
    // Its token is in the question; by then every first page was asked for but the last query's.
    ['a query to Azure', places['Azure, a query'].path, 6],
  ] as const)('makes its list begin again, and leaves a notice: %s', async (_what, path, nth) => {
    const collected = await disturbed([{ ...deadToken, path, nth }])

    expect(compared(collected)).toEqual({ changed: [], silent: [] })
    expect(hashOf(collected)).toBe(hashOf(whole))
    expect(manifestOf(collected).notices).toEqual([expect.stringContaining('was read again from its start')])
  })

  it('for good is said by all that have a second page', async () => {
    const collected = await disturbed([{ ...deadToken, path: /./, times: FOR_EVER }])

    const { changed, silent } = compared(collected)
    expect(silent).toEqual([])
    expect(changed.length).toBeGreaterThan(10)
  })
})

describe('for good, it is said by all that it costs:', () => {
  const healing = new Set(['a slow answer', 'a token that ends in the middle'])
  const costly = Object.entries(passing).filter(([what]) => !healing.has(what))

  it.each(costly)('%s', async (_what, kind) => {
    const alone = placeNames.filter((place) => !place.includes('batch'))

    const collected = await disturbed(alone.map((place) => forGood(place, kind)))

    const { changed, silent } = compared(collected)
    expect(silent).toEqual([])
    expect(changed.length).toBeGreaterThan(3)
  })

  it.each(placeNames.filter((place) => !place.includes('batch')))('%s', async (place) => {
    const collected = await disturbed([forGood(place, { kind: 'status', status: 503 })])

    const { changed, silent } = compared(collected)
    expect(silent).toEqual([])
    expect(changed).not.toEqual([])
  })

  // What a batch does not answer is asked for alone, so nothing is lost by one that fails.
  it.each(costly)('but not of a batch, or of a part of one: %s', async (_what, kind) => {
    const collected = await disturbed([
      forGood('Graph, the batch itself', kind),
      { ...kind, ...places['Graph, a part of a batch'], times: FOR_EVER },
    ])

    expect(compared(collected)).toEqual({ changed: [], silent: [] })
    expect(hashOf(collected)).toBe(hashOf(whole))
  })
})

describe('what asking again does not help is said:', () => {
  it.each(Object.entries(lasting))('%s', async (_what, kind) => {
    const once = await disturbed(placeNames.flatMap((place) => at(place, kind, 2, 5, 7, 11, 13)))
    const always = await disturbed(
      placeNames.map((place) => ({ ...kind, ...places[place], times: FOR_EVER })),
    )

    expect([compared(once).silent, compared(always).silent]).toEqual([[], []])
    expect(compared(once).changed).not.toEqual([])
    expect(compared(always).changed.length).toBeGreaterThan(10)
  })

  it.each(['domains', 'organization', 'subscribedSkus', 'roleEligibilityScheduleInstances'])(
    'no licence, said of a list that others are read by: %s',
    async (list) => {
      const path = new RegExp(`/${list}(\\?|$)`)

      const collected = await disturbed([{ path, kind: 'unlicensed', code: 'p2', times: FOR_EVER }])

      const { changed, silent } = compared(collected)
      expect(silent).toEqual([])
      expect(changed).toContain(list)
    },
  )
})

describe('Azure shortened by the role of the reader', () => {
  it.each(['none', 'subscription-1'] as const)(
    'is partial wherever rows may be missing: %s',
    async (armReader) => {
      const shortened = await aCloud({ ...SMALL_PAGES, armReader })

      const collected = await undisturbed(shortened)

      const { changed, silent } = compared(collected)
      expect(silent).toEqual([])
      expect(changed).toEqual(expect.arrayContaining(['subscriptions', 'resources', 'managementGroups']))
    },
  )
})

/** A mixture: any fault at any request, sometimes for a while. */
function mixture(random: () => number): readonly Fault[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const kinds = [...Object.values(passing), ...Object.values(passing), ...Object.values(lasting), deadToken]
  return Array.from({ length: 30 }, () => ({
    ...pick(kinds),
    ...places[pick(placeNames)],
    nth: 1 + Math.floor(random() * 60),
    times: random() < 0.8 ? 1 : 1 + Math.floor(random() * 8),
  }))
}

describe('any mixture', () => {
  it.each([1, 2, 3, 4, 5, 6])('ends in the same facts, or says what is missing: number %i', async (round) => {
    const faults = mixture(mulberry(seed + round))

    const collected = await disturbed(faults)

    expect(compared(collected).silent, `seed ${seed}`).toEqual([])
  })
})
