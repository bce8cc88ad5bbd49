import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anInput, assessInput, controlOf, securityDefaultsInForce, securityDefaultsOn } from './harness.ts'

const accounts = [
  { id: 'a', userPrincipalName: 'ann@contoso.example', accountEnabled: true, userType: 'Member' },
  { id: 'b', userPrincipalName: 'bob@contoso.example', accountEnabled: true, userType: 'Member' },
]

describe('a folder of exported responses', () => {
  it('is judged from collections, bare arrays, single objects and one record a line alike', async () => {
    const lines = accounts.map((account) => JSON.stringify(account)).join('\n')

    const assessment = await assessInput(anInput({ ...securityDefaultsOn, 'users.ndjson': lines }))

    expect(controlOf(assessment, securityDefaultsInForce).outcome).toBe('pass')
    expect(assessment.coverage.users).toEqual({ state: 'complete', records: 2 })
    expect(assessment.coverage.organization).toEqual({ state: 'complete', records: 1 })
  })

  it('names the tenant by its manifest, else by its organisation, else by its content', async () => {
    const byManifest = await assessInput(
      anInput({ ...securityDefaultsOn, 'manifest.json': { tenantId: 'Stated-1' } }),
    )
    const byOrganization = await assessInput(anInput(securityDefaultsOn))
    const { 'organization.json': _, ...nameless } = securityDefaultsOn
    const first = await assessInput(anInput(nameless))
    const second = await assessInput(anInput(nameless))

    expect(byManifest.tenant.id).toBe('stated-1')
    expect(byOrganization.tenant).toEqual({ id: '0d1f0c7e-0000-4000-8000-000000000001', name: 'Contoso' })
    expect(first.tenant.id).toMatch(/^input-[0-9a-f]{12}$/)
    expect(second.tenant.id).toBe(first.tenant.id)
  })

  it('is judged at the time of its manifest, else at its newest record, unless told otherwise', async () => {
    const dated = {
      ...securityDefaultsOn,
      'users.json': [{ ...accounts[0], createdDateTime: '2026-03-01T00:00:00Z' }],
    }

    const stated = await assessInput(anInput({ ...dated, 'manifest.json': { time: '2026-05-05T05:05:05Z' } }))
    const newest = await assessInput(anInput(dated))
    const told = await assessInput(anInput(dated), new Date('2027-01-01T00:00:00Z'))

    expect(stated.assessedAt).toBe('2026-05-05T05:05:05.000Z')
    expect(newest.assessedAt).toBe('2026-03-01T00:00:00.000Z')
    expect(told.assessedAt).toBe('2027-01-01T00:00:00.000Z')
  })

  it('says notAttempted for a dataset without a file, and no control passes on it', async () => {
    const { 'identitySecurityDefaultsEnforcementPolicy.json': _, ...without } = securityDefaultsOn

    const assessment = await assessInput(anInput(without))

    expect(assessment.coverage.identitySecurityDefaultsEnforcementPolicy?.state).toBe('notAttempted')
    expect(controlOf(assessment, securityDefaultsInForce).outcome).toBe('unknown')
  })

  it.each([
    [
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
      'denied',
      'AuditLog.Read.All',
    ],
    [
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
      'unlicensed',
      'Microsoft Entra ID P1',
    ],
  ])('reads the error body %s as what it is, not as an empty list', async (code, message, state, missing) => {
    const refused = { error: { code, message, innerError: { 'request-id': 'x' } } }

    const assessment = await assessInput(
      anInput({ ...securityDefaultsOn, 'userRegistrationDetails.json': refused }),
    )

    expect(assessment.coverage.userRegistrationDetails).toMatchObject({
      state,
      missing: [missing],
      records: 0,
    })
    expect(controlOf(assessment, 'mfa/registered-on-every-account').because?.join()).toContain(missing)
  })

  it('takes what the manifest says of a dataset’s coverage', async () => {
    const manifest = { coverage: { users: { state: 'partial', because: 'the export was stopped' } } }

    const assessment = await assessInput(anInput({ 'users.json': accounts, 'manifest.json': manifest }))

    expect(assessment.coverage.users).toEqual({
      state: 'partial',
      because: 'the export was stopped',
      records: 2,
    })
  })

  it.each([
    ['Graph', { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/users?$skiptoken=x' }, 'partial'],
    ['Azure', { nextLink: 'https://management.azure.com/subscriptions?$skiptoken=x' }, 'partial'],
    ['Azure, on a last page', { nextLink: '' }, 'complete'],
    ['Azure, on another last page', { nextLink: null }, 'complete'],
  ])(
    'calls a collection that ends with a next link partial: it is a first page (%s)',
    async (_whose, link, state) => {
      const assessment = await assessInput(anInput({ 'users.json': { value: accounts, ...link } }))

      expect(assessment.coverage.users).toMatchObject({ state, records: 2 })
    },
  )

  it('sets broken records aside, counts them and calls the dataset partial', async () => {
    const broken = [...accounts, { displayName: 'without an id' }, 7, null]

    const assessment = await assessInput(anInput({ 'users.json': broken }))

    expect(assessment.coverage.users).toMatchObject({ state: 'partial', records: 2, quarantined: 3 })
  })

  it('sets broken lines aside with their number and keeps the others', async () => {
    const lines = `${JSON.stringify(accounts[0])}\n{"id": "torn\n\n${JSON.stringify(accounts[1])}`

    const assessment = await assessInput(anInput({ 'users.ndjson': lines }))

    expect(assessment.coverage.users).toMatchObject({ state: 'partial', records: 2, quarantined: 1 })
  })

  it('calls a file that is cut off partial, and says so', async () => {
    const assessment = await assessInput(
      anInput({ ...securityDefaultsOn, 'users.json': '{"value": [{"id": "a"' }),
    )

    expect(assessment.coverage.users?.state).toBe('partial')
    expect(assessment.coverage.users?.because).toContain('not whole JSON')
  })

  it('reads the byte order marks and the UTF-16 that Windows writes', async () => {
    const text = JSON.stringify(accounts)
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])

    const wide = await assessInput(anInput({ 'users.json': utf16 }))
    const marked = await assessInput(anInput({ 'users.json': `\ufeff${text}` }))

    expect(wide.coverage.users).toEqual({ state: 'complete', records: 2 })
    expect(marked.coverage.users).toEqual({ state: 'complete', records: 2 })
  })

  it('names and ignores a file of another name', async () => {
    const assessment = await assessInput(
      anInput({ ...securityDefaultsOn, 'holiday.json': [1], 'notes.txt': 'x' }),
    )

    expect(assessment.notices.join('\n')).toMatch(/holiday\.json was ignored/)
    expect(assessment.notices.join('\n')).toMatch(/notes\.txt was ignored/)
  })

  it('takes declarations of the input into account and names the broken ones', async () => {
    const declarations = [
      { kind: 'break-glass', subject: 'bg@contoso.onmicrosoft.com', author: 'Ann', reason: 'safe' },
      { kind: 'nonsense', subject: 'x' },
    ]

    const assessment = await assessInput(
      anInput({ ...securityDefaultsOn, 'declarations.json': declarations }),
    )

    expect(assessment.notices.join()).toMatch(/declaration 2 was ignored/)
  })

  it('refuses a tenant id that would leave its folder', async () => {
    const input = anInput({ ...securityDefaultsOn, 'manifest.json': { tenantId: '../../elsewhere' } })

    await expect(assessInput(input)).rejects.toMatchObject({ code: 'tenant-id-invalid' })
  })

  it('survives a line of 200 MB: it is set aside, its neighbours are read', {
    timeout: 120_000,
  }, async () => {
    const folder = anInput({ 'users.ndjson': `${JSON.stringify(accounts[0])}\n` })
    const file = join(folder, 'users.ndjson')
    const chunk = 'x'.repeat(20 * 1024 * 1024)
    writeFileSync(file, '{"id":"huge","displayName":"', { flag: 'a' })
    for (let written = 0; written < 10; written += 1) writeFileSync(file, chunk, { flag: 'a' })
    writeFileSync(file, `"}\n${JSON.stringify(accounts[1])}\n`, { flag: 'a' })

    const assessment = await assessInput(folder)

    expect(assessment.coverage.users).toMatchObject({ state: 'partial', records: 2, quarantined: 1 })
  })
})

describe('an input that is none', () => {
  it('says that there is nothing at the path', async () => {
    await expect(assessInput('/nowhere/at/all')).rejects.toMatchObject({ code: 'input-not-found' })
  })

  it('says that no file holds a known dataset', async () => {
    await expect(assessInput(anInput({ 'readme.md': 'hello' }))).rejects.toMatchObject({
      code: 'input-empty',
    })
  })
})
