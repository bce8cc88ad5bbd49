/** Windows that fail, services that lie, clocks that are wrong: each has an end, and the end has a name. */
import { describe, expect, it } from 'vitest'
import type { HttpRequest, HttpResponse, Transport } from '#clients/http/transport.ts'
import { MOST_FAILURES } from '#logs/windows/attempt.ts'
import { union } from '#logs/windows/spans.ts'
import { proveHour } from '#pipeline/logs/prove.ts'
import { collectOnce, DAY, HOUR, MINUTE, START, servicesOf, transportTo } from './month.ts'
import { aLoggedPlace, log, NOW, resultOf } from './place.ts'

const SIGN_INS = { sources: ['signIns'] } as const

/** A day of the sign-ins, as its window begins. */
const BAD = 'createdDateTime ge 2026-09-30T23:55:00Z and createdDateTime lt 2026-10-02T00:00:00Z'
const BAD_HOUR = START + 7 * HOUR

describe('a window that the service cannot answer', () => {
  it('is asked for again later and later, given up on by name, and the others are answered', async () => {
    const place = await aLoggedPlace()
    place.cloud.faults.add({ path: BAD, kind: 'status', status: 500, times: 10_000 })
    const tried: number[] = []
    for (let round = 0; round < 40; round += 1) {
      const { feeds } = await collectOnce(place, SIGN_INS)
      tried.push(resultOf(feeds, 'signIns').windows.find(({ from }) => from === START)?.tries ?? 0)
      place.clock.at += HOUR
    }

    const { feeds } = await collectOnce(place, SIGN_INS)

    const { windows, coverage } = resultOf(feeds, 'signIns')
    const dead = windows.filter(({ state }) => state === 'dead')
    expect(dead).toHaveLength(1)
    expect(dead[0]).toMatchObject({ from: START, to: START + DAY, tries: MOST_FAILURES })
    expect(coverage).toEqual({ state: 'partial', because: '1 window given up on' })
    expect(tried[0]).toBe(1)
    // Every hour while the waits are short, then every four.
    expect(tried.indexOf(MOST_FAILURES)).toBeGreaterThan(15)
    const proof = await proveHour(place.ledger, 'signIns', BAD_HOUR, place.clock.at)
    expect(proof).toMatchObject({ covered: false, feeds: [{ holes: [{ kind: 'dead' }] }] })
    expect(proof.feeds[0]?.holes[0]?.because).toContain(
      `given up on after ${MOST_FAILURES} tries: InternalServerError`,
    )
    expect(proof.feeds[0]?.attempts.filter(({ act }) => act === 'begun')).toHaveLength(MOST_FAILURES)
  })

  it('is answered after all when somebody asks once more', async () => {
    const place = await aLoggedPlace()
    place.cloud.faults.add({ path: BAD, kind: 'status', status: 500, times: 10_000 })
    for (let round = 0; round < 12; round += 1) {
      await collectOnce(place, SIGN_INS)
      place.clock.at += 5 * HOUR
    }
    place.cloud.faults.clear()
    const without = await collectOnce(place, SIGN_INS)

    const withIt = await collectOnce(place, { ...SIGN_INS, retryDead: true })

    expect(resultOf(without.feeds, 'signIns').coverage.state).toBe('partial')
    expect(resultOf(withIt.feeds, 'signIns').coverage.state).toBe('complete')
    expect(place.sink.kept.size).toBe(48)
  })

  it('is halved when it times out, until the hours that answer are told from the one that does not', async () => {
    const place = await aLoggedPlace()
    place.cloud.faults.add({
      path: /ge%202026-09-30T23%3A55%3A00Z.*lt%202026-10-0(2T00|1T12|1T06)%3A00/,
      kind: 'status',
      status: 504,
      times: 10_000,
    })

    for (let round = 0; round < 4; round += 1) {
      await collectOnce(place, SIGN_INS)
      place.clock.at += 6 * HOUR
    }
    const { feeds } = await collectOnce(place, SIGN_INS)

    expect(resultOf(feeds, 'signIns').coverage).toEqual({ state: 'complete' })
    expect(place.sink.kept.size).toBe(48)
  })
})

describe('a service that is down', () => {
  it('is not asked for every window of a backfill, and costs none of them its tries', async () => {
    const place = await aLoggedPlace()
    place.cloud.faults.add({ path: '/auditLogs/signIns', kind: 'status', status: 503, times: 10_000 })

    const { feeds } = await collectOnce(place, { ...SIGN_INS, since: NOW - 20 * DAY })

    const { windows, coverage } = resultOf(feeds, 'signIns')
    expect(coverage.state).toBe('partial')
    expect(windows.filter(({ tries }) => tries > 0)).toHaveLength(3)
    expect(windows.filter(({ tries }) => tries === 0).length).toBeGreaterThan(15)
  })

  it('does not keep the other logs from being read', async () => {
    const place = await aLoggedPlace()
    place.cloud.faults.add({ path: '/auditLogs/signIns', kind: 'status', status: 503, times: 10_000 })

    const { feeds } = await collectOnce(place, { sources: ['signIns', 'directoryAudits'] })

    expect(resultOf(feeds, 'directoryAudits').coverage).toEqual({ state: 'complete' })
  })

  it('that nobody reaches is said of each log, and no window is held to blame', async () => {
    const place = await aLoggedPlace()
    const real = transportTo(place.cloud)
    const cut: Transport = {
      ...real,
      send: (request) => {
        if (!request.url.pathname.includes('/auditLogs/')) return real.send(request)
        throw Object.assign(new Error('gone'), { code: 'ENETUNREACH' })
      },
    }

    const { feeds } = await collectOnce(place, {
      sources: ['signIns', 'riskDetections'],
      services: servicesOf(place.cloud, place.clock, cut),
    })

    expect(resultOf(feeds, 'signIns').coverage).toMatchObject({ state: 'notAttempted' })
    expect(resultOf(feeds, 'signIns').windows.every(({ tries }) => tries === 0)).toBe(true)
    expect(resultOf(feeds, 'riskDetections').coverage).toEqual({ state: 'complete' })
  })
})

/** Changes the bodies of some answers. */
function lying(
  real: Transport,
  lie: (request: HttpRequest, response: HttpResponse) => HttpResponse,
): Transport {
  return { ...real, send: async (request) => lie(request, await real.send(request)) }
}

/** A page that leads there; one that was led to has the rows of the first. */
function withNext(response: HttpResponse, next: string, asked: URL): HttpResponse {
  const body = asked.searchParams.has('$skiptoken') ? { value: [] } : (JSON.parse(response.text) as object)
  return { ...response, status: 200, text: JSON.stringify({ ...body, '@odata.nextLink': next }) }
}

describe('a service that lies about its pages', () => {
  it.each([
    ['to itself', (url: URL) => url.href],
    ['round in a circle of three', (url: URL) => nextOfThree(url)],
    ['to another host', () => 'https://evil.example/v1.0/auditLogs/signIns?$skiptoken=1'],
    ['nowhere', () => ''],
  ])('leads %s: the window fails with that reason, and asking ends', async (_where, next) => {
    const place = await aLoggedPlace()
    const hosts = new Set<string>()
    const transport = lying(transportTo(place.cloud), (request, response) => {
      hosts.add(request.url.host)
      if (!request.url.pathname.includes('/auditLogs/')) return response
      return withNext(response, next(request.url), request.url)
    })

    const { feeds } = await collectOnce(place, {
      ...SIGN_INS,
      services: servicesOf(place.cloud, place.clock, transport),
    })

    const { windows, coverage } = resultOf(feeds, 'signIns')
    expect(coverage.state).toBe('partial')
    expect(windows.filter(({ state }) => state === 'done')).toEqual([])
    expect(windows.find(({ tries }) => tries > 0)?.because).toMatch(/circle|another host|leads nowhere/)
    expect([...hosts]).toEqual(['localhost'])
    expect(place.cloud.requests.length).toBeLessThan(60)
  })

  /** a → b → c → b … */
  function nextOfThree(url: URL): string {
    const next = new URL(url)
    next.searchParams.set('$skiptoken', url.searchParams.get('$skiptoken') === 'b' ? 'c' : 'b')
    return next.href
  }
})

describe('a log with more than a window should have', () => {
  it('is read in halves, all of it, once', async () => {
    const place = await aLoggedPlace({ pageSizeCap: 5 })
    log(place.cloud, { kind: 'servicePrincipal', perHour: 240 })

    const { feeds } = await collectOnce(place, { sources: ['servicePrincipalSignIns'] })

    const { windows, coverage, tally } = resultOf(feeds, 'servicePrincipalSignIns')
    expect(coverage).toEqual({ state: 'complete' })
    // The last half hour has not settled.
    expect(place.sink.kept.size).toBe(47.5 * 240)
    expect(Math.max(...windows.map((one) => one.tally?.pages ?? 0))).toBeLessThanOrEqual(20)
    expect(tally.rows).toBeGreaterThan(place.sink.kept.size)
  })
})

describe('a machine whose clock is wrong', () => {
  it('by three days ahead asks for nothing that has not happened', async () => {
    const place = await aLoggedPlace()

    const { feeds } = await collectOnce(place, { ...SIGN_INS, machine: () => place.clock.at + 3 * DAY })

    expect(Math.max(...resultOf(feeds, 'signIns').windows.map(({ to }) => to))).toBeLessThanOrEqual(NOW)
    expect(place.sink.kept.size).toBeGreaterThan(40)
  })

  it('by a year behind asks for the right days', async () => {
    const place = await aLoggedPlace()

    const { feeds } = await collectOnce(place, { ...SIGN_INS, machine: () => place.clock.at - 365 * DAY })

    expect(union(resultOf(feeds, 'signIns').windows).at(-1)?.to).toBe(NOW - 30 * MINUTE)
    expect(resultOf(feeds, 'signIns').coverage).toEqual({ state: 'complete' })
  })

  it('and a service that does not say the time leave hours open that were asked for too early', async () => {
    const place = await aLoggedPlace()
    const silent = lying(transportTo(place.cloud), (_request, response) => ({ ...response, headers: {} }))
    const services = servicesOf(place.cloud, place.clock, silent)
    const ahead = () => place.clock.at + 3 * DAY
    await collectOnce(place, { ...SIGN_INS, services, now: ahead })
    log(place.cloud, { kind: 'interactiveUser', perHour: 1, from: NOW, to: NOW + DAY })

    place.clock.at += HOUR
    await collectOnce(place, SIGN_INS)
    place.clock.at += DAY
    await collectOnce(place, SIGN_INS)

    expect(place.sink.kept.size).toBe(48 + 24)
  })
})
