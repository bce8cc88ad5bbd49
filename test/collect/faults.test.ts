/** Whatever goes wrong on the way heals without a trace, or is said; nothing else is touched by it. */
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { BodyTooLarge, type HttpResponse, openTransport, type Transport } from '#clients/http/transport.ts'
import type { DatasetName } from '#model/datasets.ts'
import type { Collected } from '#pipeline/collect/collect.ts'
import type { Cloud, Fault, FaultKind } from '../../simulator/cloud.ts'
import {
  aCloud,
  servicesOf,
  aPatientClock,
  aPlace,
  atTheEnd,
  collectFrom,
  readsOf,
  undisturbed,
} from './harness.ts'
import { mulberry, seedOfRun } from './random.ts'

const seed = seedOfRun()
console.log(`faults.test.ts: seed ${seed} (KEYWARD_TEST_SEED=${seed} repeats it)`)

const FOR_EVER = Number.POSITIVE_INFINITY
const USERS = /^\/v1\.0\/users\?\$select=id%2CdisplayName/

let cloud: Cloud
let whole: Collected

beforeAll(async () => {
  cloud = await aCloud({ accounts: 120, pageSizeCap: 20 })
  whole = await undisturbed(cloud)
})

const hashOf = ({ snapshot }: Collected) => snapshot.manifest.recordsHash
const coverageOf = ({ snapshot }: Collected, name: DatasetName) => snapshot.manifest.datasets[name]?.coverage

/** Collects with these faults planned, and takes them back afterwards. */
async function disturbed(faults: readonly Fault[], clock = aPatientClock()): Promise<Collected> {
  cloud.faults.clear()
  cloud.faults.add(...faults)
  try {
    return await undisturbed(cloud, { services: servicesOf(cloud, { clock }) })
  } finally {
    cloud.faults.clear()
  }
}

/** Every dataset but these is as it is without faults. */
function expectOthersWhole(collected: Collected, spoiled: readonly DatasetName[]): void {
  const { datasets } = collected.snapshot.manifest
  for (const [name, { coverage, recordsHash }] of Object.entries(datasets)) {
    if (spoiled.includes(name as DatasetName)) continue
    const before = whole.snapshot.manifest.datasets[name as DatasetName]
    expect(coverage, name).toEqual(before?.coverage)
    expect(recordsHash, name).toBe(before?.recordsHash)
  }
}

const passing: readonly (readonly [string, FaultKind])[] = [
  ['429 with Retry-After', { kind: 'throttled', retryAfterSeconds: 7 }],
  ['429 without Retry-After', { kind: 'throttled' }],
  ...([500, 502, 503, 504] as const).map((status) => [`${status}`, { kind: 'status', status }] as const),
  ['503 with Retry-After', { kind: 'status', status: 503, retryAfterSeconds: 3 }],
  ['a connection reset', { kind: 'reset' }],
  ['a body that breaks off', { kind: 'truncated' }],
  ['text that is no JSON', { kind: 'malformed' }],
  ['a token that ends in the middle', { kind: 'expiredToken' }],
]

describe('a fault that passes leaves no trace:', () => {
  it.each(passing)('%s', async (_what, kind) => {
    const faults = [3, 9, 20, 33].map((nth): Fault => ({ path: /^\/(v1\.0|beta)\//, nth, ...kind }))

    const collected = await disturbed(faults)

    expect(hashOf(collected)).toBe(hashOf(whole))
    expectOthersWhole(collected, [])
  })

  it('each answer spoiled several times in a row', async () => {
    const kinds: readonly FaultKind[] = [
      { kind: 'reset' },
      { kind: 'throttled' },
      { kind: 'malformed' },
      { kind: 'truncated' },
    ]
    const faults = kinds.map((kind, index): Fault => ({ path: USERS, nth: 2 + index, ...kind }))

    const collected = await disturbed(faults)

    expect(hashOf(collected)).toBe(hashOf(whole))
  })

  it.each([1, 2, 3])('a random mixture, number %i', async (round) => {
    const random = mulberry(seed + round)
    const faults = Array.from({ length: 25 }, (): Fault => {
      const kind = passing[Math.floor(random() * passing.length)]?.[1] as FaultKind
      return { path: /^\/(v1\.0|beta)\//, nth: 1 + Math.floor(random() * 90), ...kind }
    })

    const collected = await disturbed(faults)

    expect(hashOf(collected), `seed ${seed}`).toBe(hashOf(whole))
  })

  it('what the service asks to wait is what is waited', async () => {
    const clock = aPatientClock()

    await disturbed([{ path: USERS, kind: 'throttled', retryAfterSeconds: 17 }], clock)

    expect(clock.slept).toEqual([17_000])
  })

  it('a sign-in that is busy when the token has to be renewed', async () => {
    const transport = spoiling(({ pathname }, count) =>
      pathname.endsWith('/token') && count > 1 && count < 4 ? 503 : undefined,
    )
    cloud.faults.add({ path: USERS, nth: 2, kind: 'expiredToken' })

    const collected = await undisturbed(cloud, { services: servicesOf(cloud, { transport }) })

    cloud.faults.clear()
    expect(hashOf(collected)).toBe(hashOf(whole))
  })
})

/** A transport over the real one whose answers a test may spoil; `count` counts the requests to the same path. */
function spoiling(
  spoil: (url: URL, count: number) => number | Error | ((text: string) => string) | undefined,
): Transport {
  const honest = openTransport()
  const counts = new Map<string, number>()
  return {
    close: () => honest.close(),
    send: async (request) => {
      const count = (counts.get(request.url.pathname) ?? 0) + 1
      counts.set(request.url.pathname, count)
      const spoiled = spoil(request.url, count)
      if (spoiled instanceof Error) throw spoiled
      if (typeof spoiled === 'number')
        return { status: spoiled, headers: {}, text: '' } satisfies HttpResponse
      const answer = await honest.send(request)
      return spoiled === undefined ? answer : { ...answer, text: spoiled(answer.text) }
    },
  }
}

describe('a fault that stays is said, and costs one dataset only:', () => {
  it.each([
    ['the service is down', { kind: 'status', status: 503 }, /kept failing: ServiceUnavailable/],
    ['the service throttles', { kind: 'throttled' }, /kept failing: TooManyRequests/],
    ['the service sends no JSON', { kind: 'malformed' }, /not JSON/],
    [
      'the service asks for an hour',
      { kind: 'throttled', retryAfterSeconds: 3600 },
      /asked to wait 60 minutes/,
    ],
  ] as const)('%s', async (_what, kind, words) => {
    const collected = await disturbed([{ path: USERS, nth: 3, times: FOR_EVER, ...kind }])

    const users = collected.snapshot.manifest.datasets['users']
    expect(users?.coverage).toMatchObject({
      state: 'partial',
      because: expect.stringMatching(words) as string,
    })
    expect(users?.records).toBe(40)
    expectOthersWhole(collected, ['users'])
  })

  it.each([
    ['more than any page can hold', () => new BodyTooLarge(), /larger than 64 MB/],
    ['a page without a list', () => () => '{"value":{}}', /no list/],
    [
      'a next link that is a number',
      () => (text: string) => text.replace(/"@odata.nextLink":"[^"]*"/, '"@odata.nextLink":5'),
      /leads nowhere/,
    ],
    [
      'a next link to its own page for ever',
      (url: URL) => (text: string) =>
        text.replace(/"@odata.nextLink":"[^"]*"/, `"@odata.nextLink":"${url.href}"`),
      /leads nowhere/,
    ],
  ] as const)('%s', async (_what, spoil, words) => {
    let asked = 0
    const transport = spoiling((url) => {
      if (!USERS.test(url.pathname + url.search) || !url.search.includes('skiptoken')) return undefined
      asked += 1
      return spoil(url)
    })

    const collected = await undisturbed(cloud, { services: servicesOf(cloud, { transport }) })

    expect(coverageOf(collected, 'users')).toMatchObject({
      state: 'partial',
      because: expect.stringMatching(words) as string,
    })
    expect(asked).toBe(1)
    expectOthersWhole(collected, ['users'])
  })

  it.each(['reset', 'truncated'] as const)(
    'an answer that is %s for ever costs its dataset',
    async (kind) => {
      const collected = await disturbed([{ path: '/v1.0/domains', times: FOR_EVER, kind }])

      expect(coverageOf(collected, 'domains')).toMatchObject({
        state: 'partial',
        because: expect.stringMatching(/broke off every answer/) as string,
      })
      // Which domains are federated comes from the domains.
      expectOthersWhole(collected, ['domains', 'federationConfigurations'])
    },
  )

  it('a list where one subject fails for good counts that subject', async () => {
    const subject = readsOf(cloud).find((path) => path.endsWith('/authentication/methods'))

    const collected = await disturbed([{ path: subject ?? '', times: FOR_EVER, kind: 'status', status: 500 }])

    expect(coverageOf(collected, 'authenticationMethods')).toMatchObject({
      state: 'partial',
      because: expect.stringMatching(/^1 of \d+ could not be read/) as string,
    })
    expectOthersWhole(collected, ['authenticationMethods'])
  })
})

describe('a next link to another host', () => {
  let stranger: Server
  let visits = 0

  beforeAll(async () => {
    stranger = createServer((socket) => {
      visits += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    atTheEnd(() => stranger.close())
  })

  const strange = (): string => `127.0.0.1:${(stranger.address() as AddressInfo).port}`

  it('over https is not followed, and the dataset says so', async () => {
    const collected = await disturbed([{ path: USERS, nth: 2, kind: 'foreignNextLink', host: strange() }])

    const users = collected.snapshot.manifest.datasets['users']
    expect(users?.coverage).toMatchObject({
      state: 'partial',
      because: expect.stringContaining(strange()) as string,
    })
    expect(users?.records).toBe(40)
    expectOthersWhole(collected, ['users'])
    expect(visits).toBe(0)
  })

  it.each([
    ['over http', () => `http://${strange()}/v1.0/users`],
    ['without a scheme', () => `//${strange()}/v1.0/users`],
    ['with our host as user name', () => `${cloud.origin.replace('://', '://graph:x@')}@${strange()}/`],
    ['that is no address', () => 'http://[broken'],
  ])('%s is not followed either', async (_what, link) => {
    const transport = spoiling((url) =>
      USERS.test(url.pathname + url.search)
        ? (text) => text.replace(/"@odata.nextLink":"[^"]*"/, `"@odata.nextLink":${JSON.stringify(link())}`)
        : undefined,
    )

    const collected = await undisturbed(cloud, { services: servicesOf(cloud, { transport }) })

    expect(coverageOf(collected, 'users')).toMatchObject({ state: 'partial' })
    expectOthersWhole(collected, ['users'])
    expect(visits).toBe(0)
  })
})

describe('a record that does not fit', () => {
  it('is set aside, counted and kept, and the dataset is not complete any more', async () => {
    const place = await aPlace()
    cloud.faults.add({ path: USERS, nth: 2, kind: 'brokenRecord', index: 4 })

    const collected = await collectFrom(cloud, place)

    cloud.faults.clear()
    const users = collected.snapshot.manifest.datasets['users']
    expect(users).toMatchObject({ quarantined: 1, records: 119 })
    expect(users?.coverage).toEqual({ state: 'partial', because: '1 broken record was set aside' })
    const folder = join(place.data, 'tenants', cloud.tenantId, 'snapshots', collected.snapshot.id)
    const [kept = '', ...more] = (await readFile(join(folder, 'users.broken.ndjson'), 'utf8'))
      .trim()
      .split('\n')
    expect(more).toEqual([])
    expect(JSON.parse(kept)).toMatchObject({
      reason: expect.stringMatching(/^id: /) as string,
      raw: expect.stringContaining('broken') as string,
    })
    expectOthersWhole(collected, ['users'])
  })
})

describe('dead next links', () => {
  const dead: HttpResponse = {
    status: 400,
    headers: {},
    text: JSON.stringify({
      error: { code: 'Directory_ExpiredPageToken', message: 'The specified page token has expired.' },
    }),
  }

  /** Every next link of these paths that was given before now is refused. */
  function forgetful(isMeant: (url: URL) => boolean): Transport {
    const honest = openTransport()
    let isFirst = true
    return {
      close: () => honest.close(),
      send: async (request) => {
        if (!isMeant(request.url) || !request.url.search.includes('skiptoken') || !isFirst)
          return honest.send(request)
        isFirst = false
        return dead
      },
    }
  }

  it.each([
    ['users', (url: URL) => USERS.test(url.pathname + url.search)],
    ['perUserMfaStates', (url: URL) => url.search.includes('perUserMfaState')],
    ['groupMembers', (url: URL) => url.pathname.endsWith('/transitiveMembers')],
  ] as const)('make %s begin again, once, and the facts are whole', async (name, isMeant) => {
    const services = servicesOf(cloud, { transport: forgetful(isMeant) })

    const collected = await undisturbed(cloud, { services })

    expect(hashOf(collected)).toBe(hashOf(whole))
    expectOthersWhole(collected, [])
    expect(collected.snapshot.manifest.notices).toEqual([
      expect.stringMatching(`^${name} was read again from its start`),
    ])
  })

  it('that are refused for ever leave the dataset partial', async () => {
    const honest = openTransport()
    const transport: Transport = {
      close: () => honest.close(),
      send: async (request) =>
        USERS.test(request.url.pathname + request.url.search) && request.url.search.includes('skiptoken')
          ? dead
          : honest.send(request),
    }

    const collected = await undisturbed(cloud, { services: servicesOf(cloud, { transport }) })

    expect(coverageOf(collected, 'users')).toMatchObject({
      state: 'partial',
      because: expect.stringContaining('page token') as string,
    })
    expect(collected.snapshot.manifest.datasets['users']?.records).toBe(20)
  })
})
