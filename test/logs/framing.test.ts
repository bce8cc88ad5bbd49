import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readExport } from './read.ts'
import { activity, audit, auditData, signIn } from './samples.ts'

const records = [signIn, audit, auditData, activity]
const ids = [signIn.id, audit.id, auditData.Id, activity.eventDataId]
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

const forms: Readonly<Record<string, string | Uint8Array>> = {
  'one a line': records.map((record) => JSON.stringify(record)).join('\n'),
  'one a line, Windows line ends': `${records.map((record) => JSON.stringify(record)).join('\r\n')}\r\n`,
  'a list': JSON.stringify(records),
  'a list over lines': JSON.stringify(records, null, 2),
  'an answer': JSON.stringify({ '@odata.context': 'x', value: records, '@odata.nextLink': 'y' }),
  'an answer over lines': JSON.stringify({ value: records }, null, 4),
  'a storage export': JSON.stringify({ records }),
  'envelopes, one a line': records.map((record) => JSON.stringify({ records: [record] })).join('\n'),
  'lists, one a line': records.map((record) => JSON.stringify([record])).join('\n'),
  'objects over lines': records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
  'with a mark': `\ufeff${records.map((record) => JSON.stringify(record)).join('\n')}`,
  'as PowerShell writes': utf16(JSON.stringify(records, null, 2)),
}

it.each(Object.entries(forms))('reads %s, in pieces of any size', async (_, content) => {
  const whole = await readExport(content)
  expect(whole.events.map(({ id }) => id)).toEqual(ids)
  expect(whole.quarantined).toEqual([])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 700 }), async (piece) => {
      expect(await readExport(content, piece)).toEqual(whole)
    }),
    { numRuns: 12 },
  )
})

const line = (record: object) => JSON.stringify(record)

it('recovers a row that was cut off: its id, time and operation', async () => {
  const cut = line(auditData).slice(0, -60)
  const { events, quarantined, recovered } = await readExport([line(signIn), cut, line(audit)].join('\n'))
  expect(events.map(({ id }) => id)).toEqual([signIn.id, audit.id])
  expect(quarantined).toMatchObject([
    {
      line: 2,
      reason: 'it was cut off',
      recovered: { id: auditData.Id, time: '2026-10-05T10:11:12.000Z', operation: 'New-InboxRule' },
    },
  ])
  expect(recovered).toMatchObject([
    { id: auditData.Id, whole: false, source: 'unifiedAudit', user: 'bo@fabrikam.example', raw: cut },
  ])
})

it('takes no id of an actor or a target for the id of a row that was cut off', async () => {
  const record = { Actor: [{ ID: 'somebody', Id: 'nobody' }], Target: [{ Id: 'other' }], ...auditData }
  const cut = line(record).slice(0, -20)
  expect((await readExport(`${cut}\n${line(signIn)}`)).quarantined[0]?.recovered.id).toBe(auditData.Id)
})

it('recovers a cell that was cut off, by the cells beside it', async () => {
  const data = line(auditData).slice(0, 30)
  const table = `RecordType,CreationDate,UserIds,Operations,AuditData,Identity\nExchangeAdmin,10/5/2026 10:11:12 AM,bo@fabrikam.example,New-InboxRule,"${data.replaceAll('"', '""')}",${auditData.Id}\n`
  const { quarantined, recovered } = await readExport(table)
  expect(quarantined).toMatchObject([
    { recovered: { id: auditData.Id, time: '2026-10-05T10:11:12.000Z', operation: 'New-InboxRule' } },
  ])
  expect(recovered).toMatchObject([{ source: 'unifiedAudit', whole: false, user: 'bo@fabrikam.example' }])
})

it('names the last element of a list that ends too early, and keeps the others', async () => {
  const { events, quarantined } = await readExport(JSON.stringify(records).slice(0, -80))
  expect(events.map(({ id }) => id)).toEqual(ids.slice(0, 3))
  expect(quarantined).toMatchObject([
    { reason: 'the file ends inside this record', recovered: { id: activity.eventDataId } },
  ])
})

it('goes on behind a record whose text ends with its line', async () => {
  const broken = JSON.stringify(audit, null, 2).replace('"Core Directory"', '"Core Dir')
  const content = `[\n${JSON.stringify(signIn, null, 2)},\n${broken},\n${JSON.stringify(auditData, null, 2)}\n]`
  const { events, quarantined } = await readExport(content)
  expect(events.map(({ id }) => id)).toContain(signIn.id)
  expect(events.map(({ id }) => id)).toContain(auditData.Id)
  expect(quarantined.some(({ recovered }) => recovered.id === audit.id)).toBe(true)
})

it('names a line that is longer than any record, and reads on in bounded memory', async () => {
  const long = `{"Id":"${auditData.Id}","Operation":"New-InboxRule","CreationTime":"2026-10-05T10:11:12","x":"${'y'.repeat(20_000_000)}"}`
  const { events, quarantined } = await readExport([line(signIn), long, line(audit)].join('\n'))
  expect(events.map(({ id }) => id)).toEqual([signIn.id, audit.id])
  expect(quarantined).toMatchObject([
    { line: 2, recovered: { id: auditData.Id, operation: 'New-InboxRule' } },
  ])
  expect(quarantined[0]?.raw.length).toBeLessThan(100_000)
})

it('does the same for an element of a list', async () => {
  const long = { ...auditData, x: 'y'.repeat(20_000_000) }
  const { events, quarantined } = await readExport(JSON.stringify([signIn, long, audit]))
  expect(events.map(({ id }) => id)).toEqual([signIn.id, audit.id])
  expect(quarantined).toMatchObject([
    { reason: 'the record is larger than 8 MB', recovered: { id: auditData.Id } },
  ])
})

it("takes Microsoft's word that there is nothing for no event", async () => {
  const { events, quarantined } = await readExport(
    '{"error":{"code":"Authorization_RequestDenied","message":"no"}}',
  )
  expect(events).toEqual([])
  expect(quarantined).toMatchObject([
    { reason: 'the service answered with an error: Authorization_RequestDenied' },
  ])
})

it('reads nothing out of nothing', async () => {
  expect(await readExport('')).toEqual({ events: [], quarantined: [], recovered: [] })
  expect((await readExport('[]')).events).toEqual([])
  expect((await readExport('{"value":[]}')).events).toEqual([])
})

it('reads the rows of a query of Log Analytics', async () => {
  const columns = ['Type', 'TimeGenerated', 'Id', 'UserPrincipalName', 'ResultType', 'CreatedDateTime'].map(
    (name) => ({ name, type: 'string' }),
  )
  const rows = [
    ['SigninLogs', '2026-10-05T08:20:00Z', signIn.id, 'bo@fabrikam.example', '0', '2026-10-05T08:15:30Z'],
  ]
  const { events } = await readExport(JSON.stringify({ tables: [{ name: 'PrimaryResult', columns, rows }] }))
  expect(events).toMatchObject([{ id: signIn.id, source: 'signIns', result: 'success' }])
})
