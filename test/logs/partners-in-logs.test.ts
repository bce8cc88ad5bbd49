import { expect, it } from 'vitest'
import { partnersInLogs } from '#pipeline/logs/partners/partners.ts'
import { activity, audit, auditData, PARTNER, signIn, TENANT } from './samples.ts'
import { withLogs } from './store-of.ts'

const now = new Date('2026-10-06T00:00:00Z')
const TECHNICIAN = '0a0b0c0d-1111-4222-8333-444455556666'
const partner = {
  homeTenantId: PARTNER,
  crossTenantAccessType: 'serviceProvider',
  userId: TECHNICIAN,
  userPrincipalName: 'tech@northgate.example',
}
const GUEST = '77777777-1111-4222-8333-444455556666'

const records = [
  { ...signIn, ...partner, id: 's1', status: { errorCode: 0 } },
  {
    ...signIn,
    ...partner,
    id: 's2',
    status: { errorCode: 0 },
    crossTenantAccessType: 'b2bCollaboration,serviceProvider',
  },
  { ...signIn, ...partner, id: 's3', status: { errorCode: 0 }, isInteractive: false },
  { ...signIn, ...partner, id: 's4' },
  {
    ...audit,
    id: 'a1',
    initiatedBy: {
      user: { userPrincipalName: `user_${TECHNICIAN.replaceAll('-', '')}@fabrikam.onmicrosoft.com` },
    },
  },
  { ...auditData, Id: 'u1', UserId: `fabrikam.onmicrosoft.com\\tenant: ${PARTNER}, object: ${TECHNICIAN}` },
  { ...activity, eventDataId: 'z1' },
  {
    ...signIn,
    id: 'g1',
    homeTenantId: GUEST,
    crossTenantAccessType: 'b2bCollaboration',
    status: { errorCode: 0 },
  },
  {
    ...signIn,
    id: 'm1',
    homeTenantId: PARTNER,
    crossTenantAccessType: 'microsoftSupport',
    status: { errorCode: 0 },
  },
  {
    ...signIn,
    id: 'c1',
    homeTenantId: TENANT,
    crossTenantAccessType: 'serviceProvider',
    status: { errorCode: 0 },
  },
  { ...signIn, id: 'own', status: { errorCode: 0 } },
]

it('counts what people of a provider did, in every log, under one tenant and one person', async () => {
  const report = await withLogs(records, (tenant) => partnersInLogs(tenant, {}, now))
  const own = report.partners.find(({ tenantId }) => tenantId === PARTNER)
  expect(own).toMatchObject({
    decision: 'unknown',
    signIns: { interactive: 2, nonInteractive: 1, failed: 1 },
    changes: { directory: 1, exchange: 1, azure: 1, other: 0 },
  })
  expect(own?.people).toContainEqual(
    expect.objectContaining({ id: TECHNICIAN, listed: 'none', signIns: 3, changes: 2 }),
  )
  expect(own?.operations.map(({ operation }) => operation).toSorted()).toEqual([
    'Add member to role',
    'Microsoft.Authorization/roleAssignments/write',
    'New-InboxRule',
  ])
})

it('takes neither guests nor the support of Microsoft for partners, and names what contradicts itself', async () => {
  const report = await withLogs(records, (tenant) => partnersInLogs(tenant, {}, now))
  expect(report.guests).toEqual({ tenants: 1, signIns: 1, changes: 0 })
  expect(report.contradictions).toMatchObject({ total: 1, events: [{ id: 'c1' }] })
  expect(report.partners.map(({ tenantId }) => tenantId)).not.toContain(GUEST)
})

it('says what nothing explains: no roster, a provider without a name', async () => {
  const nameless = {
    ...audit,
    id: 'a2',
    initiatedBy: {
      user: { userPrincipalName: 'user_ffffffffffffffffffffffffffffffff@fabrikam.onmicrosoft.com' },
    },
  }
  const report = await withLogs([...records, nameless], (tenant) => partnersInLogs(tenant, {}, now))
  expect(report.unexplained).toContainEqual(
    expect.objectContaining({ tenantId: PARTNER, because: expect.stringContaining('no roster') }),
  )
  expect(report.unexplained).toContainEqual(
    expect.objectContaining({ tenantId: null, because: expect.stringContaining('does not say which') }),
  )
})

it('knows who is on the roster of the partner, and who is not', async () => {
  const report = await withLogs(records, async (tenant) => {
    const row = {
      name: 'Northgate',
      tenantId: PARTNER,
      objectId: TECHNICIAN,
      person: 'Tess',
      from: '2026-01-01',
      until: '2026-12-31',
    }
    await tenant.decisions.keepCopy('partnerRoster', { author: 'jo', at: now.toISOString(), rows: [row] })
    return partnersInLogs(tenant, {}, now)
  })
  const own = report.partners.find(({ tenantId }) => tenantId === PARTNER)
  expect(own?.name).toBe('Northgate')
  expect(own?.people).toContainEqual(
    expect.objectContaining({ id: TECHNICIAN, person: 'Tess', listed: 'listed' }),
  )
  expect(own?.people).toContainEqual(expect.objectContaining({ person: null, listed: 'missing' }))
  expect(report.unexplained).toContainEqual(
    expect.objectContaining({ because: expect.stringContaining('not on the partner') }),
  )
})

it('says which logs it could not look at, and never that nothing happened there', async () => {
  const report = await withLogs([signIn], (tenant) => partnersInLogs(tenant, {}, now))
  expect(report.partners).toEqual([])
  expect(report.unknown.map(({ log }) => log)).toEqual([
    'nonInteractiveSignIns',
    'directoryAudits',
    'unifiedAudit',
    'azureActivity',
    'register',
  ])
})
