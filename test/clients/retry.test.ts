/** When a request is sent again, how long it waits before, and what it is then worth. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import { isWorthRetrying, waitBefore } from '#clients/http/retry.ts'
import { BodyTooLarge, type HttpResponse, openTransport, type Transport } from '#clients/http/transport.ts'
import { msalNetwork } from '#clients/sign-in/msal-network.ts'
import { openSignIn } from '#clients/sign-in/sign-in.ts'
import type { KeywardError } from '#model/errors.ts'
import { aPatientClock, atTheEnd } from '../collect/harness.ts'

const answer = (status: number, headers: HttpResponse['headers'] = {}, text = '{}'): HttpResponse => ({
  status,
  headers,
  text,
})

/** A client whose service gives these answers one after the other. */
function aClientWith(answers: readonly (HttpResponse | Error)[]) {
  const clock = aPatientClock()
  const sent: string[] = []
  let taken = 0
  const transport: Transport = {
    send: async ({ headers }) => {
      sent.push(String(headers['authorization']))
      const next = answers[Math.min(sent.length, answers.length) - 1]
      if (next instanceof Error) throw next
      return next as HttpResponse
    },
    close: async () => {},
  }
  const tokens = {
    token: async () => ({ value: `token${taken}`, lifetimeMs: 1, roles: [], tenant: undefined }),
    forget: () => {
      taken += 1
    },
  }
  const graph = openGraph({
    cloud: cloudOf('global'),
    transport,
    tokens,
    lanes: openLanes(noLimits, clock),
    clock,
    random: () => 0.5,
  })
  return { clock, sent, get: () => graph.get('/v1.0/users', { lane: 'directory' }) }
}

describe('the wait before another try', () => {
  it.each([
    [1, undefined, 1_500],
    [2, undefined, 3_000],
    [5, undefined, 24_000],
    [9, undefined, 45_000],
    [1, answer(429, { 'retry-after': '12' }), 12_000],
    [4, answer(503, { 'retry-after': ['3'] }), 3_000],
    [1, answer(429, { 'retry-after': '0' }), 0],
    [1, answer(429, { 'retry-after': '' }), 1_500],
    [1, answer(429, { 'retry-after': 'soon' }), 1_500],
    [1, answer(429, { 'retry-after': '-5' }), 1_500],
    [1, answer(429, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }), 0],
  ] as const)('after try %i', (tries, response, wait) => {
    expect(waitBefore(tries, response, () => 0.5)).toBe(wait)
  })

  it('is never asked of an answer that will not change', () => {
    expect([200, 400, 401, 403, 404, 409, 410, 501].filter(isWorthRetrying)).toEqual([])
    expect([429, 500, 502, 503, 504].filter((status) => !isWorthRetrying(status))).toEqual([])
  })
})

describe('a read', () => {
  it('does not take the Retry-After of a success for advice', async () => {
    const fortnight = { 'retry-after': '1209600' }
    const { get, clock } = aClientWith([answer(200, fortnight, '{"broken'), answer(200, fortnight)])

    const read = await get()

    expect(read).toMatchObject({ ok: true, body: {} })
    expect(clock.slept).toEqual([1_500])
  })

  it('does not wait for hours: it says for how long it was asked to', async () => {
    const { get, clock } = aClientWith([answer(429, { 'retry-after': '7200' })])

    const read = await get()

    expect(read).toMatchObject({
      ok: false,
      refusal: { kind: 'throttled', message: expect.stringContaining('120 minutes') as string },
    })
    expect(clock.slept).toEqual([])
  })

  it('gives up after six tries', async () => {
    const { get, sent } = aClientWith([answer(503)])

    const read = await get()

    expect(read).toMatchObject({ ok: false, refusal: { kind: 'failing' } })
    expect(sent).toHaveLength(6)
  })

  it.each([400, 403, 404])('asks once where the answer is %i', async (status) => {
    const { get, sent } = aClientWith([answer(status)])

    const read = await get()

    expect(read.ok).toBe(false)
    expect(sent).toHaveLength(1)
  })

  it('takes a new token for one that was refused, and stops when none is good', async () => {
    const { get, sent } = aClientWith([answer(401)])

    const read = await get()

    expect(read).toMatchObject({ ok: false, refusal: { kind: 'unauthenticated' } })
    expect(sent).toEqual(['Bearer token0', 'Bearer token1', 'Bearer token2', 'Bearer token3'])
  })

  it('takes its token when its turn comes, not when it begins to wait', async () => {
    const { get, sent } = aClientWith([answer(401), answer(200)])

    await Promise.all([get(), get(), get(), get(), get(), get()])

    expect(sent.slice(4).every((token) => token !== 'Bearer token0')).toBe(true)
  })

  it('asks once for a body that is too large: it would be so again', async () => {
    const { get, sent } = aClientWith([new BodyTooLarge()])

    const read = await get()

    expect(read).toMatchObject({ ok: false, refusal: { kind: 'broken', code: 'too-large' } })
    expect(sent).toHaveLength(1)
  })

  it('ends the run when nobody answers', async () => {
    const { get, sent } = aClientWith([Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })])

    await expect(get()).rejects.toMatchObject({
      code: 'service-unreachable',
      details: { why: 'ECONNREFUSED' },
    })

    expect(sent).toHaveLength(6)
  })

  it('gives a refusal when every answer is broken off: that costs one dataset, not the run', async () => {
    const { get, sent } = aClientWith([Object.assign(new Error('reset'), { code: 'ECONNRESET' })])

    const answer = await get()

    expect(answer).toMatchObject({ ok: false, refusal: { kind: 'broken', code: 'ECONNRESET' } })
    expect(sent).toHaveLength(6)
  })
})

describe('a body', () => {
  it('of more than 64 MB is cut off on its way', async () => {
    let written = 0
    const megabyte = Buffer.alloc(1024 * 1024, 0x20)
    const server = createServer((_request, response) => {
      response.on('error', () => {})
      const more = () => {
        while (written < 400 && !response.destroyed) {
          written += 1
          if (!response.write(megabyte)) return void response.once('drain', more)
        }
        response.end()
      }
      more()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const transport = openTransport()
    atTheEnd(() => {
      server.closeAllConnections()
      server.close()
    })
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)

    const sending = transport.send({ method: 'GET', url, headers: {} })

    await expect(sending).rejects.toBeInstanceOf(BodyTooLarge)
    expect(written).toBeLessThan(200)
  })
})

describe('a sign-in', () => {
  const credentials = { tenant: 't', clientId: 'c', clientSecret: 'top-secret' }
  const granted = answer(200, {}, JSON.stringify({ access_token: 'a.b.c', expires_in: 3600 }))

  function tokensWith(answers: readonly (HttpResponse | Error)[]) {
    const clock = aPatientClock()
    let sent = 0
    const transport: Transport = {
      close: async () => {},
      send: async () => {
        sent += 1
        const next = answers[Math.min(sent, answers.length) - 1]
        if (next instanceof Error) throw next
        return next as HttpResponse
      },
    }
    const cloud = cloudOf('global')
    const signIn = openSignIn(
      { kind: 'secret', ...credentials },
      { cloud, network: msalNetwork(transport, clock) },
    )
    return { clock, sent: () => sent, tokens: signIn.tokens(cloud.graphScope) }
  }

  it('that is throttled waits as it is told', async () => {
    const { clock, tokens } = tokensWith([answer(429, { 'retry-after': '9' }), granted])

    const token = await tokens.token()

    expect(token.value).toBe('a.b.c')
    expect(clock.slept).toEqual([9_000])
  })

  it('that keeps failing is unreachable, not refused: the secret may be right', async () => {
    const { tokens } = tokensWith([answer(503, {}, '<html>')])

    await expect(tokens.token()).rejects.toMatchObject({
      code: 'service-unreachable',
      details: { why: 'HTTP 503' },
    })
  })

  it('that finds nobody fails at once the first time, and is patient in the middle of a run', async () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })
    const first = tokensWith([refused])
    const later = tokensWith([granted, refused, refused, granted])

    await expect(first.tokens.token()).rejects.toMatchObject({ code: 'service-unreachable' })
    const { value } = await later.tokens.token()
    later.tokens.forget(value)
    await later.tokens.token()
    const again = await later.tokens.token()

    expect(first.sent()).toBe(1)
    expect(again.value).toBe('a.b.c')
    expect(later.sent()).toBe(4)
  })

  it('never shows the secret in its error', async () => {
    const { tokens } = tokensWith([
      answer(401, {}, JSON.stringify({ error: 'invalid_client', error_description: 'AADSTS7000215: no' })),
    ])

    const error = (await tokens.token().catch((thrown: unknown) => thrown)) as KeywardError

    expect(error.code).toBe('sign-in-refused')
    expect(JSON.stringify({ ...error, message: error.message, mend: error.mend })).not.toContain('top-secret')
  })
})
