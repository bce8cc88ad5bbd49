import { expect, it } from 'vitest'
import type { LogEvent } from '#model/events/log-event.ts'
import { readExport } from './read.ts'
import {
  activity,
  audit,
  auditData,
  diagnosticSignIn,
  PARTNER,
  portalSignIn,
  signIn,
  TENANT,
  USER,
  workspaceSignIn,
} from './samples.ts'

const one = async (record: unknown): Promise<LogEvent> => {
  const { events, quarantined } = await readExport(JSON.stringify(record))
  expect(quarantined).toEqual([])
  expect(events).toHaveLength(1)
  return events[0] as LogEvent
}

/** The columns that every export of a sign-in tells. */
const told = (event: LogEvent) => ({
  id: event.id,
  second: Math.floor((event.time ?? 0) / 1000),
  source: event.source,
  kind: event.kind,
  result: event.result,
  code: event.resultCode,
  reason: event.resultReason,
  user: event.user,
  userId: event.userId,
  app: event.app,
  appId: event.appId,
  ip: event.ip,
  client: event.clientApp,
  country: event.country,
  city: event.city,
  os: event.os,
  compliant: event.deviceCompliant,
  ca: event.conditionalAccess,
  home: event.actorTenant,
  crossTenant: event.crossTenant,
})

it('reads one sign-in out of every export as the same event', async () => {
  const graph = told(await one(signIn))
  expect(graph).toMatchObject({
    source: 'signIns',
    result: 'failure',
    code: '50126',
    country: 'GB',
    ip: '203.0.113.9',
  })
  expect(told(await one(diagnosticSignIn))).toEqual(graph)
  expect(told(await one(workspaceSignIn))).toEqual(graph)
  expect(told((await readExport(portalSignIn)).events[0] as LogEvent)).toEqual(graph)
})

it('reads records whose pipeline changed the case of the names', async () => {
  const lower = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(lower)
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)]))
        : value
  expect(told(await one(lower(signIn)))).toEqual(told(await one(signIn)))
  const changed = await one(lower(auditData))
  expect(changed).toMatchObject({ id: auditData.Id, operation: 'New-InboxRule', source: 'unifiedAudit' })
})

it('reads diagnostic settings without the inner object', async () => {
  const { properties, ...envelope } = diagnosticSignIn
  expect(told(await one({ ...properties, ...envelope }))).toMatchObject({
    id: signIn.id,
    user: 'bo@fabrikam.example',
    source: 'signIns',
  })
})

it('tells the four logs of sign-ins apart', async () => {
  const sourceOf = async (change: object) => (await one({ ...signIn, ...change })).source
  expect(await sourceOf({ signInEventTypes: ['nonInteractiveUser'] })).toBe('nonInteractiveSignIns')
  expect(await sourceOf({ signInEventTypes: ['servicePrincipal'] })).toBe('servicePrincipalSignIns')
  expect(await sourceOf({ signInEventTypes: ['managedIdentity'] })).toBe('managedIdentitySignIns')
  expect(await sourceOf({ isInteractive: false })).toBe('nonInteractiveSignIns')
  expect((await one({ ...diagnosticSignIn, category: 'ADFSSignInLogs' })).source).toBe('federationSignIns')
})

it('reads a change of the directory, its values without their quotation marks', async () => {
  const event = await one(audit)
  expect(event).toMatchObject({
    source: 'directoryAudits',
    kind: 'change',
    operation: 'Add member to role',
    result: 'success',
    user: 'bo@fabrikam.example',
  })
  expect(JSON.parse(event.changes ?? '')).toEqual([{ name: 'Role.DisplayName', new: 'Global Administrator' }])
  expect(JSON.parse(event.targets ?? '')).toEqual([
    { type: 'User', id: '66666666-0000-4000-8000-000000000001', name: 'cy@fabrikam.example' },
  ])
  expect(JSON.parse(event.details ?? '')).toEqual({ 'User-Agent': 'EvoSTS' })
})

it('reads the unified log bare, in a table, in a wrapper and from an audit query as the same event', async () => {
  const bare = await one(auditData)
  expect(bare).toMatchObject({ ip: '2001:db8::1', time: Date.UTC(2026, 9, 5, 10, 11, 12), result: 'success' })
  expect(JSON.parse(bare.parameters ?? '')).toEqual({ Name: '..', ForwardTo: 'drop@elsewhere.example' })
  expect(JSON.parse(bare.outside ?? '')).toEqual(['drop@elsewhere.example'])
  const text = JSON.stringify(auditData)
  const table = `RecordType,CreationDate,UserIds,Operations,AuditData\nExchangeAdmin,10/5/2026 10:11:12 AM,bo@fabrikam.example,New-InboxRule,"${text.replaceAll('"', '""')}"\n`
  for (const content of [
    table,
    JSON.stringify({
      RecordType: 'ExchangeAdmin',
      CreationDate: '/Date(1791195072000)/',
      AuditData: auditData,
    }),
    JSON.stringify({ value: [{ id: 'x', createdDateTime: '2026-10-05T10:11:12Z', auditData }] }),
  ]) {
    const { events } = await readExport(content)
    expect(events[0]).toEqual({ ...bare, shape: events[0]?.shape, raw: events[0]?.raw })
  }
})

it('reads an event of Azure, and who came from where', async () => {
  expect(await one(activity)).toMatchObject({
    source: 'azureActivity',
    operation: 'Microsoft.Authorization/roleAssignments/write',
    result: 'success',
    userId: USER,
    foreignTenant: PARTNER,
    seen: Date.UTC(2026, 9, 5, 11, 2),
  })
  const upper = {
    time: '2026-10-05T11:00:00Z',
    resourceId: activity.resourceId.toUpperCase(),
    operationName: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
    category: 'Administrative',
    resultType: 'Success',
    callerIpAddress: '198.51.100.7',
    identity: { claims: activity.claims },
  }
  expect(await one(upper)).toMatchObject({
    source: 'azureActivity',
    result: 'success',
    userId: USER,
    ip: '198.51.100.7',
  })
})

it('knows a service provider by the flag and by the names that logs make up', async () => {
  const partner = { homeTenantId: PARTNER, crossTenantAccessType: 'b2bCollaboration,serviceProvider' }
  expect(await one({ ...signIn, ...partner })).toMatchObject({ provider: 'true', foreignTenant: PARTNER })
  expect(
    await one({ ...signIn, homeTenantId: PARTNER, crossTenantAccessType: 'microsoftSupport' }),
  ).toMatchObject({ provider: null, foreignTenant: null })
  const made = await one({
    ...audit,
    initiatedBy: {
      user: { userPrincipalName: 'user_33333333444445558666777777777777@fabrikam.onmicrosoft.com' },
    },
  })
  expect(made).toMatchObject({ provider: 'true', foreignTenant: null })
  const written = await one({
    ...auditData,
    UserId: `fabrikam.onmicrosoft.com\\tenant: ${PARTNER}, object: ${USER}`,
  })
  expect(written).toMatchObject({ provider: 'true', foreignTenant: PARTNER, userId: USER })
  expect(await one(signIn)).toMatchObject({ provider: null, foreignTenant: null })
})

it('keeps a record of no known kind, and says so', async () => {
  const event = await one({
    time: '2026-10-05T08:00:00Z',
    category: 'BrandNewLogs',
    operationName: 'Something',
    tenantId: TENANT,
  })
  expect(event).toMatchObject({ source: 'other', time: Date.UTC(2026, 9, 5, 8), operation: 'Something' })
})

it('gives a record without an id the same one whenever it says the same', async () => {
  const { id: _, ...nameless } = signIn
  expect((await one(nameless)).id).toBe((await one(nameless)).id)
  expect((await one(nameless)).id).not.toBe((await one({ ...nameless, ipAddress: '203.0.113.10' })).id)
})
