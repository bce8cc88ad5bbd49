/** What becomes of Azure's activity log: whose an operation is, by the claims of its token and the roles that allow it. */
import { describe, expect, it } from 'vitest'
import { azurePrincipals } from '#access/events/azure-principals.ts'
import { partnerEvents } from '#access/events/partner-events.ts'
import { parseRecord } from '#model/dataset.ts'
import { type ActivityLogRecord, activityLog } from '#model/records/activity-log.ts'
import {
  aDelegation,
  aForeignAssignment,
  aForeignAzureGroup,
  anOperation,
  aSignIn,
  CONTOSO,
  daysAgo,
  FABRIKAM,
  FAY,
  madeUpName,
  SUBSCRIPTION,
  theRegister,
} from '../../builders/index.ts'

const MICROSOFT = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
const CLAIMS = 'http://schemas.microsoft.com/identity/claims'
const nobody = azurePrincipals([], [], () => undefined)

function events(
  records: readonly ActivityLogRecord[],
  own: string | undefined = CONTOSO,
  principals = nobody,
) {
  return partnerEvents({ activityLog: records }, own, principals)
}

function parsed(item: unknown): ActivityLogRecord {
  const read = parseRecord(activityLog, item)
  if (!read.ok) throw new Error(read.reason)
  return activityLog.record.parse(read.record)
}

describe('an event as Azure writes it', () => {
  const event = {
    id: `${SUBSCRIPTION}/resourceGroups/Web/events/AAAA/ticks/635574752669792776`,
    eventDataId: 'AAAA',
    eventTimestamp: '2026-05-30T22:14:26.9792776Z',
    operationName: { value: 'Microsoft.Compute/virtualMachines/write', localizedValue: 'Create' },
    category: { value: 'Administrative', localizedValue: 'Administrative' },
    status: { value: 'Succeeded', localizedValue: 'Succeeded' },
    caller: 'fay@fabrikam.example',
    correlationId: 'c',
    resourceId: `${SUBSCRIPTION}/resourceGroups/Web`,
    httpRequest: { clientIpAddress: '192.0.2.7', method: 'PUT' },
    authorization: { action: 'x', evidence: { role: 'Owner', principalId: 'ADMIN-AGENTS' } },
    claims: {
      [`${CLAIMS}/tenantid`]: FABRIKAM.toUpperCase(),
      [`${CLAIMS}/objectidentifier`]: FAY,
      'http://schemas.microsoft.com/identity/claims/identityprovider': `https://sts.windows.net/${FABRIKAM}/`,
      altsecid: '5::100320012345',
      groups: 'one, TWO',
    },
  }

  it('is read from the API with what its claims say', () => {
    expect(parsed(event)).toEqual({
      id: 'aaaa',
      eventTimestamp: event.eventTimestamp,
      operationName: 'microsoft.compute/virtualmachines/write',
      category: 'Administrative',
      status: 'Succeeded',
      caller: 'fay@fabrikam.example',
      resourceId: `${SUBSCRIPTION}/resourcegroups/web`,
      subscriptionId: SUBSCRIPTION.split('/')[2],
      correlationId: 'c',
      ipAddress: '192.0.2.7',
      actorId: FAY,
      actorTenantId: FABRIKAM,
      identityProvider: `https://sts.windows.net/${FABRIKAM}/`,
      altSecId: '5::100320012345',
      principalId: 'admin-agents',
      groups: ['one', 'two'],
    })
  })

  it('is the same as a storage account keeps it, and when it is read again', () => {
    const { id: _id, operationName, category, status, claims, authorization, httpRequest, ...rest } = event
    const stored = {
      ...rest,
      time: rest.eventTimestamp,
      operationName: operationName.value.toUpperCase(),
      category: category.value,
      resultType: status.value,
      callerIpAddress: httpRequest.clientIpAddress,
      identity: { claims, authorization },
    }

    expect(parsed(stored)).toEqual(parsed(event))
    expect(parsed(parsed(event))).toEqual(parsed(event))
  })

  it.each([
    ['nothing', {}],
    ['an id that is none', { eventDataId: 7 }],
    ['text', 'event'],
    ['null', null],
  ])('that is %s is set aside', (_, item) => {
    expect(parseRecord(activityLog, item).ok).toBe(false)
  })
})

describe('an operation in Azure', () => {
  it('by a token of another tenant is a provider’s: Azure Lighthouse', () => {
    expect(events([anOperation()])).toMatchObject([
      { tenantId: FABRIKAM, actorId: FAY, kind: 'operation', isProvider: true },
    ])
  })

  it('by somebody who signed in at home and came in here is of that tenant', () => {
    const idp = { actorTenantId: CONTOSO, identityProvider: `https://sts.windows.net/${FABRIKAM}/` }

    expect(events([anOperation(idp)])).toMatchObject([{ tenantId: FABRIKAM, isProvider: false }])
    expect(events([anOperation({ ...idp, caller: madeUpName(FAY), actorId: 'here' })])).toMatchObject([
      { tenantId: FABRIKAM, actorId: FAY, isProvider: true },
    ])
  })

  it.each([
    ['the role that allowed it', { principalId: 'agents' }],
    ['the account that acted', { actorId: 'agents' }],
    ['a group in its token', { groups: ['x', 'agents'] }],
  ])('allowed by %s is of whoever that belongs to', (_, by) => {
    const own = { actorTenantId: CONTOSO, ...by }
    const lighthouse = aDelegation({ authorizations: [{ principalId: 'AGENTS', roleDefinitionId: 'r' }] })
    const known = azurePrincipals([], [lighthouse], () => undefined)
    const unknown = azurePrincipals([aForeignAzureGroup('agents')], [], () => undefined)

    expect(events([anOperation(own)], CONTOSO, known)).toMatchObject([
      { tenantId: FABRIKAM, isProvider: true },
    ])
    expect(events([anOperation(own)], CONTOSO, unknown)).toMatchObject([
      { tenantId: undefined, principalId: 'agents', isProvider: true },
    ])
    expect(events([anOperation(own)])).toEqual([])
  })

  it('by somebody of another organisation gets the tenant that another log gives the account', () => {
    const record = anOperation({ actorTenantId: CONTOSO, altSecId: '5::1003200', caller: null })

    const found = partnerEvents({ activityLog: [record], signIns: [aSignIn()] }, CONTOSO, nobody)

    expect(found.map(({ source, tenantId }) => [source, tenantId])).toEqual([
      ['azureActivity', FABRIKAM],
      ['signIn', FABRIKAM],
    ])
  })

  it.each([
    ['an own person', { actorTenantId: CONTOSO }],
    ['nobody who is named', { actorTenantId: null, caller: null, actorId: null }],
    ['Microsoft', { actorTenantId: MICROSOFT }],
    ['a person with a consumer account', { actorTenantId: CONTOSO, altSecId: '1:live.com:000300' }],
    ['somebody who failed', { status: 'Failed' }],
    ['somebody at no time', { eventTimestamp: 'yesterday' }],
  ])('by %s is no partner’s', (_, changes) => {
    expect(events([anOperation(changes)])).toEqual([])
  })

  it('is nobody’s by its token alone where the own tenant is not known', () => {
    expect(partnerEvents({ activityLog: [anOperation()] }, undefined, nobody)).toEqual([])
  })

  it('that began, was accepted and ended is one, at the time of its beginning', () => {
    const step = (status: string, at: number) =>
      anOperation({ id: status, status, eventTimestamp: daysAgo(at), correlationId: 'c' })
    const [started, accepted, done, failed] = [
      step('Started', 3),
      step('Accepted', 2),
      step('Succeeded', 1),
      step('Failed', 1),
    ]
    if (!started || !accepted || !done || !failed) throw new Error('there are four steps')

    expect(events([done, started, accepted])).toMatchObject([
      { id: 'Succeeded', time: expect.stringContaining(daysAgo(3).slice(0, 19)) },
    ])
    expect(events([started, failed])).toEqual([])
    expect(events([started, accepted])).toHaveLength(1)
    expect(events([done, { ...done, id: 'other', correlationId: 'd' }])).toHaveLength(2)
  })

  it('puts a provider on the register that shows nowhere else', () => {
    const { partners } = theRegister({ activityLog: [anOperation()] })

    expect(partners).toMatchObject([
      { tenantIds: [FABRIKAM], channels: [{ kind: 'audit', evidence: [{ dataset: 'activityLog' }] }] },
    ])
  })

  it('by the group of a partner is that partner’s where a role in the directory says whose the group is', () => {
    const { partners } = theRegister({
      roleAssignments: [aForeignAssignment('agents')],
      azureRoleAssignments: [aForeignAzureGroup('agents')],
      activityLog: [anOperation({ actorTenantId: CONTOSO, principalId: 'agents' })],
    })

    expect(partners).toHaveLength(1)
    expect(partners[0]?.channels.map(({ kind }) => kind)).toEqual(['directoryRole', 'azureRole', 'audit'])
  })
})
