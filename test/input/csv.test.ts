/** Microsoft's usage reports as CSV, and the register of partners that people type. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetName } from '#model/datasets.ts'
import { readInput } from '#pipeline/input/read-input.ts'
import { openStore } from '#store/store.ts'
import { aFolder, anInput, assessInput, clock, securityDefaultsOn } from './harness.ts'
import { zipOf } from './zip-of.ts'

const HEAD = 'name,tenantId,domain,relationship,roles,start,end,autoExtend'
const FABRIKAM = '11111111-2222-4333-8444-555555555555'
const row = `Fabrikam,${FABRIKAM},fabrikam.example,GDAP,"Helpdesk Administrator, User Administrator",2026-01-01,2027-12-31,yes`
const csv = (...lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

/** What the dataset of an input holds when sealed, how complete it is, and what was set aside. */
async function sealed(files: Readonly<Record<string, unknown>>, dataset: DatasetName) {
  const store = await openStore(aFolder())
  try {
    const { snapshot } = await readInput(store, anInput(files), clock)
    const records = await snapshot.records(dataset)
    const { coverage, quarantined } = snapshot.manifest.datasets[dataset] ?? {}
    return { records, coverage, quarantined }
  } finally {
    await store.close()
  }
}

describe('the register of partners', () => {
  it('is read from a CSV, roles apart by comma inside quotes, by semicolon or by bar', async () => {
    const text = csv(
      HEAD,
      row,
      'Northwind,,northwind.example,Reseller,License Administrator;Service Support Administrator,,,',
      'Tailspin,,,Advisor,Reports Reader | Message Center Reader,2026-02-03,,no',
    )

    const { records, coverage } = await sealed({ 'partnerRelationships.csv': text }, 'partnerRelationships')

    expect(coverage).toEqual({ state: 'complete' })
    expect(records).toHaveLength(3)
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'Fabrikam',
          tenantId: FABRIKAM,
          domain: 'fabrikam.example',
          relationship: 'GDAP',
          roles: ['Helpdesk Administrator', 'User Administrator'],
          start: '2026-01-01',
          end: '2027-12-31',
          autoExtend: true,
        }),
        expect.objectContaining({
          name: 'Northwind',
          tenantId: null,
          roles: ['License Administrator', 'Service Support Administrator'],
          end: null,
          autoExtend: null,
        }),
        expect.objectContaining({
          name: 'Tailspin',
          roles: ['Reports Reader', 'Message Center Reader'],
          autoExtend: false,
        }),
      ]),
    )
  })

  it('gives a relationship the same id from CSV and from JSON', async () => {
    const json = [
      {
        name: 'Fabrikam',
        tenantId: FABRIKAM.toUpperCase(),
        relationship: 'gdap',
        roles: ['User Administrator', 'Helpdesk Administrator'],
        start: '2026-01-01',
        end: '2027-12-31',
        autoExtend: true,
      },
    ]

    const fromCsv = await sealed({ 'partnerRelationships.csv': csv(HEAD, row) }, 'partnerRelationships')
    const fromJson = await sealed({ 'partnerRelationships.json': json }, 'partnerRelationships')

    expect(fromJson.records[0]?.['id']).toBe(fromCsv.records[0]?.['id'])
    expect(fromJson.records[0]?.['tenantId']).toBe(FABRIKAM)
  })

  it('keeps two relationships of one partner apart, and one that stands there twice is one', async () => {
    const other = 'Fabrikam,,,GDAP,Global Reader,,,'

    const { records } = await sealed(
      { 'partnerRelationships.csv': csv(HEAD, 'Fabrikam,,,GDAP,Reports Reader,,,', other, other) },
      'partnerRelationships',
    )

    expect(records.map(({ roles }) => roles).sort()).toEqual([['Global Reader'], ['Reports Reader']])
  })

  it.each([
    ['a byte order mark and line feeds', `\ufeff${HEAD}\n${row}\n`],
    ['no line end at the end', `${HEAD}\r\n${row}`],
    ['the line ends of old Macs', `${HEAD}\r${row}\r`],
    ['empty lines and empty cells at the end', csv('', `${HEAD},,`, '', `${row},,`, ',,,,,,,,,')],
    [
      'other capitals and spaces in the header',
      csv(HEAD.toUpperCase().replace('TENANTID', 'Tenant ID'), row),
    ],
    ['semicolons, as spreadsheets in half of Europe', csv(HEAD.replaceAll(',', ';'), semicolons(row))],
    ['the line of a spreadsheet', csv('sep=;', HEAD.replaceAll(',', ';'), semicolons(row))],
    ['spaces around quotes', csv(HEAD, row.replace(',"', ', "').replace('",', '" ,'))],
    ['UTF-16 with tabs', Buffer.from(`\ufeff${csv(HEAD, row).replace(/,(?! )/g, '\t')}`, 'utf16le')],
  ])('is read with %s', async (_what, text) => {
    const { records, coverage, quarantined } = await sealed(
      { 'partnerRelationships.csv': text },
      'partnerRelationships',
    )

    expect([coverage, quarantined]).toEqual([{ state: 'complete' }, 0])
    expect(records).toEqual([
      expect.objectContaining({ name: 'Fabrikam', roles: ['Helpdesk Administrator', 'User Administrator'] }),
    ])
  })

  it.each([
    ['a day that may be two', row.replace('2027-12-31', '03/04/2027')],
    ['an answer that is none', row.replace(/yes$/, 'perhaps')],
    ['a tenant that is no GUID', row.replace(FABRIKAM, 'fabrikam')],
    ['no name', row.replace('Fabrikam', '')],
    ['a cell too few', row.replace(/,yes$/, '')],
    ['a cell too many', `${row},more`],
    ['a quote that is never closed', row.replace('Administrator"', 'Administrator')],
    ['text behind a quote', row.replace('Administrator"', 'Administrator" x')],
    ['letters that are not UTF-8', row.replace('Fabrikam', 'M\ufffdller')],
  ])('sets aside a row with %s, and reads its neighbours', async (_what, bad) => {
    const other = (name: string) => `${name},,${name}.example,Reseller,,,,`
    const text = csv(HEAD, other('before'), bad, other('after'), other('last'))

    const { records, coverage } = await sealed({ 'partnerRelationships.csv': text }, 'partnerRelationships')

    expect(records.map(({ name }) => name).sort()).toEqual(['after', 'before', 'last'])
    expect(coverage).toEqual({ state: 'partial', because: '1 broken record was set aside' })
  })

  it.each([
    ['an empty file', '', 'partnerRelationships.csv: the file is empty'],
    ['nothing but a mark', '\ufeff', 'partnerRelationships.csv: the file is empty'],
    ['no header', csv(row), /names no column name: it must name the columns, name, tenantId/],
    ['one column twice', csv(`${HEAD},End`, `${row},2027-01-01`), /names the column end twice/],
    [
      'columns left out',
      csv('name,roles', 'Fabrikam,Reader'),
      /lacks 6 columns: tenantId, domain, relationship, start, end, autoExtend/,
    ],
    [
      'an open quote for a header',
      '"name,tenantId',
      /the first line cannot be read: its quotes do not match/,
    ],
  ])('is partial with %s, and says so', async (_what, text, because) => {
    const { coverage } = await sealed(
      { 'partnerRelationships.csv': text, 'users.json': [] },
      'partnerRelationships',
    )

    expect(coverage).toMatchObject({ state: 'partial', because: expect.stringMatching(because) })
  })

  it('of a tenant without partners is a header and nothing else', async () => {
    const { coverage, records } = await sealed({ 'partnerRelationships.csv': HEAD }, 'partnerRelationships')

    expect(coverage).toEqual({ state: 'complete' })
    expect(records).toEqual([])
  })

  it('is taken from a folder and from an archive alike', async () => {
    const files = {
      'partnerRelationships.csv': csv(HEAD, row),
      'organization.json': JSON.stringify(securityDefaultsOn['organization.json']),
    }
    const archive = join(aFolder(), 'export.zip')
    writeFileSync(archive, zipOf(files))

    const fromFolder = await assessInput(anInput(files))
    const fromArchive = await assessInput(archive)

    expect(fromFolder.coverage.partnerRelationships).toEqual({ state: 'complete', records: 1 })
    expect(fromArchive.coverage.partnerRelationships).toEqual(fromFolder.coverage.partnerRelationships)
  })

  it('without a file is not attempted, like every dataset', async () => {
    const assessment = await assessInput(anInput(securityDefaultsOn))

    expect(assessment.coverage.partnerRelationships?.state).toBe('notAttempted')
  })
})

const ACTIVE_HEAD =
  'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Has Exchange License,Has OneDrive License,Has SharePoint License,Has Teams License,Exchange Last Activity Date,OneDrive Last Activity Date,SharePoint Last Activity Date,Teams Last Activity Date,Assigned Products'
const activeRow = (upn: string, name = 'Doe, "JD" Jane') =>
  `2026-11-20,${upn},"${name.replaceAll('"', '""')}",False,,True,False,True,TRUE,2026-11-19,,,2026-11-18,MICROSOFT 365 BUSINESS`

describe('a usage report', () => {
  it('has values and nulls where the CSV has text and nothing', async () => {
    const text = `\ufeff${ACTIVE_HEAD}\n${activeRow('jane@contoso.example')}\n`

    const { records, coverage } = await sealed(
      { 'office365ActiveUserDetail.csv': text },
      'office365ActiveUserDetail',
    )

    expect(coverage).toEqual({ state: 'complete' })
    expect(records).toEqual([
      {
        userPrincipalName: 'jane@contoso.example',
        displayName: 'Doe, "JD" Jane',
        isDeleted: false,
        reportRefreshDate: '2026-11-20',
        hasExchangeLicense: true,
        hasSharePointLicense: true,
        hasTeamsLicense: true,
        exchangeLastActivityDate: '2026-11-19',
        sharePointLastActivityDate: null,
        oneDriveLastActivityDate: null,
        teamsLastActivityDate: '2026-11-18',
      },
    ])
  })

  it('is known by the name under which Microsoft’s file is downloaded', async () => {
    const text =
      'Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,Last Activity Date,Send Count,Receive Count,Read Count\n' +
      '2026-11-20,jane@contoso.example,Jane,False,,2026-11-19,12,340,\n'

    const { records } = await sealed({ 'EmailActivityUserDetail.csv': text }, 'emailActivityUserDetail')

    expect(records).toEqual([expect.objectContaining({ sendCount: 12, receiveCount: 340, readCount: null })])
  })

  it('sets aside a row whose count is no number', async () => {
    const text =
      'User Principal Name,Send Count,Receive Count\njane@contoso.example,many,3\njohn@contoso.example,1,3\n'

    const { coverage, quarantined } = await sealed(
      { 'emailActivityUserDetail.csv': text },
      'emailActivityUserDetail',
    )

    expect(quarantined).toBe(1)
    expect(coverage).toMatchObject({
      because: expect.stringMatching(/lacks 5 columns: .*; 1 broken record was set aside/),
    })
  })

  it.each([
    [
      'CSV',
      {
        'office365ActiveUserDetail.csv': `${ACTIVE_HEAD}\n${activeRow('0A1B2C3D4E5F60718293A4B5C6D7E8F9')}\n`,
      },
    ],
    [
      'JSON',
      { 'office365ActiveUserDetail.json': [{ userPrincipalName: '0a1b2c3d4e5f60718293a4b5c6d7e8f9' }] },
    ],
  ])('with concealed names is partial in %s, and its rows are kept', async (_format, files) => {
    const { records, coverage } = await sealed(files, 'office365ActiveUserDetail')

    expect(records).toHaveLength(1)
    expect(coverage).toEqual({
      state: 'partial',
      because:
        'names are concealed in usage reports, a setting of the tenant: no row can be told to be anybody’s',
    })
  })

  it('that was refused is denied, also when the error was saved as a table', async () => {
    const refused = { error: { code: 'S2SUnauthorized', message: 'Invalid permission.' } }

    const { coverage } = await sealed(
      { 'office365ActiveUserDetail.csv': JSON.stringify(refused), 'users.json': [] },
      'office365ActiveUserDetail',
    )

    expect(coverage).toMatchObject({ state: 'denied' })
  })

  it('of fifty thousand accounts comes in pages, and the last row counts as the first', async () => {
    const rows = Array.from({ length: 50_000 }, (_, number) => activeRow(`user${number}@contoso.example`))
    const text = [ACTIVE_HEAD, ...rows, activeRow('torn').slice(0, 30)].join('\n')

    const { records, quarantined } = await sealed(
      { 'office365ActiveUserDetail.csv': text },
      'office365ActiveUserDetail',
    )

    expect(records).toHaveLength(50_000)
    expect(quarantined).toBe(1)
  })
})

describe('a CSV of another dataset', () => {
  it('is named and ignored: only tables are read as tables', async () => {
    const assessment = await assessInput(anInput({ ...securityDefaultsOn, 'users.csv': 'id\na\n' }))

    expect(assessment.notices.join()).toMatch(/users\.csv was ignored/)
  })
})

function semicolons(text: string): string {
  return text.replace(/,(?! )/g, ';')
}
