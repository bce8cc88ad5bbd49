/** What gets past the door of a dataset: the fields that somebody reads, and no record without its key. */
import { describe, expect, it } from 'vitest'
import type { EachSource } from '#collectors/collector.ts'
import { allCollectors } from '#collectors/collectors.generated.ts'
import { parseRecord } from '#model/dataset.ts'
import { type DatasetName, datasetOf } from '#model/datasets.ts'
import { refusalOf } from '#model/refusal.ts'
import { answers, keptOf, NEVER } from './answers.ts'

/** The record of an item, or the reason why there is none. */
function parsed(dataset: DatasetName, item: unknown): Record<string, unknown> | string {
  const result = parseRecord(datasetOf(dataset), item)
  return result.ok ? result.record : result.reason
}

function without(item: Readonly<Record<string, unknown>>, field: string): Record<string, unknown> {
  const { [field]: _left, ...rest } = item
  return rest
}

describe.each(answers)('an answer of $dataset', ({ dataset, item, record, keyAt }) => {
  const { key, record: schema } = datasetOf(dataset)

  it('is kept as far as it is known, and no further', () => {
    const kept = parsed(dataset, item)

    expect(JSON.stringify(item)).toContain(NEVER)
    expect(kept).toEqual(record ?? keptOf(item))
  })

  it('is set aside without its key', () => {
    for (const field of key) {
      const missing = parsed(dataset, without(item, keyAt ?? field))
      const empty = parsed(dataset, { ...item, [keyAt ?? field]: null })

      expect([missing, empty]).toEqual([
        expect.stringMatching(`^${field}: `),
        expect.stringMatching(`^${field}: `),
      ])
    }
  })

  it('says null where the service says null, and nothing where it says nothing', () => {
    const optional = Object.entries(schema.shape).filter(([, field]) => field.safeParse(undefined).success)
    const flat = record ? [] : optional.map(([name]) => name)

    for (const field of flat) {
      expect(parsed(dataset, { ...item, [field]: null })).toHaveProperty([field], null)
      expect(parsed(dataset, without(item, field))).not.toHaveProperty([field])
    }
  })
})

describe('the dates of sign-ins', () => {
  it('are null when the service says that there are none', () => {
    expect(parsed('userSignInActivity', { id: 'a', signInActivity: null })).toEqual({
      id: 'a',
      lastSignInDateTime: null,
      lastNonInteractiveSignInDateTime: null,
      lastSuccessfulSignInDateTime: null,
    })
  })

  it.each([{}, { signInActivity: {} }])('are absent when it says nothing: %j', (said) => {
    expect(parsed('userSignInActivity', { id: 'a', ...said })).toEqual({ id: 'a' })
  })
})

describe('a guest', () => {
  it('without the list of sponsors is set aside: not asked is not "nobody"', () => {
    expect(parsed('guestSponsors', { id: 'a' })).toMatch(/^sponsors: /)
    expect(parsed('guestSponsors', { id: 'a', sponsors: [] })).toEqual({ userId: 'a', sponsors: [] })
  })
})

describe('owners', () => {
  it.each([
    ['applicationOwners', 'applicationId'],
    ['servicePrincipalOwners', 'servicePrincipalId'],
    ['groupOwners', 'groupId'],
  ] as const)('in %s may come inside their object, as $expand brings them', (dataset, key) => {
    const item = { id: 'x', displayName: 'Invoice import', owners: [{ id: 'a' }] }

    expect(parsed(dataset, item)).toEqual({ [key]: 'x', owners: [{ id: 'a' }] })
  })
})

describe('the newest secure score', () => {
  it('is taken out of the list in which it comes', () => {
    const body = { '@odata.nextLink': 'https://graph.microsoft.com/…', value: [{ id: 's', currentScore: 1 }] }

    expect(parsed('secureScores', body)).toEqual({ id: 's', currentScore: 1 })
  })

  it('that does not exist yet is no score of nothing', () => {
    expect(typeof parsed('secureScores', { value: [] })).toBe('string')
  })
})

describe('the settings of reports', () => {
  it('are one record, whatever id Microsoft gives them', () => {
    const one = { id: 'adminReportSettings', displayConcealedNames: true }

    expect(parsed('adminReportSettings', { displayConcealedNames: true, other: NEVER })).toEqual(one)
    expect(parsed('adminReportSettings', { id: '', displayConcealedNames: true })).toEqual(one)
    expect(parsed('adminReportSettings', {})).toEqual({ id: 'adminReportSettings' })
  })
})

describe('the policy of consent requests', () => {
  it('is one record, though Microsoft gives it no id', () => {
    const item = { isEnabled: true, requestDurationInDays: 30, reviewers: [], notifyReviewers: NEVER }

    expect(parsed('adminConsentRequestPolicy', item)).toEqual({
      id: 'adminConsentRequestPolicy',
      isEnabled: true,
      requestDurationInDays: 30,
      reviewers: [],
    })
  })
})

function eachSource(dataset: DatasetName): EachSource {
  const source = allCollectors.find(({ produces }) => produces === dataset)?.source
  if (source?.kind !== 'each') throw new Error(`${dataset} is not read subject by subject`)
  return source
}

describe('an answer for one subject', () => {
  const people = [{ '@odata.type': '#microsoft.graph.user', id: 'a' }]
  const tenant = { tenantId: 's', displayName: 'Fabrikam Ltd' }

  it.each([
    ['applicationOwners', people, { applicationId: 's', owners: people }],
    ['servicePrincipalOwners', people, { servicePrincipalId: 's', owners: people }],
    ['groupOwners', people, { groupId: 's', owners: people }],
    ['registeredDevices', [{ id: 'd' }], { userId: 's', devices: [{ id: 'd' }] }],
    ['appRoleAssignments', [{ id: 'g' }], { id: 'g', resourceAppId: 's' }],
    ['federationConfigurations', [{ id: 'f' }], { id: 'f', domainId: 's' }],
    ['tenantInformation', tenant, tenant],
  ] as const)('becomes a record of %s that names the subject', (dataset, answer, record) => {
    const values = Array.isArray(answer) ? answer : [answer]

    const items = eachSource(dataset).items('s', { body: answer, values, part: 0, last: true })

    expect(items.map((item) => parsed(dataset, item))).toEqual([record])
  })

  it('that is not found leaves nothing behind, but for a group: its owners are unknown, not none', () => {
    expect(eachSource('groupOwners').notFound?.('s')).toEqual([{ groupId: 's', notFound: true, owners: [] }])
    for (const dataset of ['applicationOwners', 'appRoleAssignments', 'tenantInformation'] as const)
      expect(eachSource(dataset).notFound).toBeUndefined()
  })
})

describe('a refusal of Intune', () => {
  it('in a tenant without it is a missing licence, and no missing permission', () => {
    const body = { error: { code: 'BadRequest', message: 'Request not applicable to target tenant.' } }

    expect(refusalOf(400, body).kind).toBe('unlicensed')
  })
})

describe('a row of a usage report', () => {
  const row = {
    '\ufeffReport Refresh Date': '2026-11-13',
    'User Principal Name': 'ada@contoso.example',
    'Has Exchange License': 'True',
    'Has Teams License': 'False',
    'Exchange Last Activity Date': '2026-11-12',
    'Teams Last Activity Date': '',
    'Assigned Products': NEVER,
  }

  it('is the same record out of a CSV file and out of JSON', () => {
    const record = {
      userPrincipalName: 'ada@contoso.example',
      reportRefreshDate: '2026-11-13',
      hasExchangeLicense: true,
      hasTeamsLicense: false,
      exchangeLastActivityDate: '2026-11-12',
      teamsLastActivityDate: null,
    }

    expect(parsed('office365ActiveUserDetail', row)).toEqual(record)
    expect(parsed('office365ActiveUserDetail', { ...record, assignedProducts: [NEVER] })).toEqual(record)
  })

  it('counts in numbers, and what is no number is set aside', () => {
    const mail = { 'User Principal Name': 'ada@contoso.example', 'Send Count': '12', 'Read Count': '' }

    expect(parsed('emailActivityUserDetail', mail)).toEqual({
      userPrincipalName: 'ada@contoso.example',
      sendCount: 12,
      readCount: null,
    })
    expect(parsed('emailActivityUserDetail', { ...mail, 'Send Count': 'many' })).toMatch(/^sendCount: /)
    expect(parsed('emailActivityUserDetail', { ...mail, 'Is Deleted': 'maybe' })).toMatch(/^isDeleted: /)
  })

  it('is set aside without a name', () => {
    const key = 'User Principal Name'

    for (const nameless of [without(row, key), { ...row, [key]: '' }])
      expect(parsed('office365ActiveUserDetail', nameless)).toMatch(/^userPrincipalName: /)
  })
})
