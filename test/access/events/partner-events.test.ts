/** What becomes of the records of three logs: whose they are, what they are, and each thing once. */
import { describe, expect, it } from 'vitest'
import { partnerEvents } from '#access/events/partner-events.ts'
import { unbrokenReach } from '#access/events/span.ts'
import {
  aDirectoryAudit,
  aLogOf,
  anAuditRecord,
  aSignIn,
  CONTOSO,
  daysAgo,
  FABRIKAM,
  FAY,
  madeUpName,
  NOW,
} from '../../builders/index.ts'

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
const events = (logs: Parameters<typeof partnerEvents>[0]) => partnerEvents(logs, CONTOSO)

describe('a sign-in', () => {
  it('of a service provider is an event of its home tenant', () => {
    expect(events({ signIns: [aSignIn()] })).toMatchObject([
      { source: 'signIn', kind: 'signIn', tenantId: FABRIKAM, actorId: FAY, isProvider: true },
    ])
  })

  it.each([
    ['among other flags', { crossTenantAccessType: 'b2bCollaboration,serviceProvider' }, true],
    ['as a number', { crossTenantAccessType: '9' }, true],
    ['of a guest', { crossTenantAccessType: 'b2bCollaboration' }, false],
    ['of an export without the column', { crossTenantAccessType: null }, false],
  ])('%s: whether a provider is told by the record itself', (_, changes, isProvider) => {
    expect(events({ signIns: [aSignIn(changes)] })).toMatchObject([{ tenantId: FABRIKAM, isProvider }])
  })

  it.each([
    ['of an own account', { homeTenantId: CONTOSO, crossTenantAccessType: 'none' }],
    ['of an own account, whatever the flags say', { homeTenantId: CONTOSO.toUpperCase() }],
    ['of Microsoft’s support', { crossTenantAccessType: 'microsoftSupport' }],
    ['from a tenant of Microsoft’s', { homeTenantId: MICROSOFT.toUpperCase() }],
    ['with a wrong password', { status: { errorCode: 50126 } }],
    ['of somebody in another tenant', { resourceTenantId: FABRIKAM }],
    ['without a time', { createdDateTime: 'yesterday' }],
    ['from a tenant that is none', { homeTenantId: 'x', crossTenantAccessType: 'b2bCollaboration' }],
  ])('%s is no event', (_, changes) => {
    expect(events({ signIns: [aSignIn(changes)] })).toEqual([])
  })

  it('that does not say whose it is belongs to nobody, unless another record of the account does', () => {
    const homeless = aSignIn({ id: 'homeless', homeTenantId: null })

    expect(events({ signIns: [homeless] })).toMatchObject([{ tenantId: undefined, isProvider: true }])
    expect(events({ signIns: [homeless, aSignIn()] }).map(({ tenantId }) => tenantId)).toEqual([
      FABRIKAM,
      FABRIKAM,
    ])
    const elsewhere = aSignIn({ id: 'other', homeTenantId: '99999999-9999-4999-8999-999999999999' })
    expect(
      events({ signIns: [homeless, aSignIn(), elsewhere] }).find(({ id }) => id === 'homeless')?.tenantId,
    ).toBeUndefined()
  })
})

describe('a change in the directory', () => {
  it('takes its tenant from the actor, or from a sign-in of the same account where it has none', () => {
    const user = { id: FAY, userPrincipalName: madeUpName(FAY) }
    const untold = aDirectoryAudit({ initiatedBy: { user } })

    expect(events({ directoryAudits: [aDirectoryAudit()] })).toMatchObject([
      { tenantId: FABRIKAM, kind: 'change' },
    ])
    expect(events({ directoryAudits: [untold] })).toMatchObject([{ tenantId: undefined, actorId: FAY }])
    expect(events({ directoryAudits: [untold], signIns: [aSignIn()] })[1]).toMatchObject({
      tenantId: FABRIKAM,
    })
  })

  it.each([
    [
      'by an own person',
      {
        initiatedBy: { user: { id: 'ada', userPrincipalName: 'ada@contoso.example', homeTenantId: CONTOSO } },
      },
    ],
    [
      'by Microsoft',
      { initiatedBy: { user: { id: FAY, userPrincipalName: madeUpName(FAY), homeTenantId: MICROSOFT } } },
    ],
    ['by an application', { initiatedBy: { app: { displayName: 'sync' } } }],
    ['that failed', { result: 'failure' }],
  ])('%s is no event', (_, changes) => {
    expect(events({ directoryAudits: [aDirectoryAudit(changes)] })).toEqual([])
  })
})

describe('a record of the unified log', () => {
  it('of Exchange names tenant and account', () => {
    expect(events({ unifiedAudit: [anAuditRecord()] })).toMatchObject([
      { source: 'unifiedAudit', kind: 'change', tenantId: FABRIKAM, actorId: FAY, isProvider: true },
    ])
  })

  it('with a made-up name is of the tenant that acted, not of the domain in the name', () => {
    const record = anAuditRecord({
      userId: madeUpName(FAY),
      actorContextId: FABRIKAM,
      targetContextId: CONTOSO,
    })

    expect(events({ unifiedAudit: [record] })).toMatchObject([{ tenantId: FABRIKAM, actorId: FAY }])
    expect(events({ unifiedAudit: [{ ...record, actorContextId: CONTOSO }] })).toMatchObject([
      { tenantId: undefined, actorId: FAY },
    ])
  })

  it.each([
    ['UserLoggedIn', 'signIn'],
    ['MailItemsAccessed', 'read'],
    ['FileDownloaded', 'read'],
    ['Get-Mailbox', 'read'],
    ['New-InboxRule', 'change'],
    ['Add user.', 'change'],
  ])('%s is a %s', (operation, kind) => {
    expect(events({ unifiedAudit: [anAuditRecord({ operation })] })).toMatchObject([{ kind }])
  })

  it.each([
    ['that failed', { resultStatus: 'False' }],
    ['of a refused sign-in', { operation: 'UserLoginFailed' }],
    ['of the own tenant', { userId: `contoso.onmicrosoft.com\\tenant: ${CONTOSO}, object: ${FAY}` }],
    ['of Microsoft', { userId: `contoso.onmicrosoft.com\\tenant: ${MICROSOFT}, object: ${FAY}` }],
    ['of an own person', { userId: 'ada@contoso.example', actorContextId: CONTOSO }],
  ])('%s is no event', (_, changes) => {
    expect(events({ unifiedAudit: [anAuditRecord(changes)] })).toEqual([])
  })
})

describe('several logs', () => {
  const entra = { workload: 'AzureActiveDirectory', actorContextId: FABRIKAM, userId: madeUpName(FAY) }
  const signedIn = anAuditRecord({ ...entra, id: 'uli', operation: 'UserLoggedIn' })

  it('tell one sign-in once, and the unified one tells what the other does not reach', () => {
    const log = { signIns: aLogOf(5), unifiedAudit: [signedIn] }

    expect(events(log)).toEqual([])
    expect(events({ ...log, unifiedAudit: [{ ...signedIn, creationTime: daysAgo(20) }] })).toHaveLength(1)
    expect(events({ unifiedAudit: [signedIn] })).toHaveLength(1)
  })

  it('that overlap give a record once, in the order of time', () => {
    const late = aSignIn({ id: 'late', createdDateTime: daysAgo(0.1) })

    const found = events({ signIns: [late, aSignIn({ id: 'a' }), aSignIn({ id: 'A' })] })

    expect(found.map(({ id }) => id)).toEqual(['A', 'late'])
  })
})

describe('how far back a log reaches', () => {
  const days = (ages: readonly number[]) => unbrokenReach(ages.map(daysAgo), NOW, 7)?.days

  it.each([
    [[], undefined],
    [[8], undefined],
    [[1, 7, 14, 21], 21],
    [[1, 7, 15], 7],
    [[-3, 2], 2],
  ])('with records %j days old: %j', (ages, expected) => {
    expect(days(ages)).toBe(expected)
  })
})
