/** Logs: a week and no more, of it what concerns partners and no more, and the same week however often it breaks off. */
import { beforeAll, describe, expect, it } from 'vitest'
import { allCollectors } from '#collectors/collectors.generated.ts'
import type { Snapshot } from '#store/snapshots/shelf.ts'
import type { Cloud } from '../../simulator/cloud.ts'
import { aCloud, aPlace, collectFrom, NOW, readsOf, undisturbed } from './harness.ts'

const LOGS = ['signIns', 'directoryAudits'] as const
const collectors = allCollectors.filter(({ produces }) => LOGS.some((name) => name === produces))

/** The log requests, first pages only. */
function asked(cloud: Cloud): readonly string[] {
  return readsOf(cloud)
    .filter((path) => path.includes('/auditLogs/') && !path.includes('skiptoken'))
    .map((path) => decodeURIComponent(path))
}

describe('the logs of a week', () => {
  let cloud: Cloud
  let snapshot: Snapshot

  beforeAll(async () => {
    cloud = await aCloud({ accounts: 60, pageSizeCap: 2 })
    snapshot = (await undisturbed(cloud, { collectors })).snapshot
  })

  it('are asked for by the time at which the collection began', () => {
    expect(asked(cloud).toSorted()).toEqual([
      '/beta/auditLogs/directoryAudits?$top=999&$filter=activityDateTime ge 2026-11-08T09:00:00Z and activityDateTime lt 2026-11-15T09:00:00Z',
      "/beta/auditLogs/signIns?$top=999&$filter=createdDateTime ge 2026-11-08T09:00:00Z and createdDateTime lt 2026-11-15T09:00:00Z and signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')",
    ])
  })

  it('hold the sign-ins from other tenants of these days, of both kinds, and no others', async () => {
    const signIns = await snapshot.records('signIns')

    expect(snapshot.manifest.datasets['signIns']?.coverage).toEqual({ state: 'complete' })
    expect(signIns.map((row) => row['homeTenantId'])).not.toContain(cloud.tenantId)
    expect(signIns.map((row) => row['crossTenantAccessType']).toSorted()).toEqual([
      'b2bCollaboration,serviceProvider',
      'microsoftSupport',
      'serviceProvider',
      'serviceProvider',
      'serviceProvider',
      'serviceProvider',
    ])
    expect(new Set(signIns.map((row) => row['isInteractive']))).toEqual(new Set([true, false]))
    for (const row of signIns) expect(String(row['createdDateTime']) >= '2026-11-08T09:00:00Z').toBe(true)
  })

  it('hold the changes about roles and new accounts, whoever made them, and no others of own people', async () => {
    const changes = await snapshot.records('directoryAudits')

    expect(changes.map((row) => row['activityDisplayName']).toSorted()).toEqual([
      'Add member to role',
      'Add user',
      'Add user',
    ])
  })

  it('are the same on a run that goes on hours later', async () => {
    const place = await aPlace()
    const stopping = new AbortController()
    const options = { collectors, signal: stopping.signal }
    const onProgress = ({ records }: { readonly records: number }) => records > 0 && stopping.abort()
    await expect(collectFrom(cloud, place, { ...options, onProgress })).rejects.toThrow()
    const later = new Date(NOW.getTime() + 5 * 60 * 60 * 1000)
    const before = asked(cloud).length

    const { snapshot: resumed, resumed: isResumed } = await collectFrom(cloud, place, {
      collectors,
      now: () => later,
    })

    expect(isResumed).toBe(true)
    for (const path of asked(cloud).slice(before)) expect(path).toContain('lt 2026-11-15T09:00:00Z')
    for (const name of LOGS)
      expect(resumed.manifest.datasets[name]?.recordsHash).toBe(snapshot.manifest.datasets[name]?.recordsHash)
  })
})

describe('without the licence', () => {
  it('sign-ins are unlicensed, and changes are read all the same', async () => {
    const cloud = await aCloud({ estate: 'small' })

    const { snapshot } = await undisturbed(cloud, { collectors })

    expect(snapshot.manifest.datasets['signIns']?.coverage).toMatchObject({
      state: 'unlicensed',
      needs: 'Microsoft Entra ID P1',
    })
    expect(snapshot.manifest.datasets['directoryAudits']).toMatchObject({
      coverage: { state: 'complete' },
      records: 2,
    })
  })
})
