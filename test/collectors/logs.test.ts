/** What the collectors of logs ask for and keep, and what the unified log is unwrapped from. */
import { describe, expect, it } from 'vitest'
import { type ListSource, listRequest } from '#collectors/collector.ts'
import { directoryAuditsCollector } from '#collectors/directory-audits.ts'
import { signInsCollector } from '#collectors/sign-ins.ts'
import { parseRecord } from '#model/dataset.ts'
import { datasetOf } from '#model/datasets.ts'
import { CONTOSO, FABRIKAM, FAY, madeUpName } from '../builders/index.ts'

const signIns = signInsCollector.source as ListSource
const audits = directoryAuditsCollector.source as ListSource

describe('the window', () => {
  it('is the seven days before the collection began, to the second', () => {
    const at = new Date('2026-11-15T09:00:00.000Z')

    expect(listRequest(audits, at).query).toEqual({
      $top: '999',
      $filter: 'activityDateTime ge 2026-11-08T09:00:00Z and activityDateTime lt 2026-11-15T09:00:00Z',
    })
    expect(listRequest(signIns).query).toHaveProperty(
      '$filter',
      "createdDateTime ge {from} and createdDateTime lt {to} and signInEventTypes/any(t: t eq 'interactiveUser' or t eq 'nonInteractiveUser')",
    )
  })
})

describe('of sign-ins', () => {
  it.each([
    [{ homeTenantId: FABRIKAM, crossTenantAccessType: 'none' }, true],
    [{ homeTenantId: CONTOSO.toUpperCase(), crossTenantAccessType: 'none' }, false],
    [{ homeTenantId: CONTOSO, crossTenantAccessType: 'b2bCollaboration' }, false],
    [{ homeTenantId: null, crossTenantAccessType: 'b2bCollaboration,serviceProvider' }, true],
    [{ homeTenantId: null, crossTenantAccessType: 8 }, true],
    [{}, false],
    ['broken', true],
    [null, true],
  ])('%j is kept: %s', (item, isKept) => {
    expect(signIns.keeps?.(item, CONTOSO)).toBe(isKept)
  })
})

describe('of directory changes', () => {
  const by = (user: object | null, activityDisplayName = 'Update user') => ({
    activityDisplayName,
    initiatedBy: { user },
  })

  it.each([
    ['by an own person', by({ homeTenantId: CONTOSO, userPrincipalName: 'ada@contoso.example' }), false],
    ['by somebody from elsewhere', by({ homeTenantId: FABRIKAM }), true],
    ['by a made-up name', by({ homeTenantId: null, userPrincipalName: madeUpName(FAY) }), true],
    ['by an application', by(null), false],
    ['about partners, by anybody', by(null, 'Add partner to company'), true],
    ['without a name of the activity', { initiatedBy: null }, true],
    ['that is none', 7, true],
  ])('one %s is kept: %s', (_, item, isKept) => {
    expect(audits.keeps?.(item, CONTOSO)).toBe(isKept)
  })
})

describe('a record of the unified log', () => {
  const data = {
    Id: 'u1',
    CreationTime: '2026-05-31T10:00:00',
    Operation: 'Set-Mailbox',
    RecordType: 1,
    UserType: 2,
    ClientIP: '203.0.113.4:443',
    ActorContextId: FABRIKAM,
    Parameters: [{ Name: 'Identity', Value: 'ada' }],
  }
  const record = {
    id: 'u1',
    creationTime: '2026-05-31T10:00:00Z',
    operation: 'Set-Mailbox',
    recordType: '1',
    userType: '2',
    clientIp: '203.0.113.4:443',
    actorContextId: FABRIKAM,
    parameters: [{ Name: 'Identity', Value: 'ada' }],
  }
  const parsed = (item: unknown) => parseRecord(datasetOf('unifiedAudit'), item)
  const lower = Object.fromEntries(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]))

  it.each([
    ['bare', data],
    ['with lower-case names', lower],
    ['in a record of an audit query', { id: 'other', operation: 'x', auditData: data }],
    ['in a wrapper', { Identity: 'u1', AuditData: data }],
    ['in a wrapper as text', { RecordType: 'x', AuditData: JSON.stringify(data) }],
    ['as it is kept', record],
  ])('%s is one record', (_, item) => {
    expect(parsed(item)).toEqual({ ok: true, record })
  })

  it.each([
    ['cut off', { AuditData: JSON.stringify(data).slice(0, 60) }],
    ['without an id', { ...data, Id: undefined }],
    ['that is a list', { AuditData: [data] }],
    ['that is text', 'x'],
  ])('%s is set aside', (_, item) => {
    expect(parsed(item)).toMatchObject({ ok: false })
  })

  it('keeps a time that says its zone, and takes lists alone as parameters', () => {
    const odd = { ...data, CreationTime: '2026-05-31T10:00:00+02:00', Parameters: { Identity: 'ada' } }

    expect(parsed(odd)).toMatchObject({
      record: { creationTime: '2026-05-31T10:00:00+02:00', parameters: null },
    })
  })
})

describe('a row of a roster', () => {
  const parsed = (row: object) => parseRecord(datasetOf('partnerRoster'), row)
  const row = {
    Name: 'Fabrikam',
    'Tenant Id': FABRIKAM,
    domain: '',
    'Object ID': FAY.toUpperCase(),
    Person: 'Fay',
  }

  it('is read from a table', () => {
    expect(parsed(row)).toMatchObject({
      ok: true,
      record: { name: 'Fabrikam', tenantId: FABRIKAM, domain: null, objectId: FAY, person: 'Fay' },
    })
  })

  it.each([
    [{ ...row, from: '03/04/2026' }, /^from: write the day/],
    [{ ...row, 'Object ID': 'fay' }, /^objectId: /],
    [{ ...row, Person: '' }, /^person: /],
  ])('%j is set aside', (broken, reason) => {
    expect(parsed(broken)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })
})
