/** Accounts exported with everything about them answer for the profiles of role holders too. */
import { describe, expect, it } from 'vitest'
import type { DatasetName } from '#model/datasets.ts'
import { readInput } from '#pipeline/input/read-input.ts'
import { openStore } from '#store/store.ts'
import { aFolder, anInput, clock } from './harness.ts'

async function sealed(
  files: Readonly<Record<string, unknown>>,
  dataset: DatasetName = 'administratorProfiles',
) {
  const store = await openStore(aFolder())
  try {
    const { snapshot } = await readInput(store, anInput(files), clock)
    const { coverage } = snapshot.manifest.datasets[dataset] ?? {}
    return { records: await snapshot.records(dataset), coverage }
  } finally {
    await store.close()
  }
}

const plain = { id: 'b', userPrincipalName: 'bo@contoso.example', mail: 'bo@contoso.example' }
const full = { ...plain, id: 'a', otherMails: ['ada@webmail.example'], mobilePhone: null, assignedPlans: [] }
const profile = {
  id: 'a',
  userPrincipalName: 'bo@contoso.example',
  mail: 'bo@contoso.example',
  otherMails: ['ada@webmail.example'],
  mobilePhone: null,
  assignedPlans: [],
}
const lines = (...items: readonly object[]) => items.map((item) => JSON.stringify(item)).join('\n')

describe('a file of accounts', () => {
  it('that carry profiles gives them, and says null where it says null', async () => {
    expect(await sealed({ 'users.json': { value: [full] } })).toEqual({
      records: [profile],
      coverage: { state: 'complete' },
    })
    expect(await sealed({ 'users.json': { value: [full] } }, 'users')).toMatchObject({
      records: [{ id: 'a' }],
      coverage: { state: 'complete' },
    })
  })

  it('line by line gives the same', async () => {
    expect(await sealed({ 'users.ndjson': lines(full) })).toEqual(await sealed({ 'users.json': [full] }))
  })

  it('that carry none leaves the profiles unread', async () => {
    for (const files of [{ 'users.json': [plain] }, { 'users.ndjson': lines(plain) }, { 'users.json': [] }])
      expect(await sealed(files)).toMatchObject({ records: [], coverage: { state: 'notAttempted' } })
    const stated = { coverage: { users: { state: 'partial', because: 'stopped' } } }
    expect(await sealed({ 'users.json': [plain], 'manifest.json': stated })).toMatchObject({
      coverage: { state: 'notAttempted' },
    })
  })

  it('of which some carry one gives part of them', async () => {
    expect(await sealed({ 'users.json': [full, plain] })).toMatchObject({
      records: [{ id: 'a' }],
      coverage: { state: 'partial', because: '1 of 2 accounts in the file carry no profile' },
    })
  })

  it('that is not whole gives no whole profiles', async () => {
    const cut = { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=x', value: [full] }
    const stated = { coverage: { users: { state: 'partial', because: 'stopped' } } }

    expect((await sealed({ 'users.json': cut })).coverage?.state).toBe('partial')
    for (const users of [{ 'users.json': [full] }, { 'users.ndjson': lines(full) }])
      expect((await sealed({ ...users, 'manifest.json': stated })).coverage).toEqual({
        state: 'partial',
        because: 'stopped',
      })
  })

  it('gives way to a file of the profiles themselves', async () => {
    const { records } = await sealed({
      'users.json': [full],
      'administratorProfiles.json': [{ id: 'a', mobilePhone: '+44 7700900204' }],
    })

    expect(records).toEqual([{ id: 'a', mobilePhone: '+44 7700900204' }])
  })
})

describe('the role groups of Microsoft Purview', () => {
  const OBJECT = '11111111-2222-4333-8444-555555555555'
  const csv = [
    '"roleGroup","Name","PrimarySmtpAddress","ExternalDirectoryObjectId","RecipientType"',
    `"eDiscovery Manager","Ada Quist","ada@contoso.example","${OBJECT.toUpperCase()}","UserMailbox"`,
    '"eDiscovery Manager","Legal","","","Group"',
  ].join('\r\n')

  it('come from the table that PowerShell writes', async () => {
    const { records, coverage } = await sealed(
      { 'purviewRoleGroupMembers.csv': csv },
      'purviewRoleGroupMembers',
    )

    expect(coverage).toEqual({ state: 'complete' })
    expect(records).toHaveLength(2)
    expect(records).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Ada Quist', externalDirectoryObjectId: OBJECT }),
        expect.objectContaining({ name: 'Legal', primarySmtpAddress: null, externalDirectoryObjectId: null }),
      ]),
    )
  })

  it('without a member or a role group is set aside, and without a file nobody knows', async () => {
    const head = csv.split('\r\n')[0] ?? ''
    const broken = await sealed(
      { 'purviewRoleGroupMembers.csv': `${head}\r\n"Reviewer","","","",""\r\n"","Ada","","",""\r\n` },
      'purviewRoleGroupMembers',
    )

    expect(broken).toMatchObject({ records: [], coverage: { state: 'partial' } })
    expect(await sealed({ 'users.json': [plain] }, 'purviewRoleGroupMembers')).toMatchObject({
      coverage: { state: 'notAttempted' },
    })
    expect(await sealed({ 'purviewRoleGroupMembers.csv': `${head}\r\n` }, 'purviewRoleGroupMembers')).toEqual(
      {
        records: [],
        coverage: { state: 'complete' },
      },
    )
  })
})
