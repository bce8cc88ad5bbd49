/** Records inside something else: messages of event hubs, answers of Elastic, and what its integrations make of them. */
import { describe, expect, it } from 'vitest'
import {
  columns,
  diagnosticActivity,
  diagnosticAudit,
  events,
  flat,
  type Json,
  one,
  respelled,
  snake,
} from './changed.ts'
import { activity, auditData, diagnosticSignIn, signIn, TENANT, USER, workspaceSignIn } from './samples.ts'

describe('wrappers', () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64')
  const records = [diagnosticSignIn, diagnosticAudit]
  const wrapped: Readonly<Record<string, unknown>> = {
    'the body of a message from an event hub': { body: JSON.stringify({ records }), enqueuedTime: 'x' },
    'a message of an event hub, captured': { Body: { records }, SequenceNumber: 1, Offset: '4' },
    'a body of bytes': { SequenceNumber: 1, Body: encoded({ records }) },
    'a shipper that ships envelopes': { '@timestamp': 'x', message: JSON.stringify({ records }) },
    'a list in a message': { message: JSON.stringify(records) },
    'an event of Defender for Cloud Apps': {
      time: '2026-10-05T10:30:00Z',
      tenantId: TENANT,
      operationName: 'Publish',
      category: 'AdvancedHunting-CloudAppEvents',
      properties: { ActionType: 'New-InboxRule', RawEventData: auditData },
    },
    'a search of Elastic': {
      took: 1,
      hits: {
        total: 2,
        hits: records.map((record) => ({
          _index: 'logs',
          _source: { event: { original: JSON.stringify(record) } },
        })),
      },
    },
    'an answer of Data Explorer': {
      Tables: [
        {
          TableName: 'Table_0',
          Columns: Object.keys(workspaceSignIn).map((ColumnName) => ({ ColumnName, DataType: 'String' })),
          Rows: [Object.values(workspaceSignIn)],
        },
      ],
    },
    'an alert of Wazuh': { timestamp: 'x', data: { integration: 'office365', office365: auditData } },
    'an answer of Elastic': { _index: 'logs', _source: { message: JSON.stringify({ records }) } },
  }

  const HELD: readonly (readonly [string, readonly unknown[]])[] = [
    ['category', [auditData]],
    ['data', [auditData]],
    ['Tables', [workspaceSignIn]],
  ]

  it.each(Object.entries(wrapped))('reads every record inside %s', async (_, wrapper) => {
    const found = await events(wrapper)
    const held = HELD.find(([name]) => name in (wrapper as object))?.[1] ?? records
    expect(found.map(columns)).toEqual((await events(...held)).map(columns))
  })

  it('reads the original inside a document of Elastic in place of the document', async () => {
    const original = JSON.stringify(diagnosticAudit)
    const whole = columns(await one(diagnosticAudit))
    expect(columns(await one({ _source: { event: { original, action: 'x' } } }))).toEqual(whole)
    expect(columns(await one({ 'event.original': original, 'event.action': 'x' }))).toEqual(whole)
  })

  it('keeps what is in no wrapper and no record as it is', async () => {
    const strange = { body: 'eyJhbGciOi', message: '{"a":1}', event: { action: 'x' }, Body: '{"records":[]}' }
    const event = await one(strange)
    expect(event).toMatchObject({ source: 'other', raw: JSON.stringify(strange) })
  })
})

describe('documents of Elastic without their originals', () => {
  const around = {
    '@timestamp': '2026-10-05T08:20:00.000Z',
    ecs: { version: '8.11.0' },
    source: { ip: '203.0.113.9' },
  }
  const { id, createdDateTime, ipAddress: _, location: __, userAgent: ___, ...rest } = signIn
  const signInDocument = {
    ...around,
    event: { action: 'Sign-in activity', dataset: 'azure.signinlogs', category: ['authentication'] },
    geo: { city_name: 'Bath', country_iso_code: 'GB' },
    user_agent: { original: 'Mozilla/5.0' },
    azure: {
      tenant_id: TENANT,
      resource: { id: diagnosticSignIn.resourceId },
      signinlogs: {
        category: 'SignInLogs',
        operation_name: 'Sign-in activity',
        result_type: '50126',
        result_description: diagnosticSignIn.resultDescription,
        properties: { ...(respelled(rest, snake) as Json), id, created_at: createdDateTime },
      },
    },
  }

  it('tells the same of a sign-in as the record', async () => {
    const whole = columns(await one(diagnosticSignIn))
    const found = await one(signInDocument)
    expect(found.shape).toBe('elastic')
    expect(columns(found)).toEqual(whole)
    expect(columns(await one(flat(signInDocument, '.')))).toEqual(whole)
    const azure = { ...signInDocument.azure, signinlogs: flat(signInDocument.azure.signinlogs, '.') }
    expect(columns(await one({ ...signInDocument, azure }))).toEqual(whole)
    expect(columns(await one({ _index: 'logs', _source: signInDocument }))).toEqual(whole)
  })

  it('tells who did what in Azure, the dots of claims put right', async () => {
    const { identity } = diagnosticActivity
    const document = {
      ...around,
      source: { ip: '198.51.100.7' },
      event: { action: diagnosticActivity.operationName },
      azure: {
        resource: { id: activity.resourceId },
        correlation_id: diagnosticActivity.correlationId,
        activitylogs: {
          operation_name: diagnosticActivity.operationName,
          category: 'Administrative',
          result_type: 'Success',
          identity: {
            authorization: identity.authorization,
            claims: respelled(identity.claims, (name) =>
              name.replace('schemas.microsoft.com', 'schemas_microsoft_com'),
            ),
            claims_initiated_by_user: { name: 'bo@fabrikam.example' },
          },
        },
      },
    }
    expect(await one(document)).toMatchObject({
      source: 'azureActivity',
      operation: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
      user: 'bo@fabrikam.example',
      userId: USER,
      ip: '198.51.100.7',
      resourceId: activity.resourceId,
      time: Date.UTC(2026, 9, 5, 8, 20),
      result: 'success',
    })
  })

  it('tells the same of the unified log', async () => {
    const { Operation, Id, Workload, OrganizationId, OrganizationName, ClientIP: ____, ...own } = auditData
    const document = {
      '@timestamp': '2026-10-05T10:11:12.000Z',
      event: { action: Operation, id: Id, provider: Workload, code: 'ExchangeAdmin' },
      organization: { id: OrganizationId, name: OrganizationName },
      client: { ip: '2001:db8::1' },
      o365: {
        audit: {
          ...own,
          Parameters: Object.fromEntries(own.Parameters.map(({ Name, Value }) => [Name, Value])),
          ModifiedProperties: { Role_DisplayName: { NewValue: 'Global Reader', OldValue: '' } },
        },
      },
    }
    const changes = '[{"name":"Role_DisplayName","old":"","new":"Global Reader"}]'
    expect(columns(await one(document))).toEqual({ ...columns(await one(auditData)), changes })
  })
})
