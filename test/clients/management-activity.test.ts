/** The client of the Management Activity API: pages to the cloud's own host only, codes as they are meant, no write by accident. */
import { describe, expect, it } from 'vitest'
import { cloudOf, cloudNames } from '#clients/clouds.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { HttpRequest, HttpResponse, Transport } from '#clients/http/transport.ts'
import { openManagement } from '#clients/management-activity/management-client.ts'
import { KeywardError } from '#model/errors.ts'
import { aPatientClock } from '../collect/harness.ts'

const TENANT = '11111111-2222-4333-8444-555555555555'

function aClient(answers: readonly Partial<HttpResponse>[], tokens = aToken()) {
  const sent: HttpRequest[] = []
  const transport: Transport = {
    send: async (request) => {
      sent.push(request)
      return { status: 200, headers: {}, text: '[]', ...answers[Math.min(sent.length, answers.length) - 1] }
    },
    close: async () => {},
  }
  const clock = aPatientClock()
  const parts = {
    cloud: cloudOf('global'),
    transport,
    tokens,
    lanes: openLanes(noLimits, clock),
    clock,
    random: () => 0,
  }
  return { client: openManagement({ ...parts, tenant: async () => TENANT }), sent }
}

function aToken() {
  const token = { value: 'secret', lifetimeMs: 3_600_000, roles: ['ActivityFeed.Read'], tenant: TENANT }
  return { token: async () => token, forget: () => {} }
}

const error = (code: string, status = 400): Partial<HttpResponse> => ({
  status,
  text: JSON.stringify({ error: { code, message: 'as documented' } }),
})

describe('a request', () => {
  it('goes to the tenant, says who asks, and carries a token for this service', async () => {
    const { client, sent } = aClient([{}])

    await client.content('Audit.Exchange', '2026-11-14T08:00:00', '2026-11-15T08:00:00')

    const { url, headers, method } = sent[0] as HttpRequest
    expect([method, url.origin, url.pathname]).toEqual([
      'GET',
      'https://manage.office.com',
      `/api/v1.0/${TENANT}/activity/feed/subscriptions/content`,
    ])
    expect(Object.fromEntries(url.searchParams)).toEqual({
      contentType: 'Audit.Exchange',
      startTime: '2026-11-14T08:00:00',
      endTime: '2026-11-15T08:00:00',
      PublisherIdentifier: TENANT,
    })
    expect(headers['authorization']).toBe('Bearer secret')
  })

  it('is a POST for starting a subscription and for nothing else', async () => {
    const { client, sent } = aClient([{ text: '{}' }])

    await client.start('Audit.General')
    await client.subscriptions()
    await client.blob('https://manage.office.com/api/v1.0/x/activity/feed/audit/1')

    expect(sent.map(({ method, url }) => [method, url.pathname.split('/').at(-1)])).toEqual([
      ['POST', 'start'],
      ['GET', 'list'],
      ['GET', '1'],
    ])
  })

  it.each(cloudNames)('of cloud %s goes to a host of its own', (name) => {
    const { management, managementScope } = cloudOf(name)

    expect(managementScope).toBe(`${management}/.default`)
    expect(new URL(management).protocol).toBe('https:')
  })
})

describe('the next page', () => {
  it('is where the header says', async () => {
    const next = 'https://manage.office.com/api/v1/x/activity/feed/subscriptions/content?nextPage=2'
    const { client } = aClient([{ headers: { nextpageuri: next } }])

    expect(await client.content('Audit.General', 'a', 'b')).toEqual({ ok: true, items: [], next })
  })

  it.each(['https://evil.example/next', 'https://manage.office.com.evil.example/', '//evil.example/x'])(
    'at %s gets neither a request nor the token',
    async (link) => {
      const { client, sent } = aClient([{}])

      await expect(client.nextContent(link)).rejects.toThrow(KeywardError)
      await expect(client.blob(link)).rejects.toThrow('another host')
      expect(sent).toEqual([])
    },
  )
})

describe('a refusal', () => {
  it.each([
    ['AF10001', 403, 'denied'],
    ['AF20022', 400, 'notFound'],
    ['AF20023', 400, 'notFound'],
    ['AF20030', 400, 'unsupported'],
    ['AF20051', 400, 'notFound'],
    ['AF429', 403, 'throttled'],
    ['AF50000', 500, 'failing'],
  ] as const)('%s with status %i is %s', async (code, status, kind) => {
    const { client } = aClient([error(code, status)])

    expect(await client.subscriptions()).toMatchObject({ ok: false, refusal: { kind, code } })
  })

  it('for too many requests is waited for', async () => {
    const { client, sent } = aClient([{ ...error('AF429', 429), headers: { 'retry-after': '7' } }, {}])

    expect(await client.subscriptions()).toEqual({ ok: true, items: [] })
    expect(sent).toHaveLength(2)
  })

  it('of the sign-in is one of this log alone', async () => {
    const refused = new KeywardError('sign-in-refused', { why: 'no consent', how: '' })
    const { client } = aClient([], { token: () => Promise.reject(refused), forget: () => {} })

    expect(await client.subscriptions()).toMatchObject({ ok: false, refusal: { kind: 'unauthenticated' } })
  })
})

describe('an answer that is not what it should be', () => {
  it.each(['{}', 'null', '[1]', '[{"contentUri":5}]', '[{"contentUri":"x"}]'])(
    '%s is no empty list',
    async (text) => {
      const { client } = aClient([{ text }])

      expect(await client.content('Audit.General', 'a', 'b')).toMatchObject({
        ok: false,
        refusal: { kind: 'broken' },
      })
    },
  )

  it('with a content type of tomorrow is the list of those of today', async () => {
    const rows = [
      { contentType: 'Audit.Copilot', status: 'enabled', webhook: null },
      { contentType: 'Audit.Exchange', status: 'disabled', webhook: null },
      { contentType: 'Audit.General', webhook: null },
    ]
    const { client } = aClient([{ text: JSON.stringify(rows) }])

    expect(await client.subscriptions()).toEqual({
      ok: true,
      items: [
        { contentType: 'Audit.Exchange', isEnabled: false },
        { contentType: 'Audit.General', isEnabled: true },
      ],
    })
  })
})
