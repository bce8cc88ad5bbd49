/** A next link carries the token to wherever it points: only the cloud's own origin gets it. */
import { describe, expect, it } from 'vitest'
import { cloudNames, cloudOf } from '#clients/clouds.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { HttpRequest, Transport } from '#clients/http/transport.ts'
import { aPatientClock } from '../collect/harness.ts'

function aWatchedGraph(cloud = cloudOf('global')) {
  const sent: HttpRequest[] = []
  const clock = aPatientClock()
  const transport: Transport = {
    send: async (request) => {
      sent.push(request)
      return { status: 200, headers: {}, text: '{}' }
    },
    close: async () => {},
  }
  const tokens = {
    token: async () => ({ value: 'secret', lifetimeMs: 1, roles: [], tenant: undefined }),
    forget: () => {},
  }
  const graph = openGraph({
    cloud,
    transport,
    tokens,
    lanes: openLanes(noLimits, clock),
    clock,
    random: () => 0,
  })
  return { sent, get: (link: string) => graph.get(link, { lane: 'directory' }) }
}

const ELSEWHERE = [
  'https://evil.example/v1.0/users?$skiptoken=x',
  '//evil.example/v1.0/users',
  '\\\\evil.example\\v1.0\\users',
  'http://graph.microsoft.com/v1.0/users',
  'https://graph.microsoft.com:8443/v1.0/users',
  'https://graph.microsoft.com.evil.example/v1.0/users',
  'https://graph.microsoft.com@evil.example/v1.0/users',
  'https://evil.example#https://graph.microsoft.com/v1.0/users',
  'https://evil.example\\@graph.microsoft.com/',
  'https://graph.micros\u043eft.com/v1.0/users',
  'https://graph.microsoft.us/v1.0/users',
  'file:///etc/passwd',
  'data:application/json,{}',
  'javascript:alert(1)',
  'https://',
  'http://[broken',
]

describe('a next link', () => {
  it.each(ELSEWHERE)('to %s is refused and nothing is sent', async (link) => {
    const { sent, get } = aWatchedGraph()

    await expect(get(link)).rejects.toMatchObject({ code: 'next-link-elsewhere' })

    expect(sent).toEqual([])
  })

  it.each([
    'https://graph.microsoft.com/v1.0/users?$skiptoken=x',
    'HTTPS://GRAPH.microsoft.com:443/v1.0/users',
    '/v1.0/users',
  ])('to the own origin is followed: %s', async (link) => {
    const { sent, get } = aWatchedGraph()

    await get(link)

    expect(sent.map(({ url }) => url.origin)).toEqual(['https://graph.microsoft.com'])
  })

  it.each(cloudNames)('of the cloud %s leads to no other cloud', async (name) => {
    const own = cloudOf(name)
    const others = cloudNames.map((one) => cloudOf(one).graph).filter((origin) => origin !== own.graph)
    const { sent, get } = aWatchedGraph(own)

    const attempts = await Promise.allSettled(others.map((origin) => get(`${origin}/v1.0/users`)))

    expect(attempts.every(({ status }) => status === 'rejected')).toBe(true)
    expect(sent).toEqual([])
  })

  it('names the host in the error, cut to a bounded size', async () => {
    const { get } = aWatchedGraph()
    const host = `${'a'.repeat(60)}.`.repeat(40)

    const error = (await get(`https://${host}example/`).catch((thrown: unknown) => thrown)) as Error

    expect(error.message).toContain('aaaa')
    expect(error.message.length).toBeLessThan(400)
  })
})
