/** What partners did, out of exported files: counted, named by their rosters alone, and honest about what is missing. */
import { describe, expect, it } from 'vitest'
import type { PartnerReport, ReportedPartner } from '#model/partner-report.ts'
import { look } from '#pipeline/look.ts'
import { partnerReport } from '#pipeline/partner-report.ts'
import { renderPartners } from '#pipeline/render-partners.ts'
import {
  aDelegation,
  aDirectoryAudit,
  aSignIn,
  CONTOSO,
  daysAgo,
  FABRIKAM,
  FAY,
  FRED,
  NOW,
} from '../builders/index.ts'
import { aFolder, anInput } from './harness.ts'

async function reportOn(files: Readonly<Record<string, unknown>>): Promise<PartnerReport> {
  const input = anInput({
    'manifest.json': { time: NOW.toISOString() },
    'organization.json': [{ id: CONTOSO }],
    ...files,
  })
  return look({ data: aFolder(), input, clock: () => NOW }, (looked) => partnerReport(looked, NOW))
}

async function fabrikam(files: Readonly<Record<string, unknown>>): Promise<ReportedPartner> {
  const { partners } = await reportOn({ 'registrationAssignments.json': [aDelegation()], ...files })
  const found = partners.find(({ tenantIds }) => tenantIds.includes(FABRIKAM))
  if (found === undefined) throw new Error('Fabrikam is not on the register')
  return found
}

const logs = {
  'signIns.json': {
    value: [
      aSignIn({ id: '1', createdDateTime: daysAgo(9) }),
      aSignIn({ id: '2' }),
      aSignIn({ id: '2' }),
      aSignIn({ id: '3', userId: FRED, createdDateTime: daysAgo(4) }),
    ],
  },
  'directoryAudits.json': { value: [aDirectoryAudit({ activityDateTime: daysAgo(0.5) })] },
}

describe('the activity of a partner', () => {
  it('is counted over the days that the logs hold, by account, with what is not counted', async () => {
    const { activity } = await fabrikam(logs)

    expect(activity).toMatchObject({
      known: true,
      from: '2026-05-23T00:00:00.000Z',
      to: '2026-05-31T12:00:00.000Z',
      signIns: 3,
      changes: 1,
      azureOperations: 0,
      last: '2026-05-31T12:00:00.000Z',
      because: [
        expect.stringMatching(/^unifiedAudit: not read/),
        expect.stringMatching(/^activityLog: not read/),
      ],
      people: [
        { id: FAY, signIns: 2, changes: 1, last: '2026-05-31T12:00:00.000Z' },
        { id: FRED, signIns: 1, changes: 0, last: '2026-05-28T00:00:00.000Z' },
      ],
    })
    expect(JSON.stringify(activity)).not.toContain('"person"')
  })

  it('names people by the roster alone', async () => {
    const roster = `name,tenantId,domain,objectId,person,from,until\nFabrikam,${FABRIKAM},,${FAY.toUpperCase()},Fay Brick,,\n`

    const { activity } = await fabrikam({ ...logs, 'partnerRoster.csv': roster })

    expect(activity).toMatchObject({ people: [{ id: FAY, person: 'Fay Brick' }, { id: FRED }] })
  })

  it('reads the unified log in its wrappers', async () => {
    const data = {
      Id: 'u1',
      CreationTime: '2026-05-30T10:00:00',
      Operation: 'New-InboxRule',
      Workload: 'Exchange',
      UserId: `contoso.onmicrosoft.com\\tenant: ${FABRIKAM}, object: ${FAY}`,
    }

    const { activity, channels } = await fabrikam({
      'unifiedAudit.ndjson': JSON.stringify({ AuditData: data }),
    })

    expect(activity).toMatchObject({ known: true, changes: 1, people: [{ id: FAY }] })
    expect(channels).toContainEqual(
      expect.objectContaining({ kind: 'audit', since: '2026-05-30T10:00:00.000Z' }),
    )
  })

  it('is unknown without any log, and every log is named', async () => {
    const { activity } = await fabrikam({})
    const { unknown } = await reportOn({})

    expect(activity).toMatchObject({
      known: false,
      because: expect.stringMatching(/signIns: not read.*directoryAudits: not read.*unifiedAudit: not read/),
    })
    expect(unknown.map(({ channel, because }) => [channel, because.split(':')[0]])).toEqual(
      expect.arrayContaining([
        ['signIn', 'signIns'],
        ['audit', 'directoryAudits'],
        ['audit', 'unifiedAudit'],
      ]),
    )
  })

  it('is not said to be nothing where a log was refused', async () => {
    const refused = { error: { code: 'Authorization_RequestDenied', message: 'no' } }

    const { activity } = await fabrikam({ ...logs, 'signIns.json': refused })

    expect(activity).toMatchObject({
      signIns: 0,
      because: expect.arrayContaining([expect.stringMatching(/^signIns: denied, needs AuditLog\.Read\.All/)]),
    })
  })

  it('is shown with hostile names as text', async () => {
    const roster = `name,tenantId,domain,objectId,person,from,until\n,${FABRIKAM},,${FAY},"\u001b[31mEvil\u202e",,\n`
    const files = { 'registrationAssignments.json': [aDelegation()], ...logs, 'partnerRoster.csv': roster }

    const report = await reportOn(files)
    const text = renderPartners(report, report.partners[0], 'text', { colour: false, width: 80 })

    expect(text).toContain('Evil')
    expect(text).toMatch(/3 sign-ins and 1 change between 2026-05-23 and 2026-05-31/)
    expect(text).not.toMatch(/[\u001b\u202e]/)
  })
})

describe('a partner whose tenant has no name', () => {
  const named = async (files: Readonly<Record<string, unknown>>) => {
    const report = await reportOn({ 'signIns.json': [aSignIn()], ...files })
    const [partner] = report.partners
    if (partner === undefined) throw new Error('Fabrikam is not on the register')
    return { partner, text: renderPartners(report, partner, 'text', { colour: false, width: 100 }) }
  }

  it('is shown by its id, with the reason why', async () => {
    const unread = await named({})
    const empty = await named({ 'tenantInformation.json': [] })
    const denied = await named({
      'tenantInformation.json': {
        error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' },
      },
    })

    expect(unread.partner).toMatchObject({
      name: `organisation ${FABRIKAM}`,
      nameUnknown: expect.stringMatching(/^tenantInformation: not read/),
    })
    expect(empty.partner.nameUnknown).toBe('the files hold no name for this id')
    expect(empty.text).toContain('Name       not known: the files hold no name')
    expect(denied.partner.nameUnknown).toMatch(/denied/)
  })

  it('says nothing of it when there is one', async () => {
    const { partner } = await named({
      'tenantInformation.json': [{ tenantId: FABRIKAM, displayName: 'Fabrikam' }],
    })

    expect(partner.name).toBe('Fabrikam')
    expect(partner).not.toHaveProperty('nameUnknown')
  })
})

describe('operations in Azure', () => {
  const operation = (id: string, status: string, claims: Readonly<Record<string, string>>) => ({
    eventDataId: id,
    eventTimestamp: daysAgo(2),
    operationName: { value: 'Microsoft.Compute/virtualMachines/write', localizedValue: 'Create' },
    status: { value: status, localizedValue: status },
    correlationId: 'one request',
    resourceId: '/subscriptions/33333333-3333-4333-8333-333333333333/resourceGroups/Web',
    caller: 'fay@fabrikam.example',
    claims,
  })
  const claims = {
    'http://schemas.microsoft.com/identity/claims/tenantid': FABRIKAM,
    'http://schemas.microsoft.com/identity/claims/objectidentifier': FAY,
  }

  it('are counted out of Microsoft’s own shape, each once, and named on the page', async () => {
    const files = {
      'activityLog.json': {
        value: [operation('1', 'Started', claims), operation('2', 'Succeeded', claims)],
      },
    }
    const report = await reportOn({ 'registrationAssignments.json': [aDelegation()], ...files })
    const [partner] = report.partners

    expect(partner?.activity).toMatchObject({ azureOperations: 1, changes: 0, people: [{ id: FAY }] })
    expect(JSON.stringify(partner?.activity)).not.toContain('activityLog: not read')
    expect(partner?.channels.map(({ kind }) => kind)).toContain('audit')
    if (partner === undefined) throw new Error('Fabrikam is not on the register')
    expect(renderPartners(report, partner, 'text', { colour: false, width: 100 })).toContain(
      '1 operation in Azure',
    )
  })
})
