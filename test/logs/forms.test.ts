/** The forms of files that exports come in beside the usual: texts of JSON, other encodings, tables of one column. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogEvent } from '#model/events/log-event.ts'
import { readExport } from './read.ts'
import { activity, audit, auditData, diagnosticSignIn, PARTNER, signIn, TENANT, USER } from './samples.ts'

const records = [signIn, audit, auditData, activity]
const ids = [signIn.id, audit.id, auditData.Id, activity.eventDataId]
const texts = records.map((record) => JSON.stringify(record))
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16()

const forms: Readonly<Record<string, string | Uint8Array>> = {
  'a list of texts': JSON.stringify(texts),
  'a list of texts over lines': JSON.stringify(texts, null, 2),
  'a text a line': texts.map((text) => JSON.stringify(text)).join('\n'),
  'a text a line, Windows line ends': texts.map((text) => `${JSON.stringify(text)}\r\n`).join(''),
  'texts of texts': texts.map((text) => JSON.stringify(JSON.stringify(text))).join('\n'),
  'one text that holds all': JSON.stringify(JSON.stringify(records, null, 2)),
  'a text with an answer': JSON.stringify(JSON.stringify({ value: records })),
  'UTF-16 without a mark': Buffer.from(texts.join('\n'), 'utf16le'),
  'UTF-16 without a mark, the other way round': bigEndian(texts.join('\r\n')),
}

describe.each(Object.entries(forms))('%s', (_, content) => {
  it('is read in pieces of any size', async () => {
    const whole = await readExport(content)
    expect(whole.events.map(({ id }) => id)).toEqual(ids)
    expect(whole.quarantined).toEqual([])
    expect(whole.events.map(({ raw }) => JSON.parse(raw) as unknown)).toEqual(records)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (piece) => {
        expect(await readExport(content, piece)).toEqual(whole)
      }),
      { numRuns: 12 },
    )
  })
})

it('reads texts inside a list on one of many lines', async () => {
  const { events, quarantined } = await readExport(`${texts[0]}\n${JSON.stringify(texts.slice(1))}\n`)
  expect(events.map(({ id }) => id)).toEqual(ids)
  expect(quarantined).toEqual([])
})

it('sets aside a text that was cut off, and says on which line', async () => {
  const lines = texts.map((text) => JSON.stringify(text))
  lines[2] = lines[2]?.slice(0, -40) ?? ''
  const { events, quarantined, recovered } = await readExport(lines.join('\n'))
  expect(events.map(({ id }) => id)).toEqual([signIn.id, audit.id, activity.eventDataId])
  expect(quarantined).toMatchObject([{ line: 3, reason: 'the line ends inside a text' }])
  expect(recovered).toHaveLength(1)
  const last = await readExport(lines.slice(0, 3).join('\n'))
  expect(last.quarantined).toMatchObject([{ line: 3, reason: 'the file ends inside this record' }])
})

it('sets aside texts that hold no record', async () => {
  const { events, quarantined } = await readExport(JSON.stringify([texts[0], 'nothing', '7', '{"cut']))
  expect(events).toHaveLength(1)
  expect(quarantined.map(({ reason }) => reason)).toEqual(Array(3).fill('it is no object'))
})

it('sets a text of more than 8 MB aside and goes on behind it', async () => {
  const large = JSON.stringify(JSON.stringify({ ...signIn, padding: 'x'.repeat(9 * 1024 * 1024) }))
  const lines = [texts[0], null, texts[1]].map((text) => (text === null ? large : JSON.stringify(text)))
  const { events, quarantined } = await readExport(lines.join('\n'))
  expect(events.map(({ id }) => id)).toEqual([signIn.id, audit.id])
  expect(quarantined).toMatchObject([{ line: 2, reason: 'the record is larger than 8 MB' }])
})

describe('tables', () => {
  const row = `"1","10/5/2026 10:11:12 AM","bo@fabrikam.example","New-InboxRule",${quoted(texts[2] ?? '')}`
  const headings = '"RecordType","CreationDate","UserIds","Operations","AuditData"'

  it('are read with nothing but AuditData', async () => {
    for (const heading of ['AuditData', '"AuditData"', 'auditdata']) {
      const { events, quarantined } = await readExport(`${heading}\r\n${quoted(texts[2] ?? '')}\r\n`)
      expect(events).toMatchObject([{ id: auditData.Id, operation: 'New-InboxRule' }])
      expect(quarantined).toEqual([])
    }
  })

  it('are read below the line with which Windows PowerShell begins, whatever stands between cells', async () => {
    const type = '#TYPE System.Management.Automation.PSCustomObject'
    for (const separator of [',', ';']) {
      const cells = (line: string) => line.replaceAll('","', `"${separator}"`)
      const table = `${type}\r\n${cells(headings)}\r\n${cells(row.replace(quoted(texts[2] ?? ''), '"{cut"'))}\r\n`
      expect((await readExport(table)).quarantined).toMatchObject([{ line: 3 }])
      const whole = `${type}\r\n${headings.replaceAll(',', separator)}\r\n${row.split(',"{')[0]?.replaceAll(',', separator)}${separator}${quoted(texts[2] ?? '')}\r\n`
      expect((await readExport(whole)).events).toMatchObject([{ id: auditData.Id }])
    }
  })

  it('are read with a column of whole records, as Splunk writes it', async () => {
    const table = `"_time",host,"_raw"\n"2026-10-05",x,${quoted(JSON.stringify(diagnosticSignIn))}\n`
    expect((await readExport(table)).events).toMatchObject([
      { id: signIn.id, user: signIn.userPrincipalName },
    ])
  })

  it('are read with a word in place of a code, and a column for the country', async () => {
    const table =
      'CreatedDateTime,UserPrincipalName,AppDisplayName,IPAddress,City,Country,Browser,OS,Status,ConditionalAccessStatus\n' +
      '2026-10-05T08:15:30Z,bo@fabrikam.example,Outlook,203.0.113.9,Bath,GB,Edge 141,Windows 11,Failure,failure\n'
    expect((await readExport(table)).events).toMatchObject([
      { source: 'signIns', result: 'failure', resultCode: 'Failure', country: 'GB', os: 'Windows 11' },
    ])
  })

  it('are read with paths for headings', async () => {
    const wide: Readonly<Record<string, string>> = {
      eventDataId: activity.eventDataId,
      eventTimestamp: activity.eventTimestamp,
      'operationName.value': activity.operationName.value,
      'operationName.localizedValue': 'Create role assignment',
      'status.value': 'Succeeded',
      'httpRequest.clientIpAddress': '198.51.100.7',
      'claims.http://schemas.microsoft.com/identity/claims/objectidentifier': USER,
      'claims.appid': PARTNER,
      caller: activity.caller,
      resourceId: activity.resourceId,
    }
    const table = `${Object.keys(wide).join(',')}\n${Object.values(wide).join(',')}\n`
    const { events } = await readExport(table)
    expect(events).toMatchObject([
      {
        id: activity.eventDataId,
        operation: activity.operationName.value,
        result: 'success',
        ip: '198.51.100.7',
        userId: USER,
        appId: PARTNER,
      },
    ])
    expect(JSON.parse(events[0]?.raw ?? '')).toEqual(wide)
  })

  it('are read with the paths of a workspace whose columns were laid open', async () => {
    const table =
      'TimeGenerated,Type,Id,UserPrincipalName,Status.errorCode,LocationDetails.city,LocationDetails.countryOrRegion,DeviceDetail.browser\n' +
      `2026-10-05T08:20:00Z,SigninLogs,${signIn.id},bo@fabrikam.example,50126,Bath,GB,Edge 141\n`
    expect((await readExport(table)).events).toMatchObject([
      { id: signIn.id, resultCode: '50126', city: 'Bath', country: 'GB', browser: 'Edge 141' },
    ])
  })
})

describe('downloads of sign-ins', () => {
  const people =
    'Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,Incoming token type,Application,Application ID ,Resource,Home tenant ID,IP address,Location,Status,Sign-in error code,Client app,Incoming token type,Conditional Access,Managed Identity type,Associated Resource Id'
  const applications =
    'Date (UTC),Request ID,Correlation ID,Service principal ID,Service principal name,Credential key ID,Application,Application ID ,App owner tenant ID,Resource,Home tenant ID,IP address,Location,Status,Sign-in error code,Conditional Access'
  const person = (token: string) =>
    `2026-10-05T08:15:30Z,${signIn.id},Mozilla/5.0,,${USER},Bo Berg,bo@fabrikam.example,${token},Outlook,,Graph,${TENANT},203.0.113.9,"Bath, England, GB",Success,,Browser,,Success,,`
  const identity = (more: string) =>
    `2026-10-05T08:15:30Z,${signIn.id},,${USER},backup-job,,backup-job,${TENANT},${PARTNER},Graph,${TENANT},203.0.113.9,,Success,,Success${more}`
  const first = async (headings: string, row: string): Promise<LogEvent | undefined> =>
    (await readExport(`\ufeff${headings}\r\n${row}\r\n`)).events[0]

  it('of people are told apart by what the token says, as their columns are the same', async () => {
    expect(await first(people, person('none'))).toMatchObject({
      source: 'signIns',
      isInteractive: 'true',
      tokenType: 'none',
      result: 'success',
    })
    expect(await first(people, person('refreshToken'))).toMatchObject({
      source: 'nonInteractiveSignIns',
      isInteractive: 'false',
      tokenType: 'refreshToken',
    })
    expect(await first(people, person('primaryRefreshToken'))).toMatchObject({ source: 'signIns' })
  })

  it('of applications and of managed identities are told apart by the type of the identity', async () => {
    const application = await first(applications, identity(''))
    expect(application).toMatchObject({
      source: 'servicePrincipalSignIns',
      actorType: 'application',
      servicePrincipalId: USER,
      user: null,
    })
    const managed = `${applications},Managed Identity type,Associated Resource Id`
    expect((await first(managed, identity(',none,')))?.source).toBe('servicePrincipalSignIns')
    expect((await first(managed, identity(',systemAssigned,')))?.source).toBe('managedIdentitySignIns')
    const without = (text: string, column: number) =>
      text
        .split(',')
        .filter((_, at) => at !== column)
        .join(',')
    expect((await first(without(managed, 5), without(identity(',,'), 5)))?.source).toBe(
      'managedIdentitySignIns',
    )
  })
})

describe('the download of the activity log', () => {
  const headings =
    'Correlation id,Operation name,Status,Event category,Level,Time,Subscription,Event initiated by,Resource type,Resource group,Resource'
  const read = async (operation: string, type: string): Promise<LogEvent | undefined> => {
    const row = `88888888-0000-4000-8000-000000000002,${operation},Succeeded,Administrative,Informational,2026-10-05T11:00:00Z,99999999-0000-4000-8000-000000000001,bo@fabrikam.example,${type},rg,${activity.resourceId}`
    return (await readExport(`\ufeff${headings}\n${row}\n`)).events[0]
  }

  it.each([
    ['Create role assignment', 'Microsoft.Authorization/roleAssignments', 'write'],
    ['Delete role assignment', 'Microsoft.Authorization/roleAssignments', 'delete'],
    ['Create or Update Virtual Machine', 'Microsoft.Compute/virtualMachines', 'write'],
    ['Update Storage Account Create', 'Microsoft.Storage/storageAccounts', 'write'],
    ['Creates or updates Lock', 'Microsoft.Authorization/locks', 'write'],
    ['List Storage Account Keys', 'Microsoft.Storage/storageAccounts', 'listKeys/action'],
    ['Regenerate Storage Account Keys', 'Microsoft.Storage/storageAccounts', 'regenerateKey/action'],
    ['Restart Virtual Machine', 'Microsoft.Compute/virtualMachines', 'restart/action'],
    ['Run Command on Virtual Machine', 'Microsoft.Compute/virtualMachines', 'runCommand/action'],
  ])('names %s of %s by its operation, and keeps the words', async (words, type, action) => {
    const event = await read(words, type)
    expect(event).toMatchObject({
      source: 'azureActivity',
      operation: `${type}/${action}`,
      result: 'success',
    })
    expect(JSON.parse(event?.details ?? '')).toEqual({ operationInWords: words })
  })

  it('leaves an operation as it is, and words that tell none', async () => {
    const real = 'Microsoft.Authorization/roleAssignments/write'
    expect(await read(real, 'Microsoft.Storage/storageAccounts')).toMatchObject({
      operation: real,
      details: null,
    })
    expect(await read('Health Event Updated', 'microsoft.insights/x')).toMatchObject({
      operation: 'Health Event Updated',
      details: null,
    })
    expect(await read('Create role assignment', '')).toMatchObject({ operation: 'Create role assignment' })
  })
})

describe('rules of Outlook itself', () => {
  const actions = (type: string) =>
    JSON.stringify([
      { ActionType: 'MarkAsRead' },
      { ActionType: type, Recipients: ['drop@elsewhere.example', 'bo@fabrikam.example'] },
    ])
  const { Parameters: _, ...rest } = auditData
  const outside = async (change: object): Promise<string | null | undefined> =>
    (await readExport(JSON.stringify({ ...rest, Operation: 'UpdateInboxRules', ...change }))).events[0]
      ?.outside

  it('name the addresses outside that they send mail on to', async () => {
    for (const type of ['Forward', 'ForwardAsAttachment', 'Redirect']) {
      const properties = [{ Name: 'RuleActions', Value: actions(type) }]
      expect(await outside({ OperationProperties: properties })).toBe('["drop@elsewhere.example"]')
      expect(await outside({ Item: { RuleActions: actions(type) } })).toBe('["drop@elsewhere.example"]')
    }
  })

  it('name none where they send nothing on', async () => {
    expect(
      await outside({ OperationProperties: [{ Name: 'RuleActions', Value: actions('Move') }] }),
    ).toBeNull()
    expect(await outside({ OperationProperties: [{ Name: 'RuleActions', Value: 'cut [{"Acti' }] })).toBeNull()
    expect(await outside({ Item: { RuleActions: '[{"ActionType":"Forward"}]' } })).toBeNull()
  })
})
