/** Whose authentication methods are read one by one: it depends on whether Microsoft's report is there. */
import { describe, expect, it } from 'vitest'
import { authenticationMethodsCollector } from '#collectors/authentication-methods.ts'
import type { Facts } from '#collectors/collector.ts'
import { accountOf, leftOutOfMethods, methodSubjects } from '#collectors/method-subjects.ts'
import { type Coverage, complete, denied, partial, unlicensed } from '#model/coverage.ts'
import type { DatasetName } from '#model/datasets.ts'

const P1_PLAN = '41781fb2-bc02-4b7c-bd55-b576c07bb09d'
const noReport = unlicensed('NonPremiumTenant', 'Microsoft Entra ID P1')

const rows: Partial<Record<DatasetName, readonly object[]>> = {
  roleAssignments: [
    { principalId: 'admin', principal: { '@odata.type': '#microsoft.graph.user' } },
    { principalId: 'off-admin', principal: { '@odata.type': '#microsoft.graph.user' } },
  ],
  users: [
    { id: 'member', accountEnabled: true, userType: 'Member' },
    { id: 'old-member', accountEnabled: true, userType: null },
    { id: 'admin', accountEnabled: true, userType: 'Member' },
    { id: 'off', accountEnabled: false, userType: 'Member' },
    { id: 'unsaid', userType: 'Member' },
    { id: 'guest', accountEnabled: true, userType: 'Guest' },
  ],
}

function facts(
  coverage: Partial<Record<DatasetName, Coverage>>,
  more: Partial<Record<DatasetName, readonly object[]>> = {},
): Facts {
  return {
    records: async function* (dataset: DatasetName) {
      yield* { ...rows, ...more }[dataset] ?? []
    } as unknown as Facts['records'],
    coverage: (dataset) => coverage[dataset] ?? complete,
  }
}

const skuWith = (servicePlanId: string, capabilityStatus = 'Enabled') => [
  { skuId: 's', capabilityStatus, servicePlans: [{ servicePlanId, provisioningStatus: 'Success' }] },
]

describe('the methods of', () => {
  it('role holders are read where the report is there', async () => {
    expect(await methodSubjects(facts({}))).toEqual(['admin', 'off-admin'])
  })

  it('every enabled member are read where the report is not licensed', async () => {
    const without = facts({ userRegistrationDetails: noReport })

    const subjects = await methodSubjects(without)

    expect(subjects.map(accountOf)).toEqual(['admin', 'off-admin', 'member', 'old-member'])
    expect(new Set(subjects).size).toBe(4)
  })

  it('role holders only, where the report is denied: a permission mends that', async () => {
    const refused = facts({ userRegistrationDetails: denied('no', ['AuditLog.Read.All']) })

    expect(await methodSubjects(refused)).toEqual(['admin', 'off-admin'])
  })

  it('role holders only, where the tenant holds the licence that the service misses', async () => {
    const lied = facts({ userRegistrationDetails: noReport }, { subscribedSkus: skuWith(P1_PLAN) })
    const ended = facts(
      { userRegistrationDetails: noReport },
      { subscribedSkus: skuWith(P1_PLAN, 'Suspended') },
    )

    expect(await methodSubjects(lied)).toEqual(['admin', 'off-admin'])
    expect(await methodSubjects(ended)).toHaveLength(4)
  })
})

describe('where codes and resets go', () => {
  const methods = [
    { '@odata.type': '#microsoft.graph.phoneAuthenticationMethod', id: 'p', phoneNumber: '+44 7700900201' },
    { '@odata.type': '#microsoft.graph.emailAuthenticationMethod', id: 'e', emailAddress: 'me@mail.example' },
  ]

  it('is kept of role holders only; of others there is just the method', async () => {
    const subjects = await methodSubjects(facts({ userRegistrationDetails: noReport }))
    const { source } = authenticationMethodsCollector
    if (source.kind !== 'each') throw new Error('methods are asked for account by account')
    const page = { body: { value: methods }, values: methods, part: 0, last: true }

    const kept = subjects.flatMap((subject) => source.items(subject, page))

    const bare = methods.map((method) => ({ '@odata.type': method['@odata.type'], id: method.id }))
    expect(kept).toEqual([
      { userId: 'admin', methods },
      { userId: 'off-admin', methods },
      { userId: 'member', methods: bare },
      { userId: 'old-member', methods: bare },
    ])
    expect(subjects.map((subject) => source.request(subject).path)).toContain(
      '/v1.0/users/member/authentication/methods',
    )
  })
})

describe('a list of accounts that is not whole', () => {
  const users = partial('cut off')

  it('leaves methods out where everybody is asked', async () => {
    const without = facts({ userRegistrationDetails: noReport, users })

    expect(await leftOutOfMethods(without)).toContain('users: read in part (cut off)')
  })

  it('leaves nothing out where role holders are asked', async () => {
    expect(await leftOutOfMethods(facts({ users }))).toBeUndefined()
    expect(await leftOutOfMethods(facts({ userRegistrationDetails: noReport }))).toBeUndefined()
  })
})
