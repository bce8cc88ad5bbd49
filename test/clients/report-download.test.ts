/** A report comes from another host, behind a link that is a secret: what goes there, what does not, and who is followed. */
import { describe, expect, it } from 'vitest'
import { cloudOf } from '#clients/clouds.ts'
import { type Download, DownloadBroken } from '#clients/graph/download.ts'
import { openGraph } from '#clients/graph/graph-client.ts'
import { noLimits, openLanes } from '#clients/http/lanes.ts'
import type { HttpRequest, HttpResponse, Transport } from '#clients/http/transport.ts'
import { aPatientClock } from '../collect/harness.ts'

const REPORT = "/v1.0/reports/getOffice365ActiveUserDetail(period='D90')"
const LINK = 'https://reportsweu.office.com/data/v1.0/download?token=link-secret'

type Answer = HttpResponse | Error

const pointing = (location: string | undefined): HttpResponse => ({
  status: 302,
  headers: location === undefined ? {} : { location },
  text: '',
})
const file = (...parts: readonly (string | Error)[]): HttpResponse => ({
  status: 200,
  headers: {},
  text: '',
  body: bodyOf(parts),
})

async function* bodyOf(parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part
    yield Buffer.from(part)
  }
}

/** Reads the report from a service that gives these answers one after the other. */
async function read(answers: readonly Answer[], cloud = cloudOf('global')) {
  const sent: HttpRequest[] = []
  const clock = aPatientClock()
  const transport: Transport = {
    send: async (request) => {
      sent.push(request)
      const answer = answers[Math.min(sent.length, answers.length) - 1]
      if (answer instanceof Error) throw answer
      return answer as HttpResponse
    },
    close: async () => {},
  }
  const token = { value: 'token-secret', lifetimeMs: 1, roles: [], tenant: undefined }
  const tokens = { token: async () => token, forget: () => {}, holder: async () => ({}) }
  const lanes = openLanes(noLimits, clock)
  const graph = openGraph({ cloud, transport, tokens, lanes, clock, random: () => 0 })
  const download = await graph.download(REPORT, { lane: 'usageReports' })
  return { sent, download }
}

async function textOf(download: Download): Promise<string> {
  if (!download.ok) throw new Error(download.refusal.message)
  let text = ''
  for await (const chunk of download.chunks) text += Buffer.from(chunk).toString()
  return text
}

describe('the link of a report', () => {
  it('is followed without the token, as a stream', async () => {
    const { sent, download } = await read([pointing(LINK), file('User Principal Name\n', 'a@b\n')])

    expect(await textOf(download)).toBe('User Principal Name\na@b\n')
    expect(sent.map(({ url }) => url.href)).toEqual([`https://graph.microsoft.com${REPORT}`, LINK])
    expect(sent[0]?.headers['authorization']).toBe('Bearer token-secret')
    expect(JSON.stringify(sent[1])).not.toContain('token-secret')
    expect(sent[1]).toMatchObject({ method: 'GET', streamed: true })
  })

  it.each([
    'https://reports.office.com/data/download/x',
    'https://reportsncu-2.office.com/data',
    'HTTPS://REPORTSWEU.OFFICE.COM:443/data',
  ])('to %s is one of Microsoft’s', async (link) => {
    const { download } = await read([pointing(link), file('x')])

    expect(download.ok).toBe(true)
  })

  it.each([
    'http://reports.office.com/data',
    'https://reports.office.com:8443/data',
    'https://reports.office.com.evil.example/data',
    'https://evil.example/reports.office.com',
    'https://reports.office.com@evil.example/data',
    'https://evilreports.office.com.evil.example/',
    'https://myreports.office.com/data',
    'https://reports.evil.office.com/data',
    'https://graph.microsoft.com/v1.0/users',
    '/v1.0/users',
    '//evil.example/data',
    'http://127.0.0.1/data',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    '',
  ])('to %j is not followed, and costs the report only', async (link) => {
    const { sent, download } = await read([pointing(link), file('x')])

    expect(sent).toHaveLength(1)
    expect(download).toMatchObject({ ok: false, refusal: { kind: 'broken' } })
  })

  it('of a simulated cloud on this machine leads to itself, and nowhere else', async () => {
    const cloud = cloudOf('global', 'http://127.0.0.1:4000')

    const own = await read([pointing('http://127.0.0.1:4000/reports-download/x'), file('x')], cloud)
    const other = await read([pointing('http://127.0.0.1:4001/reports-download/x'), file('x')], cloud)

    expect([own.download.ok, other.download.ok]).toEqual([true, false])
  })

  it('of an endpoint elsewhere does not lead to that endpoint', async () => {
    const cloud = cloudOf('global', 'https://proxy.example')

    const { download, sent } = await read([pointing('https://proxy.example/x'), file('x')], cloud)

    expect(download.ok).toBe(false)
    expect(sent).toHaveLength(1)
  })

  it('is asked for again after a throttle, and only the last one counts', async () => {
    const throttled = { status: 429, headers: { 'retry-after': '1', location: LINK }, text: '{}' }

    const { download, sent } = await read([throttled, pointing(LINK), file('x')])

    expect(download.ok).toBe(true)
    expect(sent).toHaveLength(3)
  })

  it('that does not come is a refusal, as with every read', async () => {
    const body = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges.' } }
    const refused = { status: 403, headers: {}, text: JSON.stringify(body) }

    const { download } = await read([refused])

    expect(download).toMatchObject({ ok: false, refusal: { kind: 'denied', status: 403 } })
  })

  it.each([
    ['an answer that is no link', { status: 200, headers: {}, text: '{"value":[]}' }, 'in place of the link'],
    ['a link to nothing', pointing(undefined), 'HTTP 302'],
  ])('is missed in %s', async (_what, answer, words) => {
    const { download } = await read([answer])

    expect(download).toMatchObject({ ok: false, refusal: { message: expect.stringContaining(words) } })
  })
})

describe('the host of reports', () => {
  it.each([
    [pointing(LINK), { status: 503, headers: {}, text: 'busy at https://x/?token=link-secret' }],
    [pointing(LINK), { status: 404, headers: {}, text: '' }],
    [pointing(LINK), pointing('https://evil.example/')],
    [pointing(LINK), Object.assign(new Error(`connect ${LINK}`), { code: 'ECONNREFUSED' })],
    [pointing(LINK), new Error(`cannot open ${LINK}`)],
  ] as const)(
    'that does not give the file is failing, and the link stands in no word: %#',
    async (...answers) => {
      const { download, sent } = await read(answers)

      expect(download).toMatchObject({ ok: false, refusal: { kind: 'failing' } })
      expect(JSON.stringify(download)).not.toMatch(/link-secret|token=/)
      expect(sent).toHaveLength(2)
    },
  )

  it('that breaks off in the middle says so, and the link stands in no word', async () => {
    const broken = Object.assign(new Error(`aborted ${LINK}`), { code: 'UND_ERR_SOCKET' })
    const { download } = await read([pointing(LINK), file('User Principal Name\n', broken)])

    const reading = textOf(download)

    await expect(reading).rejects.toBeInstanceOf(DownloadBroken)
    await expect(reading).rejects.toThrow('the report broke off (UND_ERR_SOCKET)')
  })
})
