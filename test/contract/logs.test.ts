/** Everything that the collection of logs asks is something that Microsoft describes, and reading is all that it does. */
import { beforeAll, describe, expect, it } from 'vitest'
import { tenantId } from '#model/ids.ts'
import { graphLogPath, graphLogs } from '#pipeline/logs/collect/graph-feeds.ts'
import { logPermissions } from '#pipeline/logs/collect/permissions.ts'
import type { RequestLog } from '../../simulator/cloud.ts'
import { hasSharedFile, sharedFile } from '../../simulator/shared-data.ts'
import { aPlace } from '../collect/harness.ts'
import { aLoggingCloud, aMovingClock, collectOnce, KeepingSink } from '../logs/collect/month.ts'
import { GraphDescription } from './description.ts'
import { broaderLogPermissions, logRequestExceptions, readsByPost } from './log-exceptions.ts'

const file = 'data/microsoft/graph-openapi-subset.json'
const isThere = hasSharedFile(file)
if (!isThere) console.warn(`logs.test.ts: skipped, ${file} is absent (set KEYWARD_SHARED to its folder)`)
const graph = isThere ? new GraphDescription(sharedFile(file)) : undefined

function unexpected({ method, path }: RequestLog): readonly string[] {
  const allowed = logRequestExceptions.filter((one) => one.path === path.split('?')[0])
  return (graph?.complaintsOf(method, path) ?? [])
    .filter((complaint) => !allowed.some((one) => one.complaint === complaint))
    .map((complaint) => `${method} ${path}: ${complaint}`)
}

describe.skipIf(!isThere)('the requests of a collection of logs', () => {
  let sent: readonly RequestLog[] = []

  beforeAll(async () => {
    const clock = aMovingClock(Date.parse('2026-11-15T08:00:00Z'))
    const cloud = aLoggingCloud(clock, { sampleLogs: true, pageSizeCap: 3, edit: () => {} })
    const { store } = await aPlace()
    const { coverage: ledger } = await store.forTenant(tenantId(cloud.tenantId))
    await collectOnce({ cloud, clock, ledger, sink: new KeepingSink() })
    sent = cloud.requests.filter(({ path }) => !path.includes('/oauth2/'))
  })

  it('to Graph are all as described, next pages included', () => {
    const asked = sent.filter(({ path }) => /^\/(v1\.0|beta)\//.test(path))

    expect(asked.length).toBeGreaterThan(50)
    expect(asked.some(({ path }) => path.includes('$skiptoken='))).toBe(true)
    expect(asked.flatMap(unexpected)).toEqual([])
  })

  it('read and do nothing else, but for the listed POST that reads', () => {
    const posted = sent
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path}`)

    expect(new Set(posted)).toEqual(new Set(readsByPost.map(({ path }) => `POST ${path}`)))
  })

  it('reach every log', () => {
    const paths = sent.map(({ path }) => path)

    for (const part of [
      ...new Set(graphLogs.map(({ path }) => path)),
      '/records',
      '/activity/feed/audit/',
      '/eventtypes/',
    ])
      expect(
        paths.some((path) => path.includes(part)),
        part,
      ).toBe(true)
  })
})

describe.skipIf(!isThere)('a permission of the logs', () => {
  const used = [
    ...graphLogs.map(({ path, permission }) => ({ path, permission })),
    { path: '/v1.0/security/auditLog/queries', permission: 'AuditLogsQuery.Read.All' },
  ]

  it('opens its path', () => {
    for (const { path, permission } of used) expect(opening(path), path).toContain(permission)
  })

  it('is the least for its path, or stands on the list with its reason', () => {
    const broader = used.filter(({ path, permission }) => !least(path).includes(permission))

    expect(
      new Set(
        broader.map(({ path, permission }) => `${permission} for ${path}, marked ${least(path).join()}`),
      ),
    ).toEqual(
      new Set(
        broaderLogPermissions.map(
          ({ path, permission, marked }) => `${permission} for ${path}, marked ${marked.join()}`,
        ),
      ),
    )
  })

  it('only reads', () => {
    for (const { permission } of logPermissions()) expect(permission).toMatch(/^[A-Za-z]+\.Read\.All$/)
  })
})

describe.skipIf(!isThere)('an exception of the logs', () => {
  it.each(logRequestExceptions)('on $path is needed: $complaint', ({ path, complaint }) => {
    const asked = graphLogs.filter((log) => log.path === path).map((log) => graphLogPath(log))

    expect(asked.flatMap((request) => graph?.complaintsOf('GET', request) ?? [])).toContain(complaint)
  })
})

/** Reads of this path, or of what a POST to it leaves. */
const read = (path: string): string => (path.endsWith('/queries') ? `${path}/{id}/records` : path)
const opening = (path: string) => graph?.permissionsFor(read(path)) ?? []
const least = (path: string) => graph?.leastFor(read(path)) ?? []
