/** The history beside the snapshots: taken in once, made again when it is lost, right in any order of arrival. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PartnerReport } from '#model/partner-report.ts'
import { assessTenant } from '#pipeline/assess-tenant.ts'
import { look } from '#pipeline/look.ts'
import { partnerReport } from '#pipeline/partner-report.ts'
import { keepByHand } from '#pipeline/register.ts'
import { renderPartners } from '#pipeline/render-partners.ts'
import { openSession } from '#pipeline/session.ts'
import { aForeignApplication, aForeignAssignment, CONTOSO, FABRIKAM } from '../builders/index.ts'
import { aFolder, anInput } from './harness.ts'

const application = aForeignApplication()
const assignment = aForeignAssignment('agents', { id: 'admin' })
const everything = { 'servicePrincipals.json': [application], 'roleAssignments.json': [assignment] }
const members = { 'groupMembers.json': [] }
const clock = () => new Date('2026-05-20T00:00:00Z')

let arrivals = 0

/** Assesses what an export of that day holds. */
async function assessed(data: string, day: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  const input = anInput({
    'manifest.json': { time: `${day}T00:00:00Z` },
    'organization.json': [{ id: CONTOSO, displayName: 'Contoso' }],
    'tenantInformation.json': [{ tenantId: FABRIKAM, displayName: 'Fabrikam' }],
    ...members,
    ...files,
  })
  const session = await openSession(data)
  try {
    // Snapshots are named by the time at which they came, whatever day they are of.
    await assessTenant({ session, input, clock: () => new Date(clock().getTime() + ++arrivals) })
  } finally {
    await session.close()
  }
}

const reportOf = (data: string): Promise<PartnerReport> =>
  look({ data, clock }, (looked) => partnerReport(looked, clock()))

const fileIn = (data: string) => join(data, 'tenants', CONTOSO, 'partner-history.json')
const page = { colour: false, width: 100 }

describe('the history of partners', () => {
  const days: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
    ['2026-05-01', everything],
    ['2026-05-02', { 'servicePrincipals.json': [application] }],
    ['2026-05-03', { 'servicePrincipals.json': [application], 'roleAssignments.json': [] }],
  ]

  it('follows the snapshots: what was not read is not gone, what was read and missing is', async () => {
    const data = aFolder()
    await assessed(data, ...(days[0] as (typeof days)[0]))
    await assessed(data, ...(days[1] as (typeof days)[0]))
    const between = await reportOf(data)
    await assessed(data, ...(days[2] as (typeof days)[0]))
    const after = await reportOf(data)

    expect(between.partners[0]?.gone).toEqual([])
    expect(after.partners[0]).toMatchObject({
      name: 'Fabrikam',
      channels: [
        {
          kind: 'application',
          firstSeen: '2026-05-01T00:00:00.000Z',
          lastSeen: '2026-05-03T00:00:00.000Z',
          evidence: [{ id: application.id, firstSeen: '2026-05-01T00:00:00.000Z' }],
        },
      ],
      gone: [{ channel: 'directoryRole', id: 'admin', lastSeen: '2026-05-01T00:00:00.000Z' }],
    })
    const text = renderPartners(after, after.partners[0], 'text', page)
    expect(text).toContain('seen from 2026-05-01 to 2026-05-03')
    expect(text).toMatch(/directory roles +Global Administrator: gone since 2026-05-01/)
    expect(renderPartners(after, after.partners[0], 'html', page)).toContain('gone since 2026-05-01')
  })

  it('is the same when the file is lost, broken, or the snapshots came in another order', async () => {
    const [data, turned] = [aFolder(), aFolder()]
    for (const [day, files] of days) await assessed(data, day, files)
    for (const [day, files] of days.toReversed()) await assessed(turned, day, files)
    const facts = () => JSON.parse(readFileSync(fileIn(data), 'utf8')).facts
    const kept = facts()

    expect(JSON.parse(readFileSync(fileIn(turned), 'utf8')).facts).toEqual(kept)
    rmSync(fileIn(data))
    await reportOf(data)
    expect(facts()).toEqual(kept)
    writeFileSync(fileIn(data), '{"schemaVersion":1,"facts":[{"channel":')
    await reportOf(data)
    expect(facts()).toEqual(kept)
  })

  it('names who left altogether', async () => {
    const data = aFolder()
    await assessed(data, '2026-05-01', everything)
    await assessed(data, '2026-05-02', { 'servicePrincipals.json': [], 'roleAssignments.json': [] })
    const report = await reportOf(data)

    expect(report.partners).toEqual([])
    expect(report.former).toMatchObject([{ id: FABRIKAM, name: 'Fabrikam' }])
    expect(renderPartners(report, undefined, 'text', page)).toContain('gone since 2026-05-01')
    expect(renderPartners(report, undefined, 'html', page)).toContain('gone since 2026-05-01')
  })

  it('of what was copied by hand goes by the days of the copies', async () => {
    const data = aFolder()
    await assessed(data, '2026-05-01', everything)
    const session = await openSession(data)
    try {
      const store = await session.tenant(undefined)
      const header = 'name,tenantId,domain,relationship,roles,start,end,autoExtend\n'
      const copy = async (at: string, rows: string) => {
        const path = join(anInput({}), 'register.csv')
        writeFileSync(path, header + rows)
        await keepByHand(store, 'partnerRelationships', path, { author: 'olga', at })
      }
      await copy(
        '2026-05-04T00:00:00.000Z',
        `Fabrikam,${FABRIKAM},,Reseller,,,,\nFabrikam,${FABRIKAM},,Advisor,,,,\n`,
      )
      await copy('2026-05-09T00:00:00.000Z', `Fabrikam,${FABRIKAM},,Reseller,,,,\n`)
    } finally {
      await session.close()
    }
    const [partner] = (await reportOf(data)).partners

    expect(partner?.channels.find(({ kind }) => kind === 'manual')).toMatchObject({
      firstSeen: '2026-05-04T00:00:00.000Z',
    })
    expect(partner?.gone).toMatchObject([{ channel: 'manual', what: 'Advisor' }])
  })
})
