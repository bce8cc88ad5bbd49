/** Usage reports, collected: a CSV from another place, with names or without, whole or broken off. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { Collector } from '#collectors/collector.ts'
import { openTransport, type Transport } from '#clients/http/transport.ts'
import { complete } from '#model/coverage.ts'
import { datasetOf } from '#model/datasets.ts'
import { walk } from '#pipeline/collect/walk.ts'
import { DatasetSpool } from '#store/spool.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aCloud, aFolder, aPlace, collectFrom, NOW, servicesOf } from './harness.ts'
import { showNames } from './healthy.ts'

const REPORTS = ['office365ActiveUserDetail', 'emailActivityUserDetail'] as const
const reporting = allCollectors.filter(({ produces }) => REPORTS.some((name) => name === produces))

/** Collects the two reports, over a transport that may be changed. */
async function collected(cloud: Cloud, change: (real: Transport) => Transport = (real) => real) {
  const place = await aPlace()
  const services = servicesOf(cloud, { transport: change(openTransport()) })
  const { snapshot } = await collectFrom(cloud, place, { collectors: reporting, services })
  return { snapshot, place }
}

/** What the file gives, broken off after these bytes, for the first so many times. */
function breakingOff(times: number, bytes = 200) {
  let left = times
  return (real: Transport): Transport => ({
    close: () => real.close(),
    send: async (request) => {
      const response = await real.send(request)
      if (!request.streamed || left === 0 || !response.body) return response
      left -= 1
      return { ...response, body: cut(response.body, bytes) }
    },
  })
}

async function* cut(body: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    yield chunk.subarray(0, bytes)
    throw Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' })
  }
}

describe('a usage report', () => {
  it('that shows names is complete, and says of each account when it was used last', async () => {
    const cloud = await aCloud({ accounts: 30, edit: showNames })
    const { snapshot } = await collected(cloud)

    const [active, mail] = await Promise.all(REPORTS.map((name) => snapshot.records(name)))

    for (const name of REPORTS)
      expect(snapshot.manifest.datasets[name]?.coverage).toEqual({ state: 'complete' })
    expect(active?.length).toBeGreaterThan(5)
    expect(mail).toHaveLength(active?.length ?? 0)
    expect(active?.every(({ userPrincipalName }) => String(userPrincipalName).includes('@'))).toBe(true)
    expect(active).toContainEqual(
      expect.objectContaining({
        hasExchangeLicense: true,
        isDeleted: false,
        exchangeLastActivityDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      }),
    )
    expect(mail).toContainEqual(expect.objectContaining({ sendCount: 90, receiveCount: 360 }))
  })

  it('that conceals them is partial, and its rows are there all the same', async () => {
    const cloud = await aCloud({ accounts: 30 })
    const { snapshot } = await collected(cloud)

    for (const name of REPORTS) {
      const { coverage, records } = snapshot.manifest.datasets[name] ?? {}
      expect(coverage).toMatchObject({
        state: 'partial',
        because: expect.stringMatching(/^names are concealed/),
      })
      expect(records).toBeGreaterThan(5)
    }
  })

  it('leaves no trace of its link on the disk', async () => {
    const cloud = await aCloud({ accounts: 30 })
    const { place } = await collected(cloud)

    const files = await readdir(place.data, { recursive: true, withFileTypes: true })
    const texts = files
      .filter((file) => file.isFile())
      .map(async (file) => readFile(join(file.parentPath, file.name), 'latin1'))

    expect((await Promise.all(texts)).join('')).not.toContain('reports-download')
  })

  it('that breaks off is asked for again, from its start', async () => {
    const cloud = await aCloud({ accounts: 30, edit: showNames })
    const whole = await collected(cloud)
    const asked = () => cloud.requests.filter(({ path }) => path.includes('/reports/get')).length
    const before = asked()

    const { snapshot } = await collected(cloud, breakingOff(2))

    expect(asked() - before).toBe(4)
    expect(snapshot.manifest.recordsHash).toBe(whole.snapshot.manifest.recordsHash)
  })

  it('that breaks off for good is partial, and says why', async () => {
    const cloud = await aCloud({ accounts: 30, edit: showNames })

    const { snapshot } = await collected(cloud, breakingOff(99))

    for (const name of REPORTS)
      expect(snapshot.manifest.datasets[name]?.coverage).toEqual({
        state: 'partial',
        because: 'the report broke off (UND_ERR_SOCKET)',
      })
  })

  it('that turns out to be a page of HTML is partial, and says so', async () => {
    const cloud = await aCloud({ accounts: 30, edit: showNames })
    const proxy = (real: Transport): Transport => ({
      close: () => real.close(),
      send: async (request) => {
        const response = await real.send(request)
        return request.streamed ? { ...response, body: html() } : response
      },
    })

    const { snapshot } = await collected(cloud, proxy)

    expect(snapshot.manifest.datasets.office365ActiveUserDetail).toMatchObject({
      records: 0,
      coverage: {
        state: 'partial',
        because: expect.stringMatching(/not as described: the first line names no column userPrincipalName/),
      },
    })
  })

  it('whose last row was on the disk is not asked for again, and what it lacked is not forgotten', async () => {
    const cloud = await aCloud({ accounts: 30 })
    const spool = await new DatasetSpool(await aFolder(), 'emailActivityUserDetail').open()
    await spool.append({
      records: [{ userPrincipalName: 'jane@contoso.example' }],
      broken: [],
      cursor: { source: 0, isWhole: true, lacks: 'the file lacks 1 column: sendCount' },
    })

    const coverage = await walk({
      collector: reporting.find(({ produces }) => produces === 'emailActivityUserDetail') as Collector,
      dataset: datasetOf('emailActivityUserDetail'),
      services: servicesOf(cloud),
      facts: { records: async function* () {}, coverage: () => complete },
      spool,
      now: () => NOW,
      startedAt: NOW,
      tenant: cloud.tenantId,
      until: async () => {},
      onSilence: () => {},
      onPage: () => {},
    })
    await spool.close()

    expect(coverage).toMatchObject({ state: 'partial', because: expect.stringContaining('sendCount') })
    expect(cloud.requests).toEqual([])
  })
})

async function* html(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('<!DOCTYPE html>\n<html><body>Sign in to the proxy</body></html>\n')
}
